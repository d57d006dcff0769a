// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinLog} from "./AntinLog.sol";
import {ContractState} from "./AntinTypes.sol";
import {IAntinLog} from "./interfaces/IAntinLog.sol";

/// @title Pause and retirement
abstract contract AntinControl is IAntinLog, AntinLog {
    uint8 private constant RUNNING = 0;
    uint8 private constant PAUSED = 1;

    /// @inheritdoc IAntinLog
    function pause() external restricted {
        Tape memory tape = _openRunning();
        tape.state.paused = PAUSED;
        emit Paused(_msgSender());
        _append(tape, Paused.selector, keccak256(abi.encode(_msgSender())));
        _close(tape);
    }

    /// @inheritdoc IAntinLog
    function unpause() external restricted {
        Tape memory tape = _open();
        if (tape.state.paused == RUNNING) revert AntinNotPaused(RUNNING);
        tape.state.paused = RUNNING;
        emit Unpaused(_msgSender());
        _append(tape, Unpaused.selector, keccak256(abi.encode(_msgSender())));
        _close(tape);
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
}
