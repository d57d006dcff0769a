// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {AnchorRequest, STATE_ACTIVE, STATE_SUPERSEDED, STATE_SUSPENDED, STATE_WITHDRAWN} from "../src/AntinTypes.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {ActsTest} from "./support/ActsTest.sol";

contract PauseTest is ActsTest {
    uint64 private constant GUARDING = 3;
    address private guardian = makeAddr("guardian");
    bytes private paused = abi.encodeWithSelector(IAntinLog.AntinPaused.selector, uint8(1));

    function setUp() public override {
        super.setUp();
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IAntinLog.pause.selector;
        manager.setTargetFunctionRole(address(antin), selectors, GUARDING);
        manager.grantRole(GUARDING, guardian, 0);
    }

    function test_PausingIsStoredAndLogged() public {
        uint64 count = antin.state().count;
        vm.expectEmit(address(antin));
        emit IAntinLog.Paused(guardian);
        pause();
        assertEq(antin.state().paused, 1);
        assertEq(antin.state().count, count + 1);
        vm.prank(guardian);
        vm.expectRevert(paused);
        antin.pause();
    }

    function test_ItIsTheGuardiansOnlyRight() public {
        pause();
        bytes[] memory calls = new bytes[](8);
        calls[0] = abi.encodeCall(antin.unpause, ());
        calls[1] = abi.encodeCall(antin.suspendBody, (BODY, 0, 0, ""));
        calls[2] = abi.encodeCall(antin.reinstateBody, (BODY, 0, 0, ""));
        calls[3] = abi.encodeCall(antin.retire, (address(manager)));
        calls[4] = abi.encodeCall(antin.postOrder, (BODY, 0, 1, 0, 0, 0, 0, ""));
        calls[5] = abi.encodeCall(antin.setStatusByAuthority, (BODY, LEAF, 2, 0, 0, "", 0));
        calls[6] = abi.encodeCall(antin.setCompromised, (BODY, keyId(KEY), 0));
        calls[7] = abi.encodeCall(antin.grant, (BODY, 1, 0, SCOPE, 0, 0, ""));
        for (uint256 i = 0; i < calls.length; ++i) {
            expectRefused(
                guardian, calls[i], abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian)
            );
        }
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        antin.pause();
    }

    function test_NothingIsAnchoredOrSurveyed() public {
        AnchorRequest memory there = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        send(there);
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1), LEAF, 5);
        Survey memory s = survey(0);
        bytes memory surveyed = sign(KEY, surveyHash(BODY, s));
        pause();
        vm.expectRevert(paused);
        send(r);
        vm.expectRevert(paused);
        maintain(s, surveyed);
        AnchorRequest[] memory many = new AnchorRequest[](2);
        (many[0], many[1]) = (there, r);
        vm.expectRevert(paused);
        antin.anchorMany(many);
        send(there);
        unpause();
        send(r);
        maintain(s, surveyed);
    }

    function test_BodiesRestrictButDoNotReinstate() public {
        setStatus(0, STATE_SUSPENDED);
        pause();
        expectStatusRevert(KEY, item(LEAF, 1, STATE_ACTIVE), paused);
        setStatus(1, STATE_SUPERSEDED);
        setStatus(2, STATE_WITHDRAWN);
        send(KEY, item(ROOT, 0, STATE_SUSPENDED));
        bytes memory report = sign(
            KEY,
            keccak256(
                abi.encode(
                    keccak256("ReportCompromise(bytes32 body,bytes32 key,uint64 deadline)"), BODY, keyId(KEY), DEADLINE
                )
            )
        );
        antin.reportCompromise(BODY, keyId(KEY), DEADLINE, report);
    }

    function test_NoPermissiveActOfTheAuthority() public {
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, 0, "", 0);
        antin.postOrder(BODY, 0, 1, 0, 0, 0, 0, "");
        pause();
        bytes[] memory calls = new bytes[](11);
        calls[0] = abi.encodeCall(antin.registerBody, (LEAF, 0, 0, ""));
        calls[1] = abi.encodeCall(antin.reinstateBody, (BODY, 0, 0, ""));
        calls[2] = abi.encodeCall(antin.grant, (BODY, 1, 0, SCOPE, 0, 0, ""));
        calls[3] = abi.encodeCall(antin.restoreGrant, (BODY, 1, 0, 0, ""));
        calls[4] = abi.encodeCall(antin.registerCredentialKey, (BODY, SCOPE, 0));
        calls[5] = abi.encodeCall(antin.reinstateByAuthority, (BODY, LEAF, 0, 0, ""));
        calls[6] = abi.encodeCall(antin.setStatusByAuthority, (BODY, LEAF, STATE_SUSPENDED, 0, 0, "", 0));
        calls[7] = abi.encodeCall(antin.liftStatus, (BODY, LEAF, 1, 1, 0, 0, ""));
        calls[8] = abi.encodeCall(antin.retractOrder, (BODY, 0, 0, 0, ""));
        calls[9] = abi.encodeCall(antin.anchorRetrospective, (BODY, list(1), ROOT, 5, DEADLINE, ""));
        bytes memory proof = sign(OTHER_KEY, registerHash(BODY, vm.addr(OTHER_KEY), 0));
        calls[10] = abi.encodeCall(antin.registerAnchorKey, (BODY, vm.addr(OTHER_KEY), 0, proof));
        for (uint256 i = 0; i < calls.length; ++i) {
            expectRefused(address(this), calls[i], paused);
        }
        unpause();
        antin.reinstateByAuthority(BODY, LEAF, 0, 0, "");
        antin.retractOrder(BODY, 0, 0, 0, "");
    }

    function test_EveryRestrictiveActGoesOn() public {
        antin.registerCredentialKey(BODY, SCOPE, 0);
        pause();
        antin.postOrder(BODY, 1, 3, 0, 0, 0, 0, "");
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, 0, "", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, 0, "", 0);
        antin.suspendGrant(BODY, 1, 0, 0, "");
        antin.reduceGrant(BODY, 1, 0, 0, "");
        antin.withdrawGrant(BODY, 2, 0, 0, "");
        antin.suspendBody(BODY, 0, 0, "");
        antin.withdrawBody(BODY, 0, 0, "");
        antin.setCompromised(BODY, keyId(KEY), 0);
        antin.revokeKey(BODY, SCOPE, 0);
        antin.retire(address(manager));
    }

    function test_RevertWhen_ThereIsNoPauseToEnd() public {
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinNotPaused.selector, uint8(0)));
        antin.unpause();
        pause();
        vm.expectEmit(address(antin));
        emit IAntinLog.Unpaused(address(this));
        unpause();
        assertEq(antin.state().paused, 0);
    }

    function pause() private {
        vm.prank(guardian);
        antin.pause();
    }

    function unpause() private {
        antin.unpause();
    }

    function expectRefused(address sender, bytes memory data, bytes memory reason) private {
        (bool ok, bytes memory out) = attempt(address(antin), sender, data);
        assertFalse(ok, vm.toString(bytes4(data)));
        assertEq(out, reason, vm.toString(bytes4(data)));
    }
}
