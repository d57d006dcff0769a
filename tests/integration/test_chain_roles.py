# SPDX-License-Identifier: Apache-2.0
"""A deployment gives its roles to whom it was told, on a real chain."""

from collections.abc import Callable

import pytest

from registry.chain.authority import AuthorityActs
from registry.chain.calls import encode_call
from registry.chain.contract import ACCESS_MANAGER
from registry.chain.deploy import Deployment, deploy
from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY
from registry.chain.reader import RpcChainReader
from registry.chain.sender import Sender
from registry.core.hashing import body_id
from registry.errors import RefusedError, ScheduledError
from registry.keys.signers import FileAccount
from tests.chain_stage import SECOND_RELAYER_KEY, STRANGER_KEY, RealStage

pytestmark = pytest.mark.chain
DELAY = 3_600
ADMIN, OFFICER, GUARDIAN = (
    FileAccount(SECOND_RELAYER_KEY),
    FileAccount(DEMO_RELAYER_KEY),
    FileAccount(STRANGER_KEY),
)
DEPLOYER = FileAccount(DEMO_AUTHORITY_KEY)


@pytest.fixture
def deployment(real_stage: RealStage) -> Deployment:
    """Authority, officer and guardian are three accounts; a fourth has deployed."""
    rpc = real_stage.rpc
    return deploy(
        Sender(rpc, DEPLOYER), RpcChainReader(rpc), network="roles", admin=ADMIN.address,
        officer=OFFICER.address, guardian=GUARDIAN.address, delay=DELAY,
    )  # fmt: skip


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as error:
        act()
    return error.value.code


def test_each_account_has_its_own_acts(real_stage: RealStage, deployment: Deployment) -> None:
    admin, officer, guardian, deployer = (
        AuthorityActs(Sender(real_stage.rpc, account), deployment.contract)
        for account in (ADMIN, OFFICER, GUARDIAN, DEPLOYER)
    )
    for other in (officer, guardian, deployer):
        assert code_of(lambda acts=other: acts.register_body("ROLES")) == "NOT_AUTHORITY"  # type: ignore[misc]
    for other in (admin, guardian, deployer):
        assert code_of(lambda acts=other: acts.suspend_body("ROLES")) == "NOT_AUTHORITY"  # type: ignore[misc]
    for other in (admin, officer, deployer):
        assert code_of(other.pause) == "NOT_AUTHORITY"
    assert code_of(lambda: officer.suspend_body("ROLES")) == "BODY_UNKNOWN"
    assert guardian.pause().succeeded
    assert code_of(guardian.unpause) == "NOT_AUTHORITY"
    with pytest.raises(ScheduledError, match="ACT_SCHEDULED"):
        admin.unpause()


def test_what_a_multisig_has_scheduled_is_done_by_the_very_call(
    real_stage: RealStage, deployment: Deployment
) -> None:
    sender = Sender(real_stage.rpc, ADMIN)
    acts = AuthorityActs(sender, deployment.contract)
    call = encode_call("registerBody", body_id("ROLES"), 0, 1, "01/QD")
    schedule = encode_call("schedule", deployment.contract, call, 0, contract=ACCESS_MANAGER)
    sender.send(deployment.access_manager, schedule)
    with pytest.raises(ScheduledError, match="ACT_NOT_READY"):
        acts.register_body("ROLES", reason=1, order="01/QD")
    real_stage.advance(DELAY)
    assert acts.register_body("ROLES", reason=1, order="01/QD").succeeded
    assert acts.reach() == DELAY + 7 * 86_400


def test_the_deployer_can_no_longer_change_roles(real_stage: RealStage, deployment: Deployment) -> None:
    call = encode_call("grantRole", 2, DEPLOYER.address, 0, contract=ACCESS_MANAGER)
    with pytest.raises(RefusedError):
        Sender(real_stage.rpc, DEPLOYER).send(deployment.access_manager, call)
