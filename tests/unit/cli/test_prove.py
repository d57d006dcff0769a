# SPDX-License-Identifier: Apache-2.0
"""``antin prove FILE`` with several nodes: any that proves will do, the others are named on standard error."""

import os
from pathlib import Path
from typing import Any

import pytest

from registry import bootstrap
from registry.service.provers import Provers
from tests.acceptance.town import called
from tests.unit.service.test_provers import QBFT, Lagging, Lying, Node, Pruned, Silent
from tests.unit.verify.build import World


def prove(monkeypatch: pytest.MonkeyPatch, world: World, path: Path, *nodes: Node) -> Any:
    class Place:
        """As much of a workplace as the verb uses."""

        network = world.trust().networks[0]
        provers = Provers(nodes)

    for number, one in enumerate(nodes, 1):
        one.endpoint = f"http://node-{number}:8545"  # type: ignore[attr-defined]
    monkeypatch.setattr(bootstrap, "Workplace", lambda _: Place())
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
    return called(["prove", str(path), "--json"], {**clean, "ANTIN_LANG": "en", "COLUMNS": "200"})


def test_a_bundle_is_proven_by_the_node_that_can(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    world = World(**QBFT)
    path = tmp_path / "one.bundle.json"
    path.write_bytes(world.issue().data)
    world.chain.advance(600)
    nodes = [Silent(world), Pruned(world), Lying(world), Lagging(world), Node(world)]
    ran = prove(monkeypatch, world, path, *nodes)
    assert (ran.exit_code, ran.json()["block"]) == (0, world.chain.head().number), ran.err
    for number in (1, 2, 3, 4):
        assert f"http://node-{number}:8545" in ran.err
    assert "http://node-5:8545" not in ran.err
    for code in ("CHAIN_UNREACHABLE", "PROOF_STATE_GONE", "PROOF_CONTRACT_MISSING", "NODE_LAGS"):
        assert code in ran.err
    assert world.verify(path.read_bytes(), readers=[]).verdict.name == "VALID"


def test_where_no_node_proves_the_file_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world = World(**QBFT)
    path = tmp_path / "one.bundle.json"
    path.write_bytes(data := world.issue().data)
    ran = prove(monkeypatch, world, path, Lying(world), Silent(world))
    assert (ran.exit_code, path.read_bytes()) == (2, data)
    assert "http://node-1:8545" in ran.err
    assert "http://node-2:8545" in ran.err
    alone = prove(monkeypatch, world, path, Pruned(world))
    assert (alone.exit_code, alone.code) == (2, "PROOF_STATE_GONE")
    assert "http://node-1:8545" not in alone.err, "of one node the error itself tells"
