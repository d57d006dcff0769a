// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinRecords} from "./AntinRecords.sol";
import {AntinSigners} from "./AntinSigners.sol";
import {DECISION_CONTINUED, DECISION_WITH_CONDITIONS, Surveillance} from "./AntinTypes.sol";
import {IAntinStatus} from "./interfaces/IAntinStatus.sol";
import {IAntinSurveillance} from "./interfaces/IAntinSurveillance.sol";

/// @title Surveillance of certificates
abstract contract AntinSurveillance is IAntinSurveillance, AntinRecords, AntinSigners {
    bytes32 private constant MAINTAIN_TYPEHASH = keccak256(
        "Maintain(bytes32 body,bytes32 subject,uint16 n,uint40 lastSurveillance,uint40 nextDue,uint8 decision,uint64 deadline)"
    );

    /// @inheritdoc IAntinSurveillance
    function maintain(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint40 lastSurveillance,
        uint40 nextDue,
        uint8 decision,
        uint64 deadline,
        bytes calldata signature
    ) external {
        Tape memory tape = _openRunning();
        _checkDeadline(deadline);
        bytes32 structHash =
            keccak256(abi.encode(MAINTAIN_TYPEHASH, bodyId, subject, n, lastSurveillance, nextDue, decision, deadline));
        address actor = _goodSigner(bodyId, structHash, signature);
        _checkSurveillance(bodyId, subject, lastSurveillance, nextDue, decision);
        _checkBodyActive(bodyId);
        if (_surveillance[bodyId][subject].count != n) revert AntinSurveillanceNumber(bodyId, subject, n);
        _surveillance[bodyId][subject] = Surveillance(lastSurveillance, nextDue, _now(), n + 1);
        emit Maintained(bodyId, subject, n, lastSurveillance, nextDue, decision, actor);
        bytes32 arguments = keccak256(abi.encode(bodyId, subject, n, lastSurveillance, nextDue, decision, actor));
        _append(tape, Maintained.selector, arguments);
        _close(tape);
    }

    function _checkSurveillance(
        bytes32 bodyId,
        bytes32 subject,
        uint40 lastSurveillance,
        uint40 nextDue,
        uint8 decision
    ) private view {
        if (subject == 0) revert IAntinStatus.AntinSubjectZero(bodyId);
        if (decision != DECISION_CONTINUED && decision != DECISION_WITH_CONDITIONS) {
            revert AntinDecisionUnknown(decision);
        }
        bool past = lastSurveillance != 0 && lastSurveillance <= block.timestamp;
        if (!past || (nextDue != 0 && nextDue <= lastSurveillance)) {
            revert AntinSurveillanceTimes(lastSurveillance, nextDue, block.timestamp);
        }
    }
}
