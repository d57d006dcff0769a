// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Body, Grant, Key, KEY_ANCHOR} from "../AntinTypes.sol";

/// @title When bodies, grants and keys are good
/// @dev Intervals are half-open; both threads, interval and suspension, must allow.
library Intervals {
    function activeAt(Body memory record, uint256 time) internal pure returns (bool) {
        return _active(record.recordedAt, record.validFrom, record.validUntil, record.suspendedFrom, time);
    }

    function activeAt(Grant memory record, uint256 time) internal pure returns (bool) {
        return _active(record.recordedAt, record.validFrom, record.validUntil, record.suspendedFrom, time);
    }

    /// @dev A compromise never lies ahead of its block, so any is in force.
    function goodAnchorAt(Key memory record, uint256 time) internal pure returns (bool) {
        return
            record.kind == KEY_ANCHOR && record.validFrom <= time && record.revokedAt == 0
                && record.compromisedSince == 0;
    }

    function _active(uint40 recordedAt, uint40 from, uint40 until, uint40 suspendedFrom, uint256 time)
        private
        pure
        returns (bool)
    {
        return recordedAt != 0 && from <= time && (until == 0 || time < until)
            && (suspendedFrom == 0 || time < suspendedFrom);
    }
}
