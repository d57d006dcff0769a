// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinTest} from "./AntinTest.sol";

/// @dev What these tests use of Safe 1.5.0, whose published bytecode is run.
interface ISafe {
    function setup(
        address[] calldata owners,
        uint256 threshold,
        address to,
        bytes calldata data,
        address fallbackHandler,
        address paymentToken,
        uint256 payment,
        address payable paymentReceiver
    ) external;

    function execTransaction(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address payable refundReceiver,
        bytes memory signatures
    ) external payable returns (bool success);

    function getTransactionHash(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address refundReceiver,
        uint256 nonce
    ) external view returns (bytes32);

    function nonce() external view returns (uint256);
}

interface ISafeProxyFactory {
    function createProxyWithNonce(address singleton, bytes memory initializer, uint256 salt) external returns (ISafe);
}

/// @dev A registry whose authority is a Safe, with the roles that a deployment sets up.
abstract contract SafeTest is AntinTest {
    uint64 internal constant AUTHORITY = 1;
    uint64 internal constant OFFICER = 2;
    uint64 internal constant GUARDIAN = 3;
    uint32 internal constant DELAY = 2 days;
    string private constant ARTIFACTS = "node_modules/@safe-global/safe-smart-account/build/artifacts/contracts/";

    ISafe internal safe;
    address internal guardian = makeAddr("guardian");
    uint256[] internal owners;

    function setUp() public virtual override {
        super.setUp();
        safe = deploySafe();
        manager.setTargetFunctionRole(address(antin), permissive(), AUTHORITY);
        manager.setTargetFunctionRole(address(antin), restrictive(), OFFICER);
        bytes4[] memory pause = new bytes4[](1);
        pause[0] = antin.pause.selector;
        manager.setTargetFunctionRole(address(antin), pause, GUARDIAN);
        manager.grantRole(AUTHORITY, address(safe), DELAY);
        manager.grantRole(OFFICER, address(safe), 0);
        manager.grantRole(GUARDIAN, guardian, 0);
        manager.setRoleGuardian(AUTHORITY, GUARDIAN);
        manager.grantRole(manager.ADMIN_ROLE(), address(safe), DELAY);
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
    }

    /// @dev Lets the Safe call, by the signatures of its first owners; a Safe wants them by address.
    function byOwners(uint256 count, address to, bytes memory data) internal returns (bool ok) {
        bytes32 hash = safe.getTransactionHash(to, 0, data, 0, 0, 0, 0, address(0), address(0), safe.nonce());
        bytes memory signatures;
        for (uint256 i = 0; i < count; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(owners[i], hash);
            signatures = bytes.concat(signatures, r, s, bytes1(v));
        }
        bytes memory call = abi.encodeCall(
            ISafe.execTransaction, (to, 0, data, 0, 0, 0, 0, address(0), payable(address(0)), signatures)
        );
        (ok,) = address(safe).call(call);
    }

    function bySafe(address to, bytes memory data) internal returns (bool) {
        return byOwners(2, to, data);
    }

    function scheduled(address to, bytes memory data) internal {
        assertTrue(bySafe(address(manager), abi.encodeCall(manager.schedule, (to, data, 0))));
        vm.warp(block.timestamp + DELAY);
    }

    function deploySafe() private returns (ISafe) {
        owners = [uint256(keccak256("owner 1")), uint256(keccak256("owner 2")), uint256(keccak256("owner 3"))];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 j = i + 1; j < 3; ++j) {
                if (vm.addr(owners[j]) < vm.addr(owners[i])) (owners[i], owners[j]) = (owners[j], owners[i]);
            }
        }
        address[] memory accounts = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            accounts[i] = vm.addr(owners[i]);
        }
        bytes memory initializer =
            abi.encodeCall(ISafe.setup, (accounts, 2, address(0), "", address(0), address(0), 0, payable(address(0))));
        ISafeProxyFactory factory = ISafeProxyFactory(published("proxies/SafeProxyFactory.sol/SafeProxyFactory.json"));
        return factory.createProxyWithNonce(published("Safe.sol/Safe.json"), initializer, 0);
    }

    /// @dev Creates what the npm package ships as compiled, since that is what authorities use.
    function published(string memory artifact) private returns (address created) {
        bytes memory code = vm.parseJsonBytes(vm.readFile(string.concat(ARTIFACTS, artifact)), ".bytecode");
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
        assertNotEq(created, address(0));
    }

    function permissive() private view returns (bytes4[] memory s) {
        s = new bytes4[](11);
        (s[0], s[1], s[2]) = (antin.registerBody.selector, antin.reinstateBody.selector, antin.grant.selector);
        (s[3], s[4]) = (antin.restoreGrant.selector, antin.registerAnchorKey.selector);
        (s[5], s[6]) = (antin.registerCredentialKey.selector, antin.reinstateByAuthority.selector);
        (s[7], s[8]) = (antin.liftStatus.selector, antin.retractOrder.selector);
        (s[9], s[10]) = (antin.anchorRetrospective.selector, antin.unpause.selector);
    }

    function restrictive() private view returns (bytes4[] memory s) {
        s = new bytes4[](10);
        (s[0], s[1]) = (antin.suspendBody.selector, antin.withdrawBody.selector);
        (s[2], s[3]) = (antin.suspendGrant.selector, antin.withdrawGrant.selector);
        (s[4], s[5]) = (antin.reduceGrant.selector, antin.revokeKey.selector);
        (s[6], s[7]) = (antin.setCompromised.selector, antin.setStatusByAuthority.selector);
        (s[8], s[9]) = (antin.postOrder.selector, antin.retire.selector);
    }
}
