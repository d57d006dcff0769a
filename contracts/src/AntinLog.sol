// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AntinStorage} from "./AntinStorage.sol";
import {ContractState, MAX_ORDER_NUMBER} from "./AntinTypes.sol";
import {IAntinLog} from "./interfaces/IAntinLog.sol";

/// @title Running hash and retirement
/// @dev Every write opens a tape, appends each event to it and closes it. Opening is what refuses
/// writes to a retired contract, so no write can forget to.
abstract contract AntinLog is IAntinLog, AntinStorage, AccessManaged {
    /// @dev Head and counters held in memory, so that a call for many subjects stores them once.
    struct Tape {
        bytes32 head;
        ContractState state;
    }

    /// @inheritdoc IAntinLog
    function retire(address newSuccessor) external restricted {
        if (newSuccessor == address(this) || newSuccessor.code.length == 0) {
            revert AntinSuccessorInvalid(newSuccessor);
        }
        Tape memory tape = _open();
        tape.state.retiredAt = _now();
        _successor = newSuccessor;
        emit Retired(newSuccessor);
        _append(tape, Retired.selector, keccak256(abi.encode(newSuccessor)));
        _close(tape);
    }

    /// @inheritdoc IAntinLog
    function head() external view returns (bytes32 hash) {
        return _head;
    }

    /// @inheritdoc IAntinLog
    function state() external view returns (ContractState memory record) {
        return _state;
    }

    /// @inheritdoc IAntinLog
    function successor() external view returns (address) {
        return _successor;
    }

    /// @dev A change of authority is an event like any other, the first one in the constructor included.
    function _setAuthority(address newAuthority) internal override {
        Tape memory tape = _open();
        super._setAuthority(newAuthority);
        _append(tape, AuthorityUpdated.selector, keccak256(abi.encode(newAuthority)));
        _close(tape);
    }

    function _open() internal view returns (Tape memory tape) {
        tape.state = _state;
        if (tape.state.retiredAt != 0) revert AntinRetired(tape.state.retiredAt);
        tape.head = _head;
    }

    /// @dev Called once for each event, right after it, with the hash of all its arguments.
    function _append(Tape memory tape, bytes32 topic0, bytes32 argumentsHash) internal view {
        tape.head = keccak256(abi.encode(tape.head, tape.state.count, block.timestamp, topic0, argumentsHash));
        ++tape.state.count;
    }

    function _close(Tape memory tape) internal {
        _head = tape.head;
        _state = tape.state;
    }

    function _now() internal view returns (uint40) {
        return uint40(block.timestamp);
    }

    /// @dev 0 stands for the block's time.
    function _timeOrNow(uint40 time) internal view returns (uint40) {
        return time == 0 ? _now() : time;
    }

    /// @dev For what must not take effect later than its block.
    function _pastOrNow(uint40 time) internal view returns (uint40 effective) {
        effective = _timeOrNow(time);
        if (effective > block.timestamp) revert AntinTakesEffectLater(effective, block.timestamp);
    }

    function _checkDeadline(uint64 deadline) internal view {
        if (block.timestamp > deadline) revert AntinDeadlinePassed(deadline, block.timestamp);
    }

    function _checkText(string memory text, uint256 max) internal pure {
        uint256 length = bytes(text).length;
        if (length > max) revert AntinTextTooLong(length, max);
    }

    function _checkOrderNumber(string memory orderNumber) internal pure {
        _checkText(orderNumber, MAX_ORDER_NUMBER);
    }
}
