// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AntinBatches} from "./AntinBatches.sol";
import {AntinExtension} from "./AntinExtension.sol";
import {AntinStatus} from "./AntinStatus.sol";
import {AntinSurveillance} from "./AntinSurveillance.sol";
import {EXTENSION_CODE_HASH} from "./ExtensionCode.sol";
import {IAntinLog} from "./interfaces/IAntinLog.sol";

/// @title Antin, the certificate registry
/// @notice Holds bodies, grants, keys, batches and status records so that each can be proven from one
/// account. It refuses to anchor what was not authorised at its block; it knows no certificate's content.
/// @dev Not upgradeable: a new version is a new deployment, and the old one is retired. The code is in two
/// parts, because one would exceed the size limit of a contract: what bodies ask for is here, and all
/// else in the extension, which this contract creates and delegates to. Callers use IAntin.
contract Antin is AntinBatches, AntinStatus, AntinSurveillance {
    /// @dev RLP of (address, nonce 1) without the address: the first contract that this one creates.
    bytes2 private constant RLP_HEAD = 0xd694;
    bytes1 private constant RLP_NONCE = 0x01;

    /// @param accessManager OpenZeppelin AccessManager that decides who is the authority
    constructor(address accessManager) AccessManaged(accessManager) {
        _checkExtension(address(new AntinExtension()));
    }

    /// @dev All calls that this part has not. The extension's address follows from this one's and its code
    /// from a constant, so that one code hash pins both and neither needs a storage slot.
    fallback() external {
        address extension = _extension();
        _checkExtension(extension);
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let ok := delegatecall(gas(), extension, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            if iszero(ok) { revert(data, returndatasize()) }
            return(data, returndatasize())
        }
    }

    function _extension() private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(RLP_HEAD, address(this), RLP_NONCE)))));
    }

    function _checkExtension(address extension) private view {
        bytes32 codeHash = extension.codehash;
        if (codeHash != EXTENSION_CODE_HASH) revert IAntinLog.AntinExtensionDiffers(codeHash);
    }
}
