// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AntinStorage} from "./AntinStorage.sol";
import {ContractState, MAX_ORDER_NUMBER} from "./AntinTypes.sol";
import {IAntinLog} from "./interfaces/IAntinLog.sol";

/// @title Running hash
/// @dev Every write opens a tape, appends each event to it and closes it. Opening is what refuses
/// writes to a retired contract, so no write can forget to.
abstract contract AntinLog is AntinStorage, AccessManaged {
    /// @dev Head and counters held in memory, so that a call for many subjects stores them once.
    struct Tape {
        bytes32 head;
        ContractState state;
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
        if (tape.state.retiredAt != 0) revert IAntinLog.AntinRetired(tape.state.retiredAt);
        tape.head = _head;
    }

    /// @dev Opens for an act that permits something, which a pause stops.
    function _openRunning() internal view returns (Tape memory tape) {
        tape = _open();
        _checkRunning(tape);
    }

    function _checkRunning(Tape memory tape) internal pure {
        if (tape.state.paused != 0) revert IAntinLog.AntinPaused(tape.state.paused);
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
        if (effective > block.timestamp) revert IAntinLog.AntinTakesEffectLater(effective, block.timestamp);
    }

    function _checkDeadline(uint64 deadline) internal view {
        if (block.timestamp > deadline) revert IAntinLog.AntinDeadlinePassed(deadline, block.timestamp);
    }

    function _checkText(string memory text, uint256 max) internal pure {
        uint256 length = bytes(text).length;
        if (length > max) revert IAntinLog.AntinTextTooLong(length, max);
    }

    function _checkOrderNumber(string memory orderNumber) internal pure {
        _checkText(orderNumber, MAX_ORDER_NUMBER);
    }
}
