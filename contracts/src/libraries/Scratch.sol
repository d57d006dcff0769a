// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Reuse of memory in loops
/// @dev Memory costs quadratically, and Solidity never frees any: a call for many subjects would pay for
/// every buffer that it has hashed. Between `mark` and `release` nothing may be allocated that is used later.
library Scratch {
    function mark() internal pure returns (uint256 pointer) {
        assembly ("memory-safe") {
            pointer := mload(0x40)
        }
    }

    function release(uint256 pointer) internal pure {
        assembly ("memory-safe") {
            mstore(0x40, pointer)
        }
    }
}
