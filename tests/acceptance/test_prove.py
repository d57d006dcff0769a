# SPDX-License-Identifier: Apache-2.0
"""``antin prove`` on a chain that nobody seals: a bundle whose proof holds, and still needs a node."""

import json
from pathlib import Path

import pytest

from registry.core.bundle import decode_bundle
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import Town
from tests.unit.chain.node import unused_port

pytestmark = pytest.mark.chain


@pytest.fixture(scope="module")
def code(town: Town, tmp_path_factory: pytest.TempPathFactory) -> str:
    body = town.body().code
    path = roster(Path(tmp_path_factory.mktemp("prove")) / "one.xlsx", [papers(body)[RICE_COOKER]])
    issued = town.call("issue", path, "--body", body, "--json")
    assert issued.exit_code == 0, issued.err
    return str(issued.json()["certificates"][0]["code"])


def test_by_code_and_by_file(town: Town, code: str, tmp_path: Path) -> None:
    target = tmp_path / "one.json"
    proven = town.call("prove", code, target, "--json")
    assert proven.exit_code == 0, proven.err
    assert proven.json()["finality"] == "unsealed"
    assert town.call("prove", code, target, "--json").code == "FILE_EXISTS"
    first = decode_bundle(target.read_bytes()).chain_proof
    again = town.call("prove", target, "--json")
    assert again.exit_code == 0, again.err
    assert again.json()["block"] >= proven.json()["block"]
    assert first is not None
    assert town.call("verify", target).exit_code == 0


def test_without_a_node_it_cannot_tell_and_says_why(town: Town, code: str, tmp_path: Path) -> None:
    target = tmp_path / "one.json"
    assert town.call("prove", code, target).exit_code == 0
    told = town.call("verify", target, "--rpc", f"http://127.0.0.1:{unused_port()}", "--json")
    assert told.exit_code == 2
    checks = {check["number"]: check for check in told.json()["checks"]}
    assert checks[6]["code"] == "HEADER_UNSEALED"


def test_what_cannot_be_proven(town: Town, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"format": "antin-bundle"}))
    assert town.call("prove", wrong, "--json").code == "BUNDLE_FORMAT"
    assert town.call("prove", "not a code").exit_code == 65
    unknown = town.call("prove", "0" * 32)
    assert unknown.exit_code != 0
