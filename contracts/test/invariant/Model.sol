// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VmSafe} from "forge-std/Vm.sol";

import {STATE_ACTIVE} from "../../src/AntinTypes.sol";
import {IAntin} from "../../src/interfaces/IAntin.sol";
import {IAntinLog} from "../../src/interfaces/IAntinLog.sol";
import {ActsTest} from "../support/ActsTest.sol";
import {LogReplay} from "../support/LogReplay.sol";

/// @dev Ghost state: what the acts that succeeded must amount to, kept without asking the contract.
abstract contract Model is ActsTest {
    enum Kind {
        Permissive,
        Restrictive,
        Neither
    }

    enum Rule {
        Moves,
        Authority,
        Final,
        Replay,
        Lanes,
        Pause
    }

    struct Thread {
        bool known;
        uint40 end;
        uint40 suspendedFrom;
        uint16 orders;
        uint16 changes;
    }

    struct KeyModel {
        bool known;
        bool revoked;
        uint40 compromisedSince;
    }

    struct Lane {
        uint16 count;
        uint8 state;
        uint40 from; // of the last record, in the authority's lane
    }

    uint256 internal constant SUBJECTS = 3;
    uint256 internal constant KEYS = 8;
    bytes32 internal constant SECOND = keccak256("VD-LAB");

    /// @dev Grant 0 is the body itself.
    mapping(bytes32 bodyId => mapping(uint16 grantOrZero => Thread)) internal threads;
    mapping(bytes32 bodyId => uint16) internal grants;
    mapping(bytes32 bodyId => mapping(address key => KeyModel)) internal keyModels;
    mapping(bytes32 bodyId => mapping(bytes32 subject => mapping(uint8 lane => Lane))) internal lanes;
    mapping(bytes32 bodyId => mapping(bytes32 subject => uint16)) internal surveys;
    bool internal paused;
    bytes32 public fold;
    uint64 public events;
    /// @dev How many events of each kind there were, which tells that acts succeed at all.
    mapping(bytes32 topic0 => uint256) public seen;
    /// @dev How often each rule was broken; the invariants say never.
    mapping(Rule => uint256) public faults;

    function breach(Rule rule) internal {
        ++faults[rule];
    }

    /// @dev Performs one act, folds its logs, and holds it against the pause.
    function act(address sender, bytes memory data, Kind kind) internal returns (bool ok, bool changed) {
        uint64 before = events;
        vm.recordLogs();
        bytes memory out;
        (ok, out) = attempt(address(antin), sender, data);
        // Forge records what a reverted call has logged as well; nobody else sees it.
        if (ok) foldLogs();
        else vm.getRecordedLogs();
        changed = events != before;
        if (kind == Kind.Permissive && paused && changed) breach(Rule.Pause);
        if (kind == Kind.Restrictive && !ok && bytes4(out) == IAntinLog.AntinPaused.selector) breach(Rule.Pause);
    }

    function foldLogs() internal {
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(antin)) continue;
            bytes32 arguments = LogReplay.argumentsHash(logs[i]);
            fold = keccak256(abi.encode(fold, events, block.timestamp, logs[i].topics[0], arguments));
            ++events;
            ++seen[logs[i].topics[0]];
        }
    }

    function isActive(bytes32 bodyId, uint16 grantOrZero) internal view returns (bool) {
        Thread storage t = threads[bodyId][grantOrZero];
        bool ended = t.end != 0 && t.end <= block.timestamp;
        return t.known && !ended && (t.suspendedFrom == 0 || t.suspendedFrom > block.timestamp);
    }

    function isGood(bytes32 bodyId, address key) internal view returns (bool) {
        KeyModel storage k = keyModels[bodyId][key];
        return k.known && !k.revoked && k.compromisedSince == 0;
    }

    /// @dev The table of docs/spec/contract.md, written out: rows from, columns to, states 1 to 4.
    function isLegal(uint8 from, uint8 to) internal pure returns (bool) {
        if (from == 0) from = STATE_ACTIVE;
        bytes16 table = "-yyyy-yy---y----";
        return table[(from - 1) * 4 + to - 1] == "y";
    }

    /// @dev Everything that one lane holds, for all bodies and subjects, next numbers included.
    function laneHash(uint8 lane) internal view returns (bytes32 hash) {
        for (uint256 b = 0; b < 2; ++b) {
            for (uint256 s = 0; s < SUBJECTS; ++s) {
                (bytes32 bodyId, bytes32 subject) = (bodyAt(b), subjectAt(s));
                uint16 count = lanes[bodyId][subject][lane].count;
                bytes memory last = abi.encode(antin.status(bodyId, subject, lane, count == 0 ? 0 : count - 1));
                hash = keccak256(abi.encode(hash, last, antin.status(bodyId, subject, lane, count)));
            }
        }
    }

    function bodyAt(uint256 index) public pure returns (bytes32) {
        return index % 2 == 0 ? BODY : SECOND;
    }

    function subjectAt(uint256 index) public pure returns (bytes32) {
        return keccak256(abi.encode("subject", index % SUBJECTS));
    }

    function secretAt(uint256 index) internal pure returns (uint256) {
        return index % KEYS == 0 ? KEY : uint256(keccak256(abi.encode("key", index % KEYS)));
    }

    function threadOf(bytes32 bodyId, uint16 grantOrZero) external view returns (Thread memory) {
        return threads[bodyId][grantOrZero];
    }

    function grantsOf(bytes32 bodyId) external view returns (uint16) {
        return grants[bodyId];
    }

    function keyModelAt(bytes32 bodyId, uint256 index) external view returns (address key, KeyModel memory model) {
        key = vm.addr(secretAt(index));
        model = keyModels[bodyId][key];
    }

    function countOf(bytes32 bodyId, bytes32 subject, uint8 lane) external view returns (uint16) {
        return lanes[bodyId][subject][lane].count;
    }

    function registry() external view returns (IAntin) {
        return antin;
    }
}
