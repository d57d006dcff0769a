# SPDX-License-Identifier: Apache-2.0
"""An auditor with the command and a node: whole logs, altered logs, differences, timelines."""

import csv
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from registry.cli.options import vietnam_day
from registry.core.anchor import AnchorRequest, Domain
from registry.core.records import State
from registry.core.status import StatusItem, StatusRequest
from registry.core.types import MerkleRoot
from registry.demo.bodies import DemoBody
from registry.demo.documents import as_of
from tests.acceptance.papers import papers, roster
from tests.acceptance.town import Town

pytestmark = pytest.mark.chain


class Case:
    """A registry of its own: one body, certificates of two batches, one of them suspended."""

    def __init__(self, town: Town, root: Path) -> None:
        self.town = Town(root / "state", town.rpc_url)
        self.body: DemoBody = self.town.body()
        today = vietnam_day(int(time.time()))
        fresh = [as_of(paper, today) for paper in papers(self.body.code)]
        path = roster(root / "roster.xlsx", [paper for paper in fresh if paper.issued == today])
        ran = self.town.call("issue", path, "--body", self.body.code, "--json")
        assert ran.exit_code == 0, ran.err
        self.issued: list[dict[str, Any]] = ran.json()["certificates"]
        ran = self.town.call("status", "set", self.code, "suspended", "--reason", 1, "--yes", "--json")
        assert ran.exit_code == 0, ran.err
        self.recording = root / "log.jsonl"

    @property
    def code(self) -> str:
        return str(self.issued[0]["code"])


@pytest.fixture(scope="module")
def case(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    found = Case(town, Path(tmp_path_factory.mktemp("audit")))
    yield found
    found.town.close()


def test_the_chain_alone_gives_the_whole_state(case: Case) -> None:
    ran = case.town.call("audit", "replay", "--deep", "--json")
    assert ran.exit_code == 0, ran.err
    document = ran.json()
    assert document["agrees"] is True
    assert document["findings"] == []
    assert document["counts"]["bodies"] == 1
    assert document["counts"]["leaves"] == len(case.issued)
    assert document["counts"]["statuses"] == 1
    for lang, words in (("vi", "không bị sửa"), ("en", "unaltered")):
        assert words in case.town.call("audit", "replay", "--lang", lang).out


def test_a_replay_ends_where_it_is_told(case: Case) -> None:
    newest = case.town.call("audit", "replay", "--json").json()
    older = case.town.call("audit", "replay", "--to", newest["block"]["number"] - 1, "--json").json()
    assert older["events"] == newest["events"] - 1
    assert older["agrees"] is True
    ran = case.town.call("audit", "replay", "--to", 1 << 40, "--json")
    assert (ran.exit_code, ran.code) == (64, "AUDIT_BLOCK_UNKNOWN")


def test_an_edited_recording_names_the_block(case: Case) -> None:
    ran = case.town.call("audit", "replay", "--record", case.recording, "--json")
    assert ran.exit_code == 0, ran.err
    assert case.town.call("audit", "replay", "--log", case.recording, "--json").exit_code == 0
    lines = case.recording.read_bytes().splitlines(keepends=True)
    logs = [n for n, line in enumerate(lines) if line.startswith(b'{"block"')]
    for at in (logs[0], logs[len(logs) // 2], logs[-1]):
        spoilt = case.recording.with_name("spoilt.jsonl")
        spoilt.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
        ran = case.town.call("audit", "replay", "--log", spoilt, "--json")
        assert ran.exit_code == 1
        assert ran.json()["first_bad_block"] == json.loads(lines[at])["block"]
        assert ran.json()["first_bad_block_exact"] is True


def test_an_interrupted_recording_goes_on(case: Case, tmp_path: Path) -> None:
    target = tmp_path / "log.jsonl"
    assert case.town.call("audit", "replay", "--record", target).exit_code == 0
    content = target.read_bytes()
    target.write_bytes(content[: len(content) * 2 // 3])
    assert case.town.call("audit", "replay", "--record", target).exit_code == 0
    assert target.read_bytes().count(b'{"block"') == content.count(b'{"block"')
    assert case.town.call("audit", "replay", "--log", target).exit_code == 0


def test_the_registry_s_own_recording_is_no_witness(case: Case) -> None:
    assert case.town.call("audit", "replay").exit_code == 0
    own = case.town.home / "audit" / f"{case.town.place.contract.hex()}.jsonl"
    lines = own.read_bytes().splitlines(keepends=True)
    forged = [line for line in lines if not line.startswith((b'{"end"', b'{"block"'))]
    logs = [line for line in lines if line.startswith(b'{"block"')][:-1]
    digest = hashlib.sha256(b"".join(forged + logs)).hexdigest()
    end = json.loads(next(line for line in reversed(lines) if line.startswith(b'{"end"')))
    own.write_bytes(b"".join(forged + logs) + json.dumps({**end, "digest": digest}).encode() + b"\n")
    ran = case.town.call("audit", "replay", "--json")
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True)
    assert own.read_bytes().count(b'{"block"') == len(logs) + 1


def test_a_recording_of_another_contract_is_refused(case: Case, town: Town, tmp_path: Path) -> None:
    target = tmp_path / "log.jsonl"
    assert case.town.call("audit", "replay", "--record", target).exit_code == 0
    ran = town.call("audit", "replay", "--log", target, "--json")
    assert (ran.exit_code, ran.code) == (2, "AUDIT_LOG_FOREIGN")


def test_without_a_node_nothing_can_be_told(case: Case) -> None:
    for verb in (("replay",), ("reconcile",), ("body", case.body.code)):
        ran = case.town.call("audit", *verb, "--json", ANTIN_RPC_URLS="http://127.0.0.1:9")
        assert (ran.exit_code, ran.code) == (2, "CHAIN_UNREACHABLE")


def test_timelines_say_what_was_known(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    ran = case.town.call("audit", "certificate", case.code, "--csv", table, "--json")
    assert ran.exit_code == 0, ran.err
    rows = ran.json()["rows"]
    assert [r["code"] for r in rows if "ANCHORED" in r["code"] or "STATUS" in r["code"]] == [
        "TIMELINE_ANCHORED",
        "TIMELINE_STATUS",
    ]
    assert (rows[-1]["as_known_then"], rows[-1]["as_known_now"]) == ("suspended", "suspended")
    assert rows[0]["as_known_now"] == "not anchored"
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(rows)
    number = case.issued[0]["number"]
    by_number = case.town.call("audit", "certificate", number, "--body", case.body.code, "--lang", "vi")
    assert "bị đình chỉ" in by_number.out
    body = case.town.call("audit", "body", case.body.code, "--lang", "vi")
    assert body.exit_code == 0
    assert "tổ chức được đăng ký" in body.out
    assert "QCVN 4:2009/BKHCN" in body.out
    ran = case.town.call("audit", "certificate", "no such thing", "--json")
    assert (ran.exit_code, ran.code) == (64, "AUDIT_NAME_NEEDS_BODY")
    ran = case.town.call("audit", "certificate", "1", "--body", "X", "--json")
    assert (ran.exit_code, ran.code) == (1, "AUDIT_NOT_FOUND")


def test_published_bundles_are_compared_too(case: Case, tmp_path: Path) -> None:
    good = tmp_path / "a.json"
    assert case.town.call("bundle", case.code, good).exit_code == 0
    ran = case.town.call("audit", "reconcile", "--bundles", tmp_path, "--json")
    assert (ran.exit_code, ran.json()["findings"]) == (0, []), ran.err
    good.write_bytes(good.read_bytes()[:-2])
    ran = case.town.call("audit", "reconcile", "--bundles", tmp_path, "--json")
    assert (ran.exit_code, ran.codes()) == (1, {"AUDIT_BUNDLE_UNREADABLE"})


def test_what_the_registry_never_asked_for_is_found(case: Case) -> None:
    """Last, since it leaves the differences that it makes: somebody else uses the body's anchor key."""
    assert case.town.call("audit", "reconcile").exit_code == 0
    place, body = case.town.place, case.body.code
    domain = Domain(chain_id=place.network.chain_id, contract=place.contract)
    signer, deadline = place.keyring.anchor_signer(body), 1 << 33
    request = AnchorRequest(body=body, grants=(1,), root=MerkleRoot(b"\x05" * 32), size=9, deadline=deadline)
    item = StatusItem(subject=b"\x06" * 32, n=0, state=State.WITHDRAWN, reason=1)
    status = StatusRequest(body=body, item=item, deadline=deadline)
    anchored = place.relayer.prepare_anchor(request, signer.sign_digest(request.digest(domain)))
    place.relayer.broadcast(anchored.raw)
    withdrawn = place.relayer.prepare_status(status, signer.sign_digest(status.digest(domain)))
    place.relayer.broadcast(withdrawn.raw)
    assert place.relayer.wait(withdrawn.hash).succeeded
    ran = case.town.call("audit", "reconcile", "--json")
    assert (ran.exit_code, ran.codes()) == (1, {"AUDIT_BATCH_NOT_STORED", "AUDIT_STATUS_UNASKED"})
