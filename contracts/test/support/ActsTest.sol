// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StatusItem} from "../../src/AntinTypes.sol";
import {AntinTest} from "./AntinTest.sol";

/// @dev Surveillance and retrospective batches as bodies sign them, and calls by whoever must be refused.
abstract contract ActsTest is AntinTest {
    struct Survey {
        bytes32 subject;
        uint16 n;
        uint40 last;
        uint40 nextDue;
        uint8 decision;
        uint64 deadline;
    }

    function survey(uint16 n) internal view returns (Survey memory) {
        return Survey(LEAF, n, uint40(block.timestamp) - 1, uint40(block.timestamp) + 365 days, 1, DEADLINE);
    }

    function surveyHash(bytes32 bodyId, Survey memory s) internal pure returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Maintain(bytes32 body,bytes32 subject,uint16 n,uint40 lastSurveillance,uint40 nextDue,uint8 decision,uint64 deadline)"
        );
        return keccak256(abi.encode(typeHash, bodyId, s.subject, s.n, s.last, s.nextDue, s.decision, s.deadline));
    }

    function maintain(Survey memory s, bytes memory signature) internal {
        antin.maintain(BODY, s.subject, s.n, s.last, s.nextDue, s.decision, s.deadline, signature);
    }

    function maintain(Survey memory s) internal {
        maintain(s, sign(KEY, surveyHash(BODY, s)));
    }

    function retrospectiveHash(bytes32 bodyId, uint16[] memory grants, bytes32 root, uint32 size, uint64 deadline)
        internal
        pure
        returns (bytes32)
    {
        bytes memory elements;
        for (uint256 i = 0; i < grants.length; ++i) {
            elements = bytes.concat(elements, bytes32(uint256(grants[i])));
        }
        bytes32 typeHash =
            keccak256("AnchorRetrospective(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)");
        return keccak256(abi.encode(typeHash, bodyId, keccak256(elements), root, size, deadline));
    }

    function retrospective(uint16[] memory grants, bytes32 root, uint32 size) internal returns (bytes32) {
        bytes memory signature = sign(KEY, retrospectiveHash(BODY, grants, root, size, DEADLINE));
        return antin.anchorRetrospective(BODY, grants, root, size, DEADLINE, signature);
    }

    /// @dev Signs first, so that `vm.expectRevert` sees the registry's call.
    function expectSurveyRevert(uint256 key, Survey memory s, bytes memory reason) internal {
        bytes memory signature = sign(key, surveyHash(BODY, s));
        vm.expectRevert(reason);
        maintain(s, signature);
    }

    /// @dev The call's own return data or reason, without forge's help.
    function attempt(address target, address sender, bytes memory data) internal returns (bool ok, bytes memory out) {
        vm.prank(sender);
        (ok, out) = target.call(data);
    }

    function signedStatus(StatusItem memory i) internal view returns (bytes memory) {
        return abi.encodeCall(
            antin.setStatus,
            (
                BODY,
                i.subject,
                i.n,
                i.state,
                i.reason,
                i.effectiveFrom,
                i.ref,
                "note",
                DEADLINE,
                sign(KEY, statusHash(BODY, i, "note", DEADLINE))
            )
        );
    }
}
