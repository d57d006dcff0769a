// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Batch, Body, Change, ContractState, CONTRACT_VERSION, Grant, Key, Order, Surveillance} from "./AntinTypes.sol";
import {StatusSlot} from "./libraries/StatusSlot.sol";

/// @title Storage of the registry
/// @dev Frozen: verifiers prove these slots with eth_getProof, and CI compares them with a snapshot.
/// Everything that a proof shows lives here, so that one account proof serves a whole bundle. This
/// contract comes first in the linearisation, so that no base moves a slot; there are no immutables, so
/// that the code hash is the same for every deployment and verifiers can pin it.
abstract contract AntinStorage {
    /// @dev Slot 0: running hash over all events.
    bytes32 internal _head;
    /// @dev Slot 1.
    ContractState internal _state;
    /// @dev Slot 2: contract that took over when this one was retired.
    address internal _successor;
    /// @dev Slot 3.
    mapping(bytes32 bodyId => Body) internal _bodies;
    /// @dev Slot 4.
    mapping(bytes32 bodyId => mapping(uint16 number => Grant)) internal _grants;
    /// @dev Slot 5: keccak256 of the scope code.
    mapping(bytes32 bodyId => mapping(uint16 number => bytes32)) internal _scopes;
    /// @dev Slot 6: history of bodies (grant 0) and grants.
    mapping(bytes32 bodyId => mapping(uint16 grantOrZero => mapping(uint16 n => Change))) internal _changes;
    /// @dev Slot 7.
    mapping(bytes32 bodyId => mapping(bytes32 key => Key)) internal _keys;
    /// @dev Slot 8: history of keys.
    mapping(bytes32 bodyId => mapping(bytes32 key => mapping(uint16 n => Change))) internal _keyChanges;
    /// @dev Slot 9.
    mapping(bytes32 batchId => Batch) internal _batches;
    /// @dev Slot 10.
    mapping(bytes32 bodyId => mapping(bytes32 subject => mapping(uint8 lane => mapping(uint16 n => StatusSlot))))
        internal _statuses;
    /// @dev Slot 11.
    mapping(bytes32 bodyId => mapping(bytes32 subject => Surveillance)) internal _surveillance;
    /// @dev Slot 12: orders over bodies (grant 0) and grants; counted in `orders` of the body or grant.
    mapping(bytes32 bodyId => mapping(uint16 grantOrZero => mapping(uint16 n => Order))) internal _orders;
    /// @dev Slot 13: length of the authority's lane. A convenience of the writer; proofs do not need it.
    mapping(bytes32 bodyId => mapping(bytes32 subject => uint16)) internal _authorityCounts;

    constructor() {
        _state.chainId = uint64(block.chainid);
        _state.version = CONTRACT_VERSION;
    }
}
