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

    function pack(Status memory s) internal pure returns (StatusSlot) {
        return StatusSlot.wrap(
            (uint256(s.state) & 7) | (uint256(s.reason) << REASON) | (uint256(s.backdated ? 1 : 0) << BACKDATED)
                | (uint256(s.effectiveFrom) << EFFECTIVE_FROM) | (uint256(s.recordedAt) << RECORDED_AT)
                | (uint256(uint160(s.actor)) << ACTOR)
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

    /// @dev A record always has a recording time, so only an absent one is all zero.
    function exists(StatusSlot slot) internal pure returns (bool) {
        return StatusSlot.unwrap(slot) != 0;
    }
}
