// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Status} from "../AntinTypes.sol";

/// @dev A status record as stored: 252 bits, packed by hand because byte-aligned members would need
/// 264. From the low bits: state 3, reason 8, backdated 1, effectiveFrom 40, recordedAt 40, actor 160.
type StatusSlot is uint256;

using StatusSlots for StatusSlot global;

/// @title Packing of status records
library StatusSlots {
    uint256 private constant REASON = 3;
    uint256 private constant BACKDATED = 11;
    uint256 private constant EFFECTIVE_FROM = 12;
    uint256 private constant RECORDED_AT = 52;
    uint256 private constant ACTOR = 92;

    /// @dev A record that takes effect before it is recorded is marked as backdated.
    function pack(uint8 newState, uint8 reason, uint40 effectiveFrom, uint40 recordedAt, address actor)
        internal
        pure
        returns (StatusSlot)
    {
        uint256 backdated = effectiveFrom < recordedAt ? 1 : 0;
        return StatusSlot.wrap(
            (uint256(newState) & 7) | (uint256(reason) << REASON) | (backdated << BACKDATED)
                | (uint256(effectiveFrom) << EFFECTIVE_FROM) | (uint256(recordedAt) << RECORDED_AT)
                | (uint256(uint160(actor)) << ACTOR)
        );
    }

    // forge-lint: disable-next-item(unsafe-typecast)
    function unpack(StatusSlot slot) internal pure returns (Status memory s) {
        uint256 bits = StatusSlot.unwrap(slot);
        s.state = uint8(bits & 7);
        s.reason = uint8(bits >> REASON);
        s.backdated = (bits >> BACKDATED) & 1 == 1;
        s.effectiveFrom = uint40(bits >> EFFECTIVE_FROM);
        s.recordedAt = uint40(bits >> RECORDED_AT);
        s.actor = address(uint160(bits >> ACTOR));
    }

    // forge-lint: disable-next-item(unsafe-typecast)
    function state(StatusSlot slot) internal pure returns (uint8) {
        return uint8(StatusSlot.unwrap(slot) & 7);
    }

    /// @dev A record always has a recording time, so only an absent one is all zero.
    function exists(StatusSlot slot) internal pure returns (bool) {
        return StatusSlot.unwrap(slot) != 0;
    }
}
