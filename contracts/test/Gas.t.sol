// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {STATE_SUSPENDED, StatusItem} from "../src/AntinTypes.sol";
import {ActsTest} from "./support/ActsTest.sol";

/// @dev Whole transactions: `isolate` makes forge charge each call its base price and its calldata.
contract GasTest is ActsTest {
    function setUp() public override {
        super.setUp();
        // The first event of a registry's life costs more; what is measured is every later one.
        anchor(list(1), keccak256("earlier"), 1);
    }

    /// forge-config: default.isolate = true
    function test_AnchorWithOneGrant() public {
        anchor(list(1), ROOT, 1000);
        assertLe(snapshot("anchor_1_grant"), 90_000);
    }

    /// forge-config: default.isolate = true
    function test_AnchorWithTwoGrants() public {
        anchor(list(1, 2), ROOT, 1000);
        assertLe(snapshot("anchor_2_grants"), 100_000);
    }

    /// forge-config: default.isolate = true
    function test_StatusByBody() public {
        sendWithNote(KEY, item(LEAF, 0, STATE_SUSPENDED), "", DEADLINE);
        assertLe(snapshot("status_1"), 80_000);
    }

    /// forge-config: default.isolate = true
    function test_StatusMany() public {
        uint256 count = 100;
        StatusItem[] memory items = new StatusItem[](count);
        for (uint256 i = 0; i < count; ++i) {
            items[i] = item(keccak256(abi.encode(i)), 0, STATE_SUSPENDED);
        }
        bytes memory signature = sign(KEY, manyHash(BODY, items, DEADLINE));
        antin.setStatusMany(BODY, items, DEADLINE, signature);
        assertLe(snapshot("status_many_100") / count, 32_000);
    }

    /// forge-config: default.isolate = true
    function test_Maintain() public {
        maintain(survey(0));
        assertLe(snapshot("maintain_1"), 80_000);
    }

    /// forge-config: default.isolate = true
    function test_OrderByTheAuthority() public {
        antin.postOrder(BODY, 1, 2, 1, 0, 0, 0, "21/LENH");
        assertLe(snapshot("order_1"), 110_000);
    }

    function snapshot(string memory name) private returns (uint256) {
        return vm.snapshotGasLastCall("transactions", name);
    }
}
