# SPDX-License-Identifier: Apache-2.0
"""Who may not issue cannot: refused by the command before anything is written, and by the chain itself."""

from pathlib import Path

import pytest

from registry.chain.authority import AuthorityActs
from registry.chain.sender import Sender
from registry.core import layout
from registry.core.anchor import AnchorRequest, Domain, batch_id
from registry.core.records import Basis, BatchRecord
from registry.core.types import MerkleRoot
from registry.demo.bodies import DemoBody
from registry.errors import RefusedError
from tests.acceptance.papers import CEMENT, RICE_COOKER, papers, roster
from tests.acceptance.town import Town

PLENTY = 600_000  # gas, so that a refused transaction reaches a block instead of failing its estimate
DESIGNATION = (Basis.DESIGNATION, "QCVN 4:2009/BKHCN")


def anchors_on_chain(town: Town, body: DemoBody, *grants: int) -> bool:
    """Whether a request that the body's own key signed is recorded, sent past every check of ours."""
    reader, relayer, contract = town.place.readers[0], town.place.relayer, town.place.contract
    root = MerkleRoot(body.code.encode().rjust(32, b"\7"))
    request = AnchorRequest(
        body=body.code, grants=grants, root=root, size=1, deadline=reader.head().timestamp + 3_600
    )
    digest = request.digest(Domain(chain_id=town.place.network.chain_id, contract=contract))
    signature = town.place.keyring.anchor_signer(body.code).sign_digest(digest)
    transaction = relayer.prepare_anchor(request, signature, gas=PLENTY)
    relayer.broadcast(transaction.raw)
    receipt = relayer.wait(transaction.hash)
    slot = layout.batch_slot(batch_id(body.code, grants, root))
    (word,) = reader.slots(contract, [slot], reader.head())
    recorded = BatchRecord.decode(word) is not None
    assert recorded == receipt.succeeded
    return recorded


def refused(town: Town, body: DemoBody, path: Path) -> set[str]:
    """Codes of the refusal; store and chain are as before."""
    before = town.written()
    ran = town.call("issue", path, "--body", body.code, "--json")
    assert ran.exit_code == 1
    assert town.written() == before
    return ran.codes()


def designation(town: Town, body: DemoBody) -> int:
    return town.grant_number(body, *DESIGNATION)


def test_an_active_body_anchors(town: Town) -> None:
    """So that the refusals below are known to come from the standing alone."""
    body = town.body()
    assert anchors_on_chain(town, body, designation(town, body))


@pytest.mark.parametrize("verb", ["suspend", "withdraw"])
def test_a_body_that_is_not_active_issues_nothing(town: Town, verb: str, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", papers(body.code))
    act = town.antin("body", verb, body.code, "--reason", 1, "--order", "03/QĐ-VIDU", "--json")
    assert act.exit_code == 0, act.err
    assert refused(town, body, path) == {"BODY_NOT_ACTIVE"}
    assert not anchors_on_chain(town, body, designation(town, body))


def test_a_body_issues_again_once_it_is_reinstated(town: Town, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", [papers(body.code)[RICE_COOKER]])
    assert town.call("body", "suspend", body.code, "--reason", 1).exit_code == 0
    assert refused(town, body, path) == {"BODY_NOT_ACTIVE"}
    assert town.call("body", "reinstate", body.code, "--reason", 16).exit_code == 0
    issued = town.call("issue", path, "--body", body.code, "--json")
    assert issued.exit_code == 0, issued.err
    assert anchors_on_chain(town, body, designation(town, body))


@pytest.mark.parametrize("verb", ["suspend", "withdraw"])
def test_nothing_is_issued_under_a_grant_that_is_not_active(town: Town, verb: str, tmp_path: Path) -> None:
    body = town.body()
    number = designation(town, body)
    rice_cooker = roster(tmp_path / "1.xlsx", [papers(body.code)[RICE_COOKER]])
    cement = roster(tmp_path / "2.xlsx", [papers(body.code)[CEMENT]])
    assert town.call("grant", verb, body.code, number, "--reason", 1).exit_code == 0
    assert refused(town, body, rice_cooker) == {"GRANT_NOT_ACTIVE"}
    assert not anchors_on_chain(town, body, number)
    assert not anchors_on_chain(town, body, 1, number)
    other = town.call("issue", cement, "--body", body.code)
    assert other.exit_code == 0, "another scope of the body is untouched"


def test_a_grant_that_was_never_given_is_refused(town: Town, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", [papers(body.code)[RICE_COOKER]])
    before = town.written()
    ran = town.call("issue", path, "--body", body.code, "--grant", 40, "--json")
    assert (ran.exit_code, ran.codes()) == (1, {"GRANT_UNKNOWN"})
    assert town.written() == before
    assert not anchors_on_chain(town, body, 40)


def test_a_credential_key_that_is_not_registered_signs_nothing(town: Town, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", [papers(body.code)[RICE_COOKER]])
    made = town.call("key", "create", "--role", "credential", "--body", body.code, "--demo", "--json")
    assert made.exit_code == 0, made.err
    assert refused(town, body, path) == {"KEY_NOT_REGISTERED"}
    assert town.call("key", "register", "--body", body.code).exit_code == 0
    assert town.call("issue", path, "--body", body.code).exit_code == 0


def test_an_anchor_key_that_is_not_registered_signs_nothing(town: Town, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", [papers(body.code)[RICE_COOKER]])
    town.place.keyring.create_anchor_key(body.code)
    assert refused(town, body, path) == {"KEY_NOT_REGISTERED"}
    assert not anchors_on_chain(town, body, designation(town, body))
    assert town.call("key", "register", "--body", body.code).exit_code == 0
    assert town.call("issue", path, "--body", body.code).exit_code == 0


@pytest.mark.parametrize("role", ["credential", "anchor"])
def test_a_revoked_key_signs_nothing(town: Town, role: str, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", [papers(body.code)[RICE_COOKER]])
    keys = town.call("key", "list", "--json").json()["keys"]
    (identity,) = [k["id"] for k in keys if (k["role"], k["body"]) == (role, body.code)]
    revoked = town.call("key", "revoke", identity, "--body", body.code, "--reason", 4)
    assert revoked.exit_code == 0, revoked.err
    assert refused(town, body, path) == {"KEY_EXPIRED"}
    assert anchors_on_chain(town, body, designation(town, body)) == (role == "credential")


def test_what_a_revoked_key_signed_before_stays_valid(town: Town, tmp_path: Path) -> None:
    body = town.body()
    path = roster(tmp_path / "roster.xlsx", [papers(body.code)[RICE_COOKER]])
    (issued,) = town.call("issue", path, "--body", body.code, "--json").json()["certificates"]
    town.next_second()
    keys = town.call("key", "list", "--json").json()["keys"]
    for key in (k for k in keys if k["body"] == body.code):
        assert town.call("key", "revoke", key["id"], "--body", body.code, "--reason", 4).exit_code == 0
    assert town.call("verify", issued["code"]).exit_code == 0


def test_a_body_that_the_chain_does_not_know(town: Town, tmp_path: Path) -> None:
    here_only = ("body", "register", "HERE-ONLY", "--name", "Tổ chức Ví Dụ", "--here-only")
    assert town.call(*here_only).exit_code == 0
    town.place.keyring.create_credential_key("HERE-ONLY")
    town.place.keyring.create_anchor_key("HERE-ONLY")
    path = roster(tmp_path / "roster.xlsx", papers("HERE-ONLY"))
    before = town.written()
    ran = town.call("issue", path, "--body", "HERE-ONLY", "--json")
    assert (ran.exit_code, ran.codes()) == (1, {"BODY_UNKNOWN"})
    assert town.written() == before


def test_a_body_that_this_registry_does_not_know(town: Town, tmp_path: Path) -> None:
    path = roster(tmp_path / "roster.xlsx", papers("NOBODY"))
    ran = town.call("issue", path, "--body", "NOBODY", "--json")
    assert (ran.exit_code, ran.code) == (1, "BODY_NOT_HERE")


def test_the_acts_of_a_stranger_are_refused(town: Town) -> None:
    """The relayer pays and has no say over standing."""
    body = town.body()
    before = town.on_chain(body.code)
    stranger = AuthorityActs(
        Sender(town.place.rpcs[0], town.place.keyring.account("relayer")), town.place.contract
    )
    with pytest.raises(RefusedError) as caught:
        stranger.suspend_body(body.code, reason=1)
    assert caught.value.code == "NOT_AUTHORITY"
    assert town.on_chain(body.code) == before
