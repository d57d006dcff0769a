// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AntinBodies} from "./AntinBodies.sol";
import {AntinControl} from "./AntinControl.sol";
import {AntinGrants} from "./AntinGrants.sol";
import {AntinKeys} from "./AntinKeys.sol";
import {AntinOrders} from "./AntinOrders.sol";
import {AntinStatusAuthority} from "./AntinStatusAuthority.sol";
import {AntinViews} from "./AntinViews.sol";

/// @title The second half of the registry's code
/// @notice Runs in the storage of the contract that created it, which delegates to it. Its own storage is
/// never used: it has no authority, and every write at its own address is refused as retired.
contract AntinExtension is
    AntinBodies,
    AntinGrants,
    AntinOrders,
    AntinKeys,
    AntinStatusAuthority,
    AntinControl,
    AntinViews
{
    constructor() AccessManaged(address(0)) {
        _state.retiredAt = _now();
    }
}
