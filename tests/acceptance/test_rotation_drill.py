# SPDX-License-Identifier: Apache-2.0
"""Rotation drill: keys are replaced without a day on which nothing can be issued, and without a void certificate."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from registry.bootstrap import SystemClock
from registry.cli.key_rotate import DAY, replace_key, revoke_due
from registry.core.anchor import AnchorRequest, Domain
from registry.core.types import MerkleRoot
from registry.errors import RefusedError
from registry.keys.entries import KeyEntry
from registry.service.anchor import anchor
from registry.service.deps import Draft
from registry.service.issue import issue as issue_drafts
from tests.acceptance.papers import CEMENT, DOLL, DRILL, RICE_COOKER, papers, roster
from tests.acceptance.town import Town

ROTATED = "KEY_SINCE_REVOKED"


class Later(SystemClock):
    """The clock of a day to come."""

    def __init__(self, days: int) -> None:
        self.days = days

    def now(self) -> int:
        return super().now() + self.days * DAY


def issue(town: Town, body: str, which: int, folder: Path) -> str:
    """Issue one certificate by the command; its code."""
    path = roster(folder / f"{which}.xlsx", [papers(body)[which]])
    ran = town.call("issue", path, "--body", body, "--json")
    assert ran.exit_code == 0, ran.out + ran.err
    (one,) = ran.json()["certificates"]
    return str(one["code"])


def verdict(town: Town, code: str) -> tuple[str, set[str]]:
    """Verdict, and whether a key was revoked since, among the warnings."""
    document = town.call("verify", code, "--json").json()
    return document["verdict"], {note["code"] for note in document["warnings"]} & {ROTATED}


def keys_of(town: Town, body: str, role: str) -> list[KeyEntry]:
    return [e for e in town.place.keyring.entries if (e.role, e.body) == (role, body)]


def anchors(town: Town, body: str, key: KeyEntry) -> bool:
    """Whether the contract takes a batch that this key signed."""
    reader, contract = town.place.readers[0], town.place.contract
    request = AnchorRequest(
        body=body, grants=(1,), root=MerkleRoot(b"\5" * 32), size=1, deadline=reader.head().timestamp + 3_600
    )
    digest = request.digest(Domain(chain_id=town.place.network.chain_id, contract=contract))
    try:
        town.place.relayer.check_anchor(request, town.place.keyring.anchor_key(key).sign_digest(digest))
    except RefusedError as error:
        if error.code != "KEY_NOT_GOOD":
            raise
        return False
    return True


def test_both_keys_are_rotated_and_every_certificate_stays_valid(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    before = issue(town, body, RICE_COOKER, tmp_path)
    for role in ("credential", "anchor"):
        town.next_second()
        ran = town.antin("key", "rotate", "--body", body, "--purpose", role, "--overlap-days", 0, "--json")
        assert ran.exit_code == 0, ran.err
        old, new = keys_of(town, body, role)
        assert ran.json() == {"body": body, "role": role, "id": new.id, "waiting": False, "proof": None,
                              "revoked": [old.id]}  # fmt: skip
    assert verdict(town, before) == ("VALID", {ROTATED})
    after = issue(town, body, DOLL, tmp_path)
    assert verdict(town, after) == ("VALID", set[str]())
    old, new = keys_of(town, body, "anchor")
    assert not anchors(town, body, old)
    assert anchors(town, body, new)
    shown = town.call("key", "show", "--body", body, "--json").json()["keys"]
    assert [bool(k["revoked_at"]) for k in shown if k["role"] == "credential"] == [True, False]
    assert [bool(k["revoked_at"]) for k in shown if k["role"] == "anchor"] == [True, False]


def test_both_keys_serve_until_the_overlap_is_over(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    made = town.call("key", "rotate", "--body", body, "--purpose", "anchor", "--overlap-days", 30, "--json")
    assert (made.exit_code, made.json()["revoked"]) == (0, [])
    old, new = keys_of(town, body, "anchor")
    assert anchors(town, body, old)
    assert anchors(town, body, new)
    early = town.call("key", "rotate", "--body", body, "--purpose", "anchor", "--finish", "--json")
    assert (early.exit_code, early.code) == (1, "KEY_OVERLAP_RUNS")
    later = replace(town.place, clock=Later(31))
    later.__dict__["keyring"] = town.place.keyring
    assert [e.id for e in revoke_due(later, "anchor", body)] == [old.id]
    assert not anchors(town, body, old)
    done = town.call("key", "rotate", "--body", body, "--purpose", "anchor", "--finish", "--json")
    assert (done.exit_code, done.json()["revoked"]) == (0, [])
    assert verdict(town, issue(town, body, CEMENT, tmp_path))[0] == "VALID"


def test_a_key_stays_while_what_it_signed_is_not_on_chain(town: Town, tmp_path: Path) -> None:
    body, place = town.body().code, town.place
    (paper,) = [papers(body)[RICE_COOKER]]
    sealed = issue_drafts([Draft(paper)], body=body, deps=place.issue_deps(body))
    replace_key(place, "credential", body, 0, None, b"", None)
    with pytest.raises(RefusedError) as error:
        revoke_due(place, "credential", body)
    assert error.value.code == "KEY_STILL_NEEDED"
    anchor(sealed.batches, deps=place.anchor_deps())
    town.next_second()
    assert len(revoke_due(place, "credential", body)) == 1
    assert verdict(town, sealed.issued[0].code) == ("VALID", {ROTATED})


def test_a_rotation_that_broke_off_goes_on_with_the_same_key(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = town.body().code

    def broken(*_: object, **__: object) -> None:
        raise ConnectionError("the power went")

    monkeypatch.setattr("registry.cli.key_rotate.enter", broken)
    with pytest.raises(ConnectionError):
        replace_key(town.place, "credential", body, 0, None, b"", None)
    monkeypatch.undo()
    _, waiting = keys_of(town, body, "credential")
    assert waiting.pending
    assert issue(town, body, DRILL, tmp_path), "the old key still serves"
    ran = town.call("key", "rotate", "--body", body, "--purpose", "credential", "--overlap-days", 1, "--json")
    assert ran.json()["id"] == waiting.id
    assert len(keys_of(town, body, "credential")) == 2
    assert verdict(town, issue(town, body, DOLL, tmp_path)) == ("VALID", set[str]())


def test_a_body_without_the_authoritys_key_sends_a_proof(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    own = town.copy(tmp_path / "own")
    index = json.loads((own / "keys" / "keyring.json").read_text())
    index["keys"] = [k for k in index["keys"] if k["role"] != "authority"]
    (own / "keys" / "keyring.json").write_text(json.dumps(index))
    rotate = ("key", "rotate", "--body", body, "--purpose", "anchor", "--overlap-days", 0, "--json")
    assert town.call(*rotate, ANTIN_HOME=str(own)).code == "KEY_PROOF_TARGET"
    proof = tmp_path / "proof.json"
    sent = town.call(*rotate, "--out", proof, ANTIN_HOME=str(own))
    assert (sent.exit_code, sent.json()["waiting"]) == (0, True)
    refused = town.call("key", "register", "--proof", proof, "--json")
    assert (refused.exit_code, refused.code) == (64, "CONFIRMATION_MISSING")
    entered = town.call("key", "register", "--proof", proof, "--yes", "--json")
    assert entered.json()["anchor"] == "0x" + sent.json()["id"], entered.err
    done = town.call(*rotate, "--out", proof, ANTIN_HOME=str(own))
    assert (done.exit_code, done.json()["waiting"], len(done.json()["revoked"])) == (0, False, 1), done.err
    old = keys_of(town, body, "anchor")[-1]
    assert not anchors(town, body, old), "the body's own word has revoked it"


def test_a_proof_for_another_body_registers_nothing(town: Town, tmp_path: Path) -> None:
    body, other = town.body().code, town.body().code
    proof = tmp_path / "proof.json"
    assert town.call("key", "create", "--role", "credential", "--body", body, "--demo").exit_code == 0
    assert town.call("key", "proof", "--body", body, "--role", "credential", "--out", proof).exit_code == 0
    content = json.loads(proof.read_text())
    (tmp_path / "forged.json").write_text(json.dumps({**content, "body": other}))
    ran = town.call("key", "register", "--proof", tmp_path / "forged.json", "--yes", "--json")
    assert (ran.exit_code, ran.code) == (1, "KEY_PROOF_WRONG")
    assert town.call("key", "register", "--proof", proof, "--yes").exit_code == 0
