// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {EXTENSION_CODE_HASH} from "../src/ExtensionCode.sol";
import {IAntin} from "../src/interfaces/IAntin.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {ActsTest} from "./support/ActsTest.sol";

contract ExtensionTest is ActsTest {
    function test_IsTheFirstContractThatTheRegistryCreates() public view {
        assertEq(extension().codehash, EXTENSION_CODE_HASH);
        assertEq(vm.getNonce(address(antin)), 2);
    }

    function test_OtherCodeAtItsPlaceIsNeverRun() public {
        bytes memory other = hex"60016000526001601ff3";
        bytes memory call = abi.encodeCall(antin.suspendBody, (BODY, 0, 0, ""));
        vm.etch(extension(), other);
        (bool ok, bytes memory out) = attempt(address(antin), address(this), call);
        assertFalse(ok);
        assertEq(out, abi.encodeWithSelector(IAntinLog.AntinExtensionDiffers.selector, keccak256(other)));
        vm.etch(extension(), "");
        (ok, out) = attempt(address(antin), address(this), call);
        assertFalse(ok);
        // What bodies ask for does not need it.
        send(anchorRequest(KEY, BODY, list(1), ROOT, 5));
    }

    function test_CalledAtItsOwnAddressEveryWriteIsRefused() public {
        IAntin part = IAntin(extension());
        assertEq(IAccessManaged(address(part)).authority(), address(0));
        bytes memory unauthorized =
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this));
        vm.expectRevert(unauthorized);
        part.registerBody(BODY, 0, 0, "");
        vm.expectRevert(unauthorized);
        part.unpause();
        vm.expectRevert(unauthorized);
        IAccessManaged(address(part)).setAuthority(address(manager));
        // Even for whoever sits at the zero address, where its authority points.
        vm.prank(address(0));
        vm.expectPartialRevert(IAntinLog.AntinRetired.selector);
        IAccessManaged(address(part)).setAuthority(address(manager));
        vm.expectPartialRevert(bytes4(0xf645eedf)); // ECDSAInvalidSignature()
        part.revokeOwnKey(BODY, keyId(KEY), 0, DEADLINE, new bytes(65));
        assertNotEq(part.state().retiredAt, 0);
        assertEq(part.body(BODY).recordedAt, 0);
    }

    function test_RevertsAndSenderPassThrough() public {
        bytes memory unauthorized = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        (bool ok, bytes memory out) =
            attempt(address(antin), stranger, abi.encodeCall(antin.withdrawBody, (BODY, 0, 0, "")));
        assertFalse(ok);
        assertEq(out, unauthorized);
        (, string memory name,,, address verifying,,) = antin.eip712Domain();
        assertEq(name, "Antin");
        assertEq(verifying, address(antin));
        (ok, out) = attempt(address(antin), stranger, hex"deadbeef");
        assertFalse(ok);
        assertEq(out.length, 0);
    }

    function test_TakesNoMoney() public {
        vm.deal(address(this), 3);
        (bool ok,) = address(antin).call{value: 1}("");
        assertFalse(ok);
        (ok,) = address(antin).call{value: 1}(abi.encodeCall(antin.head, ()));
        assertFalse(ok);
        (ok,) = extension().call{value: 1}("");
        assertFalse(ok);
    }
}
