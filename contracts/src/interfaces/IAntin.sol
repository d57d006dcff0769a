// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {IAntinBatches} from "./IAntinBatches.sol";
import {IAntinBodies} from "./IAntinBodies.sol";
import {IAntinChanges} from "./IAntinChanges.sol";
import {IAntinGrants} from "./IAntinGrants.sol";
import {IAntinKeys} from "./IAntinKeys.sol";
import {IAntinLog} from "./IAntinLog.sol";
import {IAntinOrders} from "./IAntinOrders.sol";
import {IAntinRetrospective} from "./IAntinRetrospective.sol";
import {IAntinStatus} from "./IAntinStatus.sol";
import {IAntinStatusAuthority} from "./IAntinStatusAuthority.sol";
import {IAntinSurveillance} from "./IAntinSurveillance.sol";
import {IAntinViews} from "./IAntinViews.sol";

/// @title The certificate registry
/// @notice All of the registry's calls, events and errors, at one address. What bodies ask for, and
/// what AccessManager asks, is answered by the contract itself, the rest by its extension.
interface IAntin is
    IAntinBatches,
    IAntinStatus,
    IAntinSurveillance,
    IAntinStatusAuthority,
    IAntinRetrospective,
    IAntinOrders,
    IAntinGrants,
    IAntinKeys,
    IAntinBodies,
    IAntinChanges,
    IAntinLog,
    IAntinViews,
    IAccessManaged,
    IERC5267
{}
