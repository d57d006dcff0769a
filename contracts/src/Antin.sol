// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AntinBatches} from "./AntinBatches.sol";
import {AntinStatus} from "./AntinStatus.sol";
import {IAntin} from "./interfaces/IAntin.sol";

/// @title Antin, the certificate registry
/// @notice Holds bodies, grants, keys, batches and status records so that each can be proven from one
/// account. It refuses to anchor what was not authorised at its block; it knows no certificate's content.
/// @dev Not upgradeable: a new version is a new deployment, and the old one is retired.
contract Antin is AntinBatches, AntinStatus, IAntin {
    /// @param accessManager OpenZeppelin AccessManager that decides who is the authority
    constructor(address accessManager) AccessManaged(accessManager) {}
}
