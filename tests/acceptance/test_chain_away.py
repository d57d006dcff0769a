# SPDX-License-Identifier: Apache-2.0
"""A chain that is silent, wrong or changed: nothing is issued, and nobody is told more than is known."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from registry.chain.ganache import Ganache
from tests.acceptance.liar import Change, liar
from tests.acceptance.papers import CEMENT, RICE_COOKER, papers, roster
from tests.acceptance.town import Ran, Town
from tests.conftest import needs_ganache
from tests.support import ROOT
from tests.unit.chain.node import unused_port


@dataclass
class Island:
    """A town whose chain can be stopped, with one bundle and one roster that is not issued yet."""

    town: Town
    code: str
    bundle: Path
    roster: Path
    body: str

    def issue(self, **changes: str | None) -> Ran:
        return self.town.call("issue", self.roster, "--body", self.body, "--json", **changes)

    def verify(self, thing: object, **changes: str | None) -> Ran:
        return self.town.call("verify", thing, "--json", **changes)


def settle(town: Town, folder: Path) -> Island:
    body = town.body().code
    certificates = papers(body)
    path = roster(folder / "first.xlsx", [certificates[RICE_COOKER]])
    issued = town.call("issue", path, "--body", body, "--out", folder, "--json")
    assert issued.exit_code == 0, issued.err
    (first,) = issued.json()["certificates"]
    return Island(
        town, first["code"], Path(first["bundle"]), roster(folder / "next.xlsx", [certificates[CEMENT]]), body
    )


@pytest.fixture(scope="module")
def island(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Island:
    """On the common chain, asked through nodes that lie."""
    return settle(town, Path(tmp_path_factory.mktemp("island")))


@pytest.mark.chain
def test_the_chain_stops_and_comes_back(tmp_path: Path) -> None:
    """Commands as processes of their own; the untouched bundle is never INVALID."""
    needs_ganache()
    with Ganache.start(tmp_path / "chain", project=ROOT) as chain:
        town = Town(tmp_path / "state", chain.url)
        island = settle(town, tmp_path)
        port = int(chain.url.rpartition(":")[2])
        head = town.place.readers[0].head()

    for thing in (island.bundle, island.code):
        told = town.antin("verify", thing, "--json")
        assert (told.exit_code, told.json()["verdict"]) == (2, "INDETERMINATE"), told.out
        assert told.json()["evidence"] is None
    stopped = town.antin("issue", island.roster, "--body", island.body, "--json")
    assert (stopped.exit_code, stopped.code) == (2, "CHAIN_UNREACHABLE")
    assert stopped.json()["error"]["remedy"]
    acts = (
        ("body", "suspend", island.body, "--reason", 1),
        ("body", "show", island.body),
        ("network", "show"),
    )
    for act in acts:
        assert town.call(*act).exit_code == 2
    tampered = tmp_path / "tampered.json"
    tampered.write_bytes(island.bundle.read_bytes().replace(b'"index":0', b'"index":1'))
    assert town.call("verify", tampered).exit_code in (1, 2)

    with Ganache.start(tmp_path / "chain", project=ROOT, port=port):
        assert town.place.readers[0].head() == head, "nothing reached the chain in between"
        assert town.antin("verify", island.bundle).exit_code == 0
        again = town.antin("issue", island.roster, "--body", island.body, "--json")
        assert again.exit_code == 0, again.err
        town.close()


def told_chain_id(method: str, _params: list[Any], result: Any) -> Any:
    return hex(1) if method == "eth_chainId" else result


def told_genesis(method: str, params: list[Any], result: Any) -> Any:
    if method == "eth_getBlockByNumber" and params[0] == "0x0":
        return {**result, "hash": "0x" + "11" * 32}
    return result


def no_code(method: str, _params: list[Any], result: Any) -> Any:
    return "0x" if method == "eth_getCode" else result


def other_code(method: str, _params: list[Any], result: Any) -> Any:
    return result[:-2] + "00" if method == "eth_getCode" else result


@pytest.mark.parametrize(
    ("change", "refusal", "reason"),
    [
        (told_chain_id, "WRONG_CHAIN", "EVIDENCE_WRONG_CHAIN"),
        (told_genesis, "WRONG_CHAIN", "EVIDENCE_WRONG_CHAIN"),
        (no_code, "CONTRACT_MISSING", "EVIDENCE_NO_CONTRACT"),
        (other_code, "CONTRACT_DIFFERENT", "EVIDENCE_OTHER_CONTRACT"),
    ],
)
def test_another_chain_or_contract_decides_nothing(
    island: Island, change: Change, refusal: str, reason: str
) -> None:
    before = island.town.written()
    with liar(island.town.rpc_url, change) as url:
        refused = island.issue(ANTIN_RPC_URLS=url)
        assert (refused.exit_code, refused.code) == (2, refusal)
        for thing in (island.bundle, island.code):
            told = island.verify(thing, ANTIN_RPC_URLS=url)
            assert (told.exit_code, told.json()["verdict"]) == (2, "INDETERMINATE")
            assert reason in {check["code"] for check in told.json()["checks"]}
        shown = island.town.call("network", "show", "--json", ANTIN_RPC_URLS=url)
        assert (shown.exit_code, shown.code) == (2, refusal)
    assert island.town.written() == before


def test_a_node_that_forgets_the_records_is_not_believed_blindly(island: Island) -> None:
    """An empty storage is a contradiction of a deployed contract, never "this was not anchored"."""

    def empty(method: str, _params: list[Any], result: Any) -> Any:
        return "0x" + "00" * 32 if method == "eth_getStorageAt" else result

    with liar(island.town.rpc_url, empty) as url:
        told = island.verify(island.bundle, ANTIN_RPC_URLS=url)
        assert (told.exit_code, told.json()["verdict"]) == (2, "INDETERMINATE")


def test_a_wrong_pin_is_told_as_such(island: Island, tmp_path: Path) -> None:
    """A trust list with another chain id or address: the network is not the pinned one."""
    trust = island.town.folder.home.trust_list.read_text(encoding="utf-8")
    contract = island.town.place.contract.hex()
    for old, new in (("1337", "1338"), (contract, "11" * 20)):
        assert old in trust
        pinned = tmp_path / "trust.json"
        pinned.write_text(trust.replace(old, new), encoding="utf-8")
        told = island.town.call("verify", island.bundle, "--trust-list", pinned, "--json")
        assert (told.exit_code, told.json()["verdict"]) == (2, "INDETERMINATE")


def test_one_silent_node_of_two_is_passed_over(island: Island) -> None:
    dead = f"http://127.0.0.1:{unused_port()}"
    both = f"{dead},{island.town.rpc_url}"
    assert island.verify(island.bundle, ANTIN_RPC_URLS=both).exit_code == 0
    silent = island.town.call("verify", island.bundle, "--rpc", dead, "--json")
    assert (silent.exit_code, silent.json()["verdict"]) == (2, "INDETERMINATE")
    assert "CHAIN_UNREACHABLE" in {check["code"] for check in silent.json()["checks"]}


def test_a_registry_service_that_is_away_leaves_the_question_open(island: Island) -> None:
    dead = f"http://127.0.0.1:{unused_port()}"
    told = island.town.call("verify", island.code, "--registry", dead, "--json")
    assert (told.exit_code, told.json()["verdict"]) == (2, "INDETERMINATE")
    assert "SOURCE_UNREACHABLE" in told.out
    with_bundle = island.town.call("verify", island.bundle, "--registry", dead)
    assert with_bundle.exit_code == 0
