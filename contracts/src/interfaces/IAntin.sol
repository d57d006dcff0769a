// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {IAntinBatches} from "./IAntinBatches.sol";
import {IAntinBodies} from "./IAntinBodies.sol";
import {IAntinChanges} from "./IAntinChanges.sol";
import {IAntinGrants} from "./IAntinGrants.sol";
import {IAntinKeys} from "./IAntinKeys.sol";
import {IAntinLog} from "./IAntinLog.sol";
import {IAntinStatus} from "./IAntinStatus.sol";

/// @title The certificate registry
/// @notice All of the registry's calls, events and errors.
interface IAntin is
    IAntinStatus,
    IAntinBatches,
    IAntinGrants,
    IAntinKeys,
    IAntinBodies,
    IAntinChanges,
    IAntinLog,
    IERC5267
{}
