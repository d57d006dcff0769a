// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    LANE_AUTHORITY,
    LANE_BODY,
    STATE_ACTIVE,
    STATE_SUSPENDED,
    STATE_WITHDRAWN,
    Status
} from "../../src/AntinTypes.sol";
import {Model} from "./Model.sol";

/// @dev Random acts of the authority, which is this contract. Each seed decides all of one act.
abstract contract AuthorityHandler is Model {
    uint40 internal clock;

    modifier later(uint256 seed) {
        clock += uint40(pick(seed, "time", 1 days));
        vm.warp(clock);
        _;
    }

    function suspend(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        uint40 from = past(seed);
        bytes memory data = g == 0
            ? abi.encodeCall(antin.suspendBody, (b, from, 1, ""))
            : abi.encodeCall(antin.suspendGrant, (b, g, from, 1, ""));
        (bool ok,) = act(address(this), data, Kind.Restrictive);
        if (!ok) return;
        Thread storage t = threads[b][g];
        if (t.suspendedFrom != 0 && from >= t.suspendedFrom) breach(Rule.Final);
        (t.suspendedFrom, t.changes) = (from, t.changes + 1);
    }

    function reinstate(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        bytes memory data = g == 0
            ? abi.encodeCall(antin.reinstateBody, (b, 0, 1, ""))
            : abi.encodeCall(antin.restoreGrant, (b, g, 0, 1, ""));
        (bool ok,) = act(address(this), data, Kind.Permissive);
        if (!ok) return;
        Thread storage t = threads[b][g];
        (t.suspendedFrom, t.changes) = (0, t.changes + 1);
    }

    /// @dev Ends are final, so they are rare, or nothing would be left to act on.
    function end(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        if (pick(seed, "rare", g == 0 ? 60 : 6) != 0) return;
        uint40 from = past(seed);
        bytes memory data = abi.encodeCall(antin.withdrawBody, (b, from, 1, ""));
        if (g != 0) data = abi.encodeCall(antin.withdrawGrant, (b, g, from, 1, ""));
        if (g != 0 && seed % 2 == 0) data = abi.encodeCall(antin.reduceGrant, (b, g, from, 1, ""));
        (bool ok,) = act(address(this), data, Kind.Restrictive);
        if (!ok) return;
        Thread storage t = threads[b][g];
        if (t.end != 0 && from >= t.end) breach(Rule.Final);
        (t.end, t.changes) = (from, t.changes + 1);
    }

    function give(uint256 seed) external later(seed) {
        bytes32 b = bodyAt(seed);
        bytes memory data = abi.encodeCall(antin.grant, (b, 1, 7, SCOPE, 0, 0, ""));
        (bool ok,) = act(address(this), data, Kind.Permissive);
        if (!ok) return;
        uint40 ended = threads[b][0].end;
        if (ended != 0 && ended <= block.timestamp) breach(Rule.Authority);
        threads[b][++grants[b]] = Thread(true, 0, 0, 0, 1);
    }

    function registerKey(uint256 seed) external later(seed) {
        (bytes32 b, uint256 secret) = (bodyAt(seed), secretAt(pick(seed, "key", KEYS)));
        address key = vm.addr(secret);
        bytes memory proof = sign(secret, registerHash(b, key, 0));
        bytes memory data = abi.encodeCall(antin.registerAnchorKey, (b, key, 0, proof));
        (bool ok,) = act(address(this), data, Kind.Permissive);
        if (!ok) return;
        if (keyModels[b][key].known) breach(Rule.Final);
        keyModels[b][key].known = true;
    }

    function endKey(uint256 seed) external later(seed) {
        if (pick(seed, "rare", 12) != 0) return;
        (bytes32 b, uint256 secret) = (bodyAt(seed), secretAt(pick(seed, "key", KEYS)));
        KeyModel storage k = keyModels[b][vm.addr(secret)];
        uint40 since = past(seed);
        if (pick(seed, "kind", 3) == 0) {
            (bool revoked,) =
                act(address(this), abi.encodeCall(antin.revokeKey, (b, keyId(secret), 1)), Kind.Restrictive);
            if (revoked && k.revoked) breach(Rule.Final);
            if (revoked) k.revoked = true;
        } else {
            bytes memory data = abi.encodeCall(antin.setCompromised, (b, keyId(secret), since));
            (bool ok,) = act(address(this), data, Kind.Restrictive);
            if (ok && k.compromisedSince != 0 && since >= k.compromisedSince) breach(Rule.Final);
            if (ok) k.compromisedSince = since;
        }
    }

    function statusByAuthority(uint256 seed) external later(seed) {
        (bytes32 b, bytes32 s) = (bodyAt(seed), subjectAt(pick(seed, "subject", SUBJECTS)));
        // forge-lint: disable-next-line(unsafe-typecast)
        uint8 to = uint8(1 + pick(seed, "state", 4));
        Lane storage lane = lanes[b][s][LANE_AUTHORITY];
        uint40 from = past(seed);
        bool reachesBack = lane.count != 0 && from < lane.from && to != STATE_WITHDRAWN;
        bool better = to == STATE_ACTIVE || rank(to) < rank(lane.state) || reachesBack;
        bytes memory data = abi.encodeCall(antin.setStatusByAuthority, (b, s, to, 1, from, "", 0));
        if (to == STATE_ACTIVE && seed % 2 == 0) {
            data = abi.encodeCall(antin.reinstateByAuthority, (b, s, 1, from, ""));
        }
        bytes32 bodies = laneHash(LANE_BODY);
        (bool ok,) = act(address(this), data, better ? Kind.Permissive : Kind.Restrictive);
        if (laneHash(LANE_BODY) != bodies) breach(Rule.Lanes);
        if (!ok) return;
        if (lane.count == 0 && !isLegal(STATE_ACTIVE, to)) breach(Rule.Moves);
        (lane.count, lane.state, lane.from) = (lane.count + 1, to, from);
    }

    function lift(uint256 seed) external later(seed) {
        (bytes32 b, bytes32 s) = (bodyAt(seed), subjectAt(pick(seed, "subject", SUBJECTS)));
        Lane storage lane = lanes[b][s][LANE_BODY];
        // forge-lint: disable-next-line(unsafe-typecast)
        uint8 to = uint8(1 + pick(seed, "state", 2));
        bytes memory data = abi.encodeCall(antin.liftStatus, (b, s, lane.count, to, 1, 0, ""));
        (bool ok,) = act(address(this), data, Kind.Permissive);
        if (!ok) return;
        Status memory last = antin.status(b, s, LANE_BODY, lane.count - 1);
        uint40 since = keyModels[b][last.actor].compromisedSince;
        if (since == 0 || last.recordedAt < since || rank(to) >= rank(lane.state)) breach(Rule.Moves);
        (lane.count, lane.state) = (lane.count + 1, to);
    }

    function order(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        // forge-lint: disable-next-line(unsafe-typecast)
        uint8 action = uint8(1 + pick(seed, "action", 3));
        (bool ok,) =
            act(address(this), abi.encodeCall(antin.postOrder, (b, g, action, 1, 0, 0, 0, "")), Kind.Restrictive);
        if (ok) ++threads[b][g].orders;
    }

    function retract(uint256 seed) external later(seed) {
        (bytes32 b, uint16 g) = record(seed);
        // forge-lint: disable-next-line(unsafe-typecast)
        uint16 n = uint16(pick(seed, "n", uint256(threads[b][g].orders) + 1));
        uint40 before = antin.orderOf(b, g, n).retractedAt;
        (bool ok,) = act(address(this), abi.encodeCall(antin.retractOrder, (b, g, n, 1, "")), Kind.Permissive);
        if (ok && (before != 0 || n >= threads[b][g].orders)) breach(Rule.Final);
    }

    /// @dev Two unpausings for each pause, or most acts would meet one.
    function toggle(uint256 seed) external later(seed) {
        bool stop = seed % 3 == 0;
        bytes memory data = stop ? abi.encodeCall(antin.pause, ()) : abi.encodeCall(antin.unpause, ());
        (bool ok,) = act(address(this), data, Kind.Neither);
        if (ok == (stop == paused)) breach(Rule.Pause);
        if (ok) paused = stop;
    }

    function record(uint256 seed) internal view returns (bytes32 b, uint16 g) {
        b = bodyAt(seed);
        // forge-lint: disable-next-line(unsafe-typecast)
        g = uint16(pick(seed, "grant", uint256(grants[b]) + 1));
    }

    /// @dev Mostly a good key, where the body has one: refusals for want of one are tested soon enough.
    function signer(bytes32 b, uint256 seed) internal view returns (uint256 secret) {
        uint256 start = pick(seed, "key", KEYS);
        for (uint256 i = 0; i < KEYS && pick(seed, "any", 5) != 0; ++i) {
            if (isGood(b, vm.addr(secretAt(start + i)))) return secretAt(start + i);
        }
        return secretAt(start);
    }

    function past(uint256 seed) internal view returns (uint40) {
        return pick(seed, "back", 2) == 0 ? clock : clock - uint40(pick(seed, "far", 1 days));
    }

    function rank(uint8 state) internal pure returns (uint8) {
        if (state <= STATE_ACTIVE) return 0;
        if (state == STATE_WITHDRAWN) return 3;
        return state == STATE_SUSPENDED ? 2 : 1;
    }

    function pick(uint256 seed, bytes32 what, uint256 range) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, what))) % range;
    }
}
