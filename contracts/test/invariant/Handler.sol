// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LANE_AUTHORITY, LANE_BODY, STATE_ACTIVE, STATE_WITHDRAWN, StatusItem} from "../../src/AntinTypes.sol";
import {AuthorityHandler} from "./AuthorityHandler.sol";

/// @dev Random acts of bodies and strangers beside the authority's. Signed requests that had an effect are
/// kept and sent again later.
contract Handler is AuthorityHandler {
    bytes[] private requests;

    constructor() {
        vm.recordLogs();
        setUp();
        antin.registerBody(SECOND, 0, 1, "");
        antin.grant(SECOND, 1, 7, SCOPE, 0, 0, "");
        foldLogs();
        clock = START;
        (grants[BODY], grants[SECOND]) = (2, 1);
        for (uint16 g = 0; g <= 2; ++g) {
            threads[BODY][g] = Thread(true, 0, 0, 0, 1);
            if (g < 2) threads[SECOND][g] = Thread(true, 0, 0, 0, 1);
        }
        keyModels[BODY][vm.addr(KEY)].known = true;
    }

    function selectors() external pure returns (bytes4[] memory s) {
        s = new bytes4[](18);
        (s[0], s[1], s[2], s[3]) =
        (this.suspend.selector, this.reinstate.selector, this.end.selector, this.give.selector);
        (s[4], s[5], s[6], s[7]) =
        (this.registerKey.selector, this.endKey.selector, this.statusByAuthority.selector, this.lift.selector);
        (s[8], s[9], s[10]) = (this.order.selector, this.retract.selector, this.toggle.selector);
        (s[11], s[12], s[13]) = (this.anchorBatch.selector, this.setOne.selector, this.setTwo.selector);
        (s[14], s[15], s[16], s[17]) =
        (this.surveyOne.selector, this.report.selector, this.replay.selector, this.intrude.selector);
    }

    function anchorBatch(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        uint256 secret = signer(b, seed);
        uint16[] memory named = g > 1 ? list(1, g) : list(1);
        bytes32 root = keccak256(abi.encode(pick(seed, "root", 6)));
        bool older = pick(seed, "older", 4) == 0;
        bytes32 hash = older ? retrospectiveHash(b, named, root, 5, DEADLINE) : anchorHash(b, named, root, 5, DEADLINE);
        bytes memory signature = sign(secret, hash);
        bytes memory data = abi.encodeCall(antin.anchor, (b, named, root, 5, DEADLINE, signature));
        if (older) data = abi.encodeCall(antin.anchorRetrospective, (b, named, root, 5, DEADLINE, signature));
        (, bool changed) = act(older ? address(this) : stranger, data, Kind.Permissive);
        if (!changed) return;
        if (!isGood(b, vm.addr(secret))) breach(Rule.Authority);
        for (uint256 i = 0; i < named.length; ++i) {
            if (!older && !(isActive(b, 0) && isActive(b, named[i]))) breach(Rule.Authority);
        }
        requests.push(data);
    }

    function setOne(uint256 seed) external later(seed) {
        bytes32 b = bodyAt(seed);
        uint256 secret = signer(b, seed);
        StatusItem memory i = next(b, subjectAt(pick(seed, "subject", SUBJECTS)), state(seed));
        bytes memory signature = sign(secret, statusHash(b, i, "", DEADLINE));
        bytes memory data = abi.encodeCall(
            antin.setStatus, (b, i.subject, i.n, i.state, 5, i.effectiveFrom, 0, "", DEADLINE, signature)
        );
        StatusItem[] memory items = new StatusItem[](1);
        items[0] = i;
        sendStatus(b, secret, items, data);
    }

    function setTwo(uint256 seed) external later(seed) {
        bytes32 b = bodyAt(seed);
        uint256 secret = signer(b, seed);
        StatusItem[] memory items = new StatusItem[](2);
        items[0] = next(b, subjectAt(0), state(seed));
        items[1] = next(b, subjectAt(1), state(seed));
        bytes memory signature = sign(secret, manyHash(b, items, DEADLINE));
        sendStatus(b, secret, items, abi.encodeCall(antin.setStatusMany, (b, items, DEADLINE, signature)));
    }

    function surveyOne(uint256 seed) external later(seed) {
        bytes32 b = bodyAt(seed);
        uint256 secret = signer(b, seed);
        bytes32 s = subjectAt(pick(seed, "subject", SUBJECTS));
        Survey memory y = Survey(s, surveys[b][s], past(seed), 0, 1, DEADLINE);
        bytes memory signature = sign(secret, surveyHash(b, y));
        bytes memory data = abi.encodeCall(antin.maintain, (b, s, y.n, y.last, 0, 1, DEADLINE, signature));
        (bool ok,) = act(stranger, data, Kind.Permissive);
        if (!ok) return;
        if (!isActive(b, 0) || !isGood(b, vm.addr(secret))) breach(Rule.Authority);
        ++surveys[b][s];
        requests.push(data);
    }

    /// @dev A body's own word: the key that signs reports itself.
    function report(uint256 seed) external later(seed) {
        if (pick(seed, "rare", 20) != 0) return;
        bytes32 b = bodyAt(seed);
        uint256 secret = signer(b, seed);
        bytes32 typeHash = keccak256("ReportCompromise(bytes32 body,bytes32 key,uint64 deadline)");
        bytes memory signature = sign(secret, keccak256(abi.encode(typeHash, b, keyId(secret), DEADLINE)));
        bytes memory data = abi.encodeCall(antin.reportCompromise, (b, keyId(secret), DEADLINE, signature));
        (bool ok,) = act(stranger, data, Kind.Restrictive);
        if (!ok) return;
        if (!isGood(b, vm.addr(secret))) breach(Rule.Authority);
        keyModels[b][vm.addr(secret)].compromisedSince = clock;
        requests.push(data);
    }

    /// @dev Whoever sends it and whenever: a request that had its effect has none again.
    function replay(uint256 seed) external later(seed) {
        if (requests.length == 0) return;
        bytes memory data = requests[pick(seed, "request", requests.length)];
        (, bool changed) = act(seed % 2 == 0 ? stranger : address(this), data, Kind.Neither);
        if (changed) breach(Rule.Replay);
    }

    /// @dev The authority's calls by a stranger or by a body's key.
    function intrude(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        bytes32 s = subjectAt(pick(seed, "subject", SUBJECTS));
        bytes[] memory calls = new bytes[](9);
        calls[0] = abi.encodeCall(antin.suspendBody, (b, 0, 1, ""));
        calls[1] = abi.encodeCall(antin.reinstateBody, (b, 0, 1, ""));
        calls[2] = abi.encodeCall(antin.restoreGrant, (b, g, 0, 1, ""));
        calls[3] = abi.encodeCall(antin.grant, (b, 1, 0, SCOPE, 0, 0, ""));
        calls[4] = abi.encodeCall(antin.reinstateByAuthority, (b, s, 1, 0, ""));
        calls[5] = abi.encodeCall(antin.liftStatus, (b, s, lanes[b][s][LANE_BODY].count, 1, 1, 0, ""));
        calls[6] = abi.encodeCall(antin.retractOrder, (b, g, 0, 1, ""));
        calls[7] = abi.encodeCall(antin.unpause, ());
        calls[8] = abi.encodeCall(antin.retire, (address(manager)));
        address sender = seed % 2 == 0 ? stranger : vm.addr(secretAt(pick(seed, "key", KEYS)));
        (bool ok,) = act(sender, calls[pick(seed, "call", calls.length)], Kind.Neither);
        if (ok) breach(Rule.Authority);
    }

    function sendStatus(bytes32 b, uint256 secret, StatusItem[] memory items, bytes memory data) private {
        uint8 to = items[0].state;
        bytes32 authoritys = laneHash(LANE_AUTHORITY);
        (bool ok,) = act(stranger, data, to == STATE_ACTIVE ? Kind.Permissive : Kind.Restrictive);
        if (laneHash(LANE_AUTHORITY) != authoritys) breach(Rule.Lanes);
        if (!ok) return;
        if (!isGood(b, vm.addr(secret)) || (to == STATE_ACTIVE && !isActive(b, 0))) breach(Rule.Authority);
        for (uint256 i = 0; i < items.length; ++i) {
            Lane storage lane = lanes[b][items[i].subject][LANE_BODY];
            if (!isLegal(lane.state, to) || items[i].n != lane.count) breach(Rule.Moves);
            (lane.count, lane.state) = (lane.count + 1, to);
        }
        requests.push(data);
    }

    function next(bytes32 b, bytes32 subject, uint8 to) private view returns (StatusItem memory i) {
        i = item(subject, lanes[b][subject][LANE_BODY].count, to);
        if (to == STATE_WITHDRAWN) i.effectiveFrom = clock - 1;
    }

    /// @dev Suspended and active come up more often, since the others end a lane.
    function state(uint256 seed) private pure returns (uint8) {
        uint8[8] memory choice = [1, 2, 1, 2, 1, 2, 3, 4];
        return choice[pick(seed, "state", 8)];
    }
}
