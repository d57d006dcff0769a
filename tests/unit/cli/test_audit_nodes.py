# SPDX-License-Identifier: Apache-2.0
"""``antin audit`` with several nodes: logs from any of them, storage from as many as must agree, liars by name."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from registry.chain import logs as chain_logs
from registry.core import layout
from registry.ports.logs import RawLog
from registry.testing.fake_logs import LoggingChain
from tests.acceptance.town import Ran, called
from tests.unit.chain.node import node, unused_port
from tests.unit.chain.served_chain import ServedNode, Told
from tests.unit.service.world import trust_list

BODIES = 40
EVENTS = BODIES + 1  # and the contract's first


class Field:
    """Forty bodies on a chain, its nodes, and an auditor with a trust list that demands ``agree`` of them."""

    def __init__(self, stack: ExitStack, root: Path) -> None:
        self.stack, self.root, self.home = stack, root, root / "nowhere"
        self.chain = LoggingChain()
        for n in range(BODIES):
            self.chain.register_body(f"B{n}")
        self.agree = 2

    def node(self) -> ServedNode:
        made = ServedNode(self.chain)
        made.url = self.stack.enter_context(node(made)).url
        return made

    def audit(self, *verb: object, nodes: Sequence[ServedNode | str]) -> Ran:
        trust = trust_list(self.chain)
        network = replace(trust.networks[0], agree=self.agree)
        path = self.root / "trust-list.json"
        path.write_bytes(replace(trust, networks=(network,)).to_bytes())
        urls = ",".join(one if isinstance(one, str) else one.url for one in nodes)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
        own = {"ANTIN_RPC_URLS": urls, "ANTIN_LANG": "en", "COLUMNS": "200", "ANTIN_RPC_TIMEOUT": "0.3"}
        options = ["--trust-list", path, "--home", self.home, "--json"]
        return called([str(a) for a in ("audit", *verb, *options)], {**clean, **own})


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Field]:
    monkeypatch.setattr(chain_logs, "FIRST_SPAN", 2)
    monkeypatch.setattr(chain_logs, "MAX_SPAN", 2)
    with ExitStack() as stack:
        yield Field(stack, tmp_path)


def warned(ran: Ran) -> list[tuple[str, str]]:
    return [(one["where"], one["code"]) for one in ran.json()["warnings"]]


def without(block: int) -> Told:
    def tell(logs: list[RawLog]) -> list[RawLog]:
        return [log for log in logs if log.block != block]

    return tell


def censoring(field: Field, block: int) -> ServedNode:
    made = field.node()
    made.tells = without(block)
    return made


def test_nodes_that_are_well_are_told_nothing_about(field: Field) -> None:
    ran = field.audit("replay", nodes=[field.node(), field.node()])
    assert (ran.exit_code, ran.json()["agrees"], ran.json()["counts"]["bodies"]) == (0, True, BODIES)
    assert (warned(ran), ran.err) == ([], "")


@pytest.mark.parametrize("first", [True, False])
def test_of_two_nodes_the_one_that_censors_is_named(field: Field, first: bool) -> None:
    liar, honest = censoring(field, 17), field.node()
    ran = field.audit("replay", nodes=[liar, honest] if first else [honest, liar])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert warned(ran) == ([(liar.url, "AUDIT_NODE_LOG")] if first else [])
    if first:
        assert liar.url in ran.err
        assert "block 17" in ran.err


def test_a_timeline_is_told_from_the_honest_log(field: Field) -> None:
    liar = censoring(field, 17)
    ran = field.audit("body", "B17", nodes=[liar, field.node()])
    assert (ran.exit_code, len(ran.json()["rows"])) == (0, 1), ran.err
    assert liar.url in ran.err


def test_a_node_that_fails_midway_is_followed_by_the_next_at_the_same_block(field: Field) -> None:
    falling, honest = field.node(), field.node()
    falling.logs_until = 20
    ran = field.audit("replay", nodes=[falling, honest])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert warned(ran) == [(falling.url, "CHAIN_ANSWER")]
    asked = falling.asked.count("eth_getLogs"), honest.asked.count("eth_getLogs")
    assert 0 < asked[1] <= BODIES / 2, "not from the beginning again"


def test_a_liar_after_an_honest_node_that_fell_silent_leaves_no_clean_bill(field: Field) -> None:
    falling, liar = field.node(), censoring(field, 30)
    falling.logs_until = 20
    ran = field.audit("replay", nodes=[falling, liar])
    assert (ran.exit_code, ran.json()["first_bad_block"]) == (1, 30)
    assert (liar.url, "AUDIT_NODE_LOG") in warned(ran)
    assert (falling.url, "AUDIT_NODE_LOG") not in warned(ran)


def test_where_every_log_is_broken_the_best_one_and_all_names_are_told(field: Field) -> None:
    early, late = censoring(field, 10), censoring(field, 30)
    ran = field.audit("replay", nodes=[early, late])
    assert (ran.exit_code, ran.json()["first_bad_block"], ran.json()["first_bad_block_exact"]) == (
        1,
        30,
        True,
    )
    assert warned(ran) == [(early.url, "AUDIT_NODE_LOG"), (late.url, "AUDIT_NODE_LOG")]
    alone = field.audit("replay", nodes=[early, early.url])
    assert (alone.exit_code, alone.code) == (2, "EVIDENCE_NO_NODE"), "one node twice is one node"
    assert "ANTIN_RPC_URLS" in alone.json()["error"]["remedy"]


def test_one_node_is_no_witness_where_two_must_agree(field: Field) -> None:
    ran = field.audit("replay", nodes=[field.node()])
    assert (ran.exit_code, ran.code) == (2, "EVIDENCE_NO_NODE")
    field.agree = 1
    liar = censoring(field, 9)
    ran = field.audit("replay", nodes=[liar])
    assert (ran.exit_code, ran.json()["first_bad_block"], warned(ran)) == (1, 9, [])


def test_a_recording_that_is_not_there_is_told_before_nodes_are_asked(field: Field, tmp_path: Path) -> None:
    node = field.node()
    ran = field.audit("replay", "--log", str(tmp_path / "no.jsonl"), nodes=[node])
    assert (ran.exit_code, ran.code) == (65, "FILE_UNREADABLE"), ran.out
    assert node.asked == []


def test_storage_that_nodes_do_not_agree_on_is_no_finding(field: Field) -> None:
    made_up, honest = field.node(), field.node()
    made_up.values = {layout.fixed_slot(layout.HEAD): b"\x01" * 32}
    ran = field.audit("replay", nodes=[made_up, honest])
    assert (ran.exit_code, ran.code) == (2, "EVIDENCE_NODES_DISAGREE")
    field.agree = 1
    ran = field.audit("replay", nodes=[made_up, honest])
    assert (ran.exit_code, ran.code) == (2, "EVIDENCE_NODES_DISAGREE"), (
        "logs are not accused by one node's word"
    )
    for url in (made_up.url, honest.url):
        assert url in ran.err
    assert "AUDIT_NODE_LOG" not in ran.err, "nor is a node"
    path = field.root / "log.jsonl"
    assert field.audit("replay", "--record", path, nodes=[honest, field.node()]).exit_code == 0
    content = path.read_bytes()
    for option in ("--record", "--log"):
        ran = field.audit("replay", option, path, nodes=[made_up, honest])
        assert (ran.exit_code, ran.code, path.read_bytes()) == (2, "EVIDENCE_NODES_DISAGREE", content)
    third = field.node()
    field.agree = 2
    ran = field.audit("replay", nodes=[honest, third, made_up])
    assert ran.exit_code == 0, "nor does one keep two from an answer"


def test_hanging_and_lagging_nodes_are_passed_over_and_a_forked_one_is_named(field: Field) -> None:
    hanging, lagging, forked = field.node(), field.node(), field.node()
    hanging.silent, lagging.behind, forked.forked_from = True, 1, 30
    away = f"http://127.0.0.1:{unused_port()}"
    ran = field.audit("replay", nodes=[forked, field.node(), field.node()])
    assert (ran.exit_code, ran.code) == (2, "EVIDENCE_NODES_DISAGREE")
    assert forked.url in ran.err
    ran = field.audit("replay", nodes=[away, hanging, lagging, field.node(), field.node()])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert away in [url for url, _ in warned(ran)]


@pytest.mark.parametrize("archives", [True, False])
def test_pruned_nodes_still_tell_whose_log_is_whole(field: Field, archives: bool) -> None:
    liar, others = censoring(field, 5), [field.node(), field.node()]
    for one in others if archives else [liar, *others]:
        one.kept_from = 35
    ran = field.audit("replay", nodes=[liar, *others])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert warned(ran) == [(liar.url, "AUDIT_NODE_LOG_BY")]


def test_without_old_storage_the_liar_is_told_by_whose_log_holds_alone(field: Field) -> None:
    """The first falls silent after it has censored, the second goes on: either may have been it."""
    liar, honest = censoring(field, 5), field.node()
    liar.logs_until = 20
    for one in (liar, honest):
        one.kept_from = 35
    ran = field.audit("replay", nodes=[liar, honest])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert (liar.url, "AUDIT_NODE_LOG_BY") in warned(ran)
    assert honest.url not in [url for url, _ in warned(ran)]


def test_a_liar_that_mends_its_ways_gets_nobody_accused_who_fell_silent(field: Field) -> None:
    """It censors while another goes on after it, and tells the truth once that other one does not answer."""
    liar, honest = censoring(field, 5), field.node()
    liar.logs_until = 20
    for one in (liar, honest):
        one.kept_from = 35
    last, answer = field.chain.head().number, honest._logs

    def then_silent(first: int, to: int) -> dict[str, Any]:
        given = answer(first, to)
        if to == last:
            honest.logs_until, liar.logs_until, liar.tells = 0, 1 << 60, list
        return given

    honest._logs = then_silent  # type: ignore[method-assign, assignment]
    ran = field.audit("replay", nodes=[liar, honest])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert "AUDIT_NODE_LOG" not in ran.err
    assert honest.logs_until == 0


def test_a_recording_that_a_liar_was_written_to_ends_up_whole(field: Field) -> None:
    path = field.root / "log.jsonl"
    liar, honest = censoring(field, 17), field.node()
    assert field.audit("replay", "--record", path, nodes=[liar, censoring(field, 18)]).exit_code == 1
    assert json.loads(path.read_bytes().splitlines()[0])["format"] == "antin-log"
    ran = field.audit("replay", "--record", path, nodes=[honest, liar])
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True), ran.err
    assert [code for _, code in warned(ran)] == ["AUDIT_RECORDING_LOG"]
    assert path.read_bytes().count(b'{"block"') == EVENTS
    assert honest.asked.count("eth_getLogs") <= BODIES / 2 + 8, "what holds is kept"
    assert field.audit("replay", "--log", path, nodes=[honest, liar]).exit_code == 0
    fresh = field.root / "fresh.jsonl"
    ran = field.audit("replay", "--record", fresh, nodes=[liar, honest])
    assert (ran.exit_code, fresh.read_bytes().count(b'{"block"')) == (0, EVENTS)


def test_the_registry_s_own_recording_is_read_anew_where_it_lies(field: Field) -> None:
    field.home.mkdir()
    (liar, other), honest = (censoring(field, 17), censoring(field, 17)), [field.node(), field.node()]
    assert field.audit("replay", nodes=[liar, other]).exit_code == 1
    ran = field.audit("replay", nodes=honest)
    assert (ran.exit_code, [code for _, code in warned(ran)]) == (0, ["AUDIT_RECORDING_LOG"])
    again = field.audit("replay", nodes=honest)
    assert (again.exit_code, warned(again)) == (0, [])
