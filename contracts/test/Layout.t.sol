// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BATCH_VERSION_1, STATE_SUSPENDED} from "../src/AntinTypes.sol";
import {ActsTest} from "./support/ActsTest.sol";

/// @dev Reads raw slots as a verifier does with eth_getProof, by the formulas of docs/spec/contract.md.
contract LayoutTest is ActsTest {
    function test_HeadStateAndSuccessor() public {
        assertEq(slot(bytes32(0)), antin.head());
        uint256 expected = antin.state().count | (block.chainid << 64) | (uint256(1) << (64 + 64 + 40 + 8));
        assertEq(uint256(slot(bytes32(uint256(1)))), expected);
        antin.retire(address(manager));
        assertEq(uint256(slot(bytes32(uint256(1)))), (expected + 1) | (uint256(START) << 128));
        assertEq(uint256(slot(bytes32(uint256(2)))), uint160(address(manager)));
    }

    function test_BodyGrantScopeAndChange() public {
        antin.withdrawBody(BODY, START + 9, 6, "");
        antin.suspendGrant(BODY, 2, START + 8, 7, "");
        uint256 start = START;
        assertEq(
            uint256(slot(at1(3, BODY))),
            start | ((start + 9) << 40) | (start << 120) | (uint256(2) << 160) | (uint256(6) << 200)
                | (uint256(2) << 208)
        );
        assertEq(
            uint256(slot(at2(4, BODY, bytes32(uint256(2))))),
            start | ((start + 8) << 80) | (start << 120) | (uint256(2) << 160) | (uint256(7) << 200)
                | (uint256(3) << 208) | (uint256(8) << 216)
        );
        assertEq(slot(at2(5, BODY, bytes32(uint256(1)))), SCOPE);
        bytes32 change = nest(at2(6, BODY, bytes32(uint256(2))), bytes32(uint256(1)));
        assertEq(uint256(slot(change)), 2 | (7 << 8) | ((start + 8) << 24) | (start << 104));
        bytes32 bodyChange = nest(at2(6, BODY, 0), bytes32(uint256(1)));
        assertEq(uint256(slot(bodyChange)), 4 | (6 << 8) | ((start + 9) << 24) | (start << 104));
    }

    function test_KeyAndItsChange() public {
        antin.setCompromised(BODY, keyId(KEY), START - 1);
        uint256 start = START;
        uint256 key = 2 | (start << 8) | ((start - 1) << 88) | (start << 128) | (uint256(2) << 168);
        assertEq(uint256(slot(at2(7, BODY, keyId(KEY)))), key);
        uint256 change = 7 | (1 << 16) | ((start - 1) << 24) | (start << 104);
        assertEq(uint256(slot(nest(at2(8, BODY, keyId(KEY)), bytes32(uint256(1))))), change);
    }

    function test_BatchAndStatus() public {
        bytes32 id = anchor(list(1), ROOT, 513);
        uint256 start = START;
        uint256 key = uint160(vm.addr(KEY));
        uint256 expected = key | (start << 160) | (uint256(513) << 200) | (uint256(BATCH_VERSION_1) << 224);
        assertEq(uint256(slot(at1(9, id))), expected);
        setStatus(0, STATE_SUSPENDED);
        bytes32 place = nest(nest(at2(10, BODY, LEAF), 0), 0);
        assertEq(uint256(slot(place)), 2 | (5 << 3) | (start << 12) | (start << 52) | (key << 92));
        antin.setStatusByAuthority(BODY, LEAF, 4, 255, START - 1, "", 0);
        place = nest(nest(at2(10, BODY, LEAF), bytes32(uint256(1))), 0);
        uint256 actor = uint160(address(this));
        expected = 4 | (255 << 3) | (1 << 11) | ((start - 1) << 12) | (start << 52) | (actor << 92);
        assertEq(uint256(slot(place)), expected);
        assertEq(uint256(slot(at2(13, BODY, LEAF))), 1);
    }

    function test_OrdersAndSurveillance() public {
        assertEq(slot(nest(at2(12, BODY, 0), 0)), 0);
        antin.postOrder(BODY, 2, 3, 7, START - 5, START - 1, START - 2, "");
        vm.warp(START + 6);
        antin.retractOrder(BODY, 2, 0, 0, "");
        uint256 start = START;
        uint256 expected = 3 | (7 << 8) | ((start - 5) << 16) | ((start - 1) << 56) | ((start - 2) << 96)
            | (start << 136) | ((start + 6) << 176);
        assertEq(uint256(slot(nest(at2(12, BODY, bytes32(uint256(2))), 0))), expected);
        assertEq((uint256(slot(at2(4, BODY, bytes32(uint256(2))))) >> 176) & 0xffff, 1);
        assertEq(slot(at2(11, BODY, LEAF)), 0);
        maintain(Survey(LEAF, 0, START, START + 9, 1, DEADLINE));
        expected = start | ((start + 9) << 40) | ((start + 6) << 80) | (1 << 120);
        assertEq(uint256(slot(at2(11, BODY, LEAF))), expected);
    }

    function test_PauseAndRetrospectiveBatch() public {
        bytes32 id = retrospective(list(1), ROOT, 513);
        assertEq((uint256(slot(at1(9, id))) >> 224) & 0xff, 0x11);
        antin.pause();
        assertEq((uint256(slot(bytes32(uint256(1)))) >> 168) & 0xff, 1);
    }

    function slot(bytes32 place) private view returns (bytes32) {
        return vm.load(address(antin), place);
    }

    function nest(bytes32 outer, bytes32 key) private pure returns (bytes32) {
        return keccak256(bytes.concat(key, outer));
    }

    function at1(uint256 number, bytes32 key) private pure returns (bytes32) {
        return nest(bytes32(number), key);
    }

    function at2(uint256 number, bytes32 first, bytes32 second) private pure returns (bytes32) {
        return nest(at1(number, first), second);
    }
}
