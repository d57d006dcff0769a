// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {STATE_ACTIVE, STATE_SUPERSEDED, STATE_SUSPENDED, STATE_WITHDRAWN} from "../AntinTypes.sol";

/// @title Legal moves between states
library Moves {
    function isKnown(uint8 state) internal pure returns (bool) {
        return state >= STATE_ACTIVE && state <= STATE_WITHDRAWN;
    }

    /// @notice active to suspended and back; active or suspended to superseded or withdrawn;
    /// superseded to withdrawn.
    function isLegal(uint8 from, uint8 to) internal pure returns (bool) {
        if (from == STATE_ACTIVE) return to != STATE_ACTIVE;
        if (from == STATE_SUSPENDED) return to != STATE_SUSPENDED;
        return from == STATE_SUPERSEDED && to == STATE_WITHDRAWN;
    }

    /// @notice Whether `a` is better for the certificate than `b`: active, superseded, suspended, withdrawn.
    function isBetter(uint8 a, uint8 b) internal pure returns (bool) {
        return _rank(a) < _rank(b);
    }

    function _rank(uint8 state) private pure returns (uint8) {
        if (state == STATE_SUSPENDED) return STATE_SUPERSEDED;
        if (state == STATE_SUPERSEDED) return STATE_SUSPENDED;
        return state;
    }
}
