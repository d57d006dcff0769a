// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {AntinDomain} from "./AntinDomain.sol";
import {AntinLog} from "./AntinLog.sol";
import {Key} from "./AntinTypes.sol";
import {IAntinKeys} from "./interfaces/IAntinKeys.sol";
import {Intervals} from "./libraries/Intervals.sol";

/// @title Whose word a signature is
abstract contract AntinSigners is AntinLog, AntinDomain {
    using Intervals for Key;

    /// @dev Who signed, provided that it is a good anchor key of the body at this block. ECDSA refuses
    /// high s values, the zero signer and lengths other than 65.
    function _goodSigner(bytes32 bodyId, bytes32 structHash, bytes calldata signature)
        internal
        view
        returns (address signer)
    {
        signer = ECDSA.recover(_digest(structHash), signature);
        if (!_keys[bodyId][_keyOfAddress(signer)].goodAnchorAt(block.timestamp)) {
            revert IAntinKeys.AntinKeyNotGood(bodyId, signer);
        }
    }

    function _keyOfAddress(address key) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(key)));
    }
}
