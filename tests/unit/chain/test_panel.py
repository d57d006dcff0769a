# SPDX-License-Identifier: Apache-2.0
"""Several nodes on real sockets, of which some lie, lag, fork, hang or are another chain."""

import logging
import time
from typing import Any

import pytest

from registry.chain.watched import NAMED, Watch, WatchedRpc
from registry.core.hashing import keccak256
from registry.errors import EvidenceError, TransientError
from tests.unit.chain.node import unused_port
from tests.unit.chain.simulated import (
    CODE,
    CONTRACT,
    SLOT,
    VALUE,
    WAIT,
    Simulated,
    Stage,
    trouble,
)


def test_nodes_in_agreement_answer_as_one(stage: Stage) -> None:
    panel = stage.panel(Simulated(), Simulated())
    panel.check()
    head = panel.head()
    assert (head.number, panel.slots(CONTRACT, [SLOT], head)) == (10, [VALUE])
    assert (panel.code_hash(CONTRACT, head), panel.block_at(3).number) == (keccak256(CODE), 3)
    assert (panel.identity().chain_id, trouble(panel)) == (1337, [None, None])


def test_a_node_that_is_away_is_passed_over_named_and_left_alone_for_a_while(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    away = Simulated(f"http://127.0.0.1:{unused_port()}")
    panel = stage.panel(away, Simulated(), Simulated())
    with caplog.at_level(logging.WARNING):
        assert panel.head().number == 10
        assert panel.head().number == 10
    assert trouble(panel) == ["CHAIN_UNREACHABLE", None, None]
    assert [r.getMessage() for r in caplog.records] == [f"chain node {away.url}: CHAIN_UNREACHABLE"], (
        "said once"
    )


def test_a_hanging_node_costs_one_wait_and_a_timeout_is_no_answer(stage: Stage) -> None:
    hanging = Simulated()
    panel = stage.panel(hanging, Simulated(), Simulated())
    hanging.silent = True
    head = panel.head()
    begun = time.monotonic()
    for _ in range(5):
        assert panel.slots(CONTRACT, [SLOT], head) == [VALUE]
    assert time.monotonic() - begun < WAIT
    hanging.silent, stage.now = False, 60.0
    panel.head()
    assert trouble(panel) == [None, None, None], "asked again after its rest, and well"


def test_rests_are_bounded_and_nobody_rests_who_is_needed(stage: Stage) -> None:
    nodes = [Simulated(), Simulated()]
    panel = stage.panel(*nodes)
    nodes[0].nonsense = True
    for _ in range(20):
        with pytest.raises(EvidenceError, match="CHAIN_ANSWER"):
            panel.head()
    assert nodes[0].asked >= 20, "with two of two needed it is asked each time"
    nodes[0].nonsense = False
    assert panel.head().number == 10
    watch = Watch(1, clock=lambda: stage.now)
    one, two = watch.join("a"), watch.join("b")
    for _ in range(40):
        watch.blame(one, "CHAIN_UNREACHABLE", rest=True)
    assert (watch.resting(one), watch.resting(two)) == ("CHAIN_UNREACHABLE", None)
    stage.now += 30.1
    assert watch.resting(one) is None


def test_too_few_nodes_are_no_answer(stage: Stage) -> None:
    silent = Simulated(f"http://127.0.0.1:{unused_port()}")
    panel = stage.panel(Simulated(), silent)
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        panel.head()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"chain_id": 99}, "WRONG_CHAIN"),
        ({"code": b""}, "CONTRACT_MISSING"),
        ({"code": b"\x01"}, "CONTRACT_DIFFERENT"),
    ],
)
def test_a_node_of_another_chain_or_contract_never_answers(stage: Stage, change: Any, code: str) -> None:
    other = Simulated()
    vars(other).update(change)
    panel = stage.panel(other, Simulated(), Simulated())
    assert panel.slots(CONTRACT, [SLOT], panel.head()) == [VALUE]
    assert trouble(panel) == [code, None, None]
    with pytest.raises(EvidenceError, match=code):
        stage.panel(other, agree=1).check()


def test_a_node_that_comes_back_as_another_is_looked_at_again(stage: Stage) -> None:
    nodes = [Simulated(), Simulated(), Simulated()]
    panel = stage.panel(*nodes)
    panel.head()
    nodes[0].nonsense = True
    panel.head()
    nodes[0].nonsense, nodes[0].chain_id, stage.now = False, 99, 60.0
    assert panel.head().number == 10
    assert trouble(panel)[0] == "WRONG_CHAIN"


def test_a_lagging_node_is_named_and_the_rest_answer(stage: Stage) -> None:
    behind = Simulated()
    behind.height = 4
    panel = stage.panel(behind, Simulated(), Simulated())
    assert panel.head().number == 10
    assert trouble(panel) == ["NODE_LAGS", None, None]
    behind.height = 10
    panel.head()
    assert trouble(panel) == [None, None, None]


def test_one_clock_ahead_blames_nobody_and_makes_no_head(stage: Stage) -> None:
    ahead = Simulated()
    ahead.height, ahead.later = 900, 90_000
    panel = stage.panel(ahead, Simulated(), Simulated())
    assert panel.head().number == 10
    assert trouble(panel)[1:] == [None, None]


def test_two_that_lie_more_than_a_minute_apart_are_no_head(stage: Stage) -> None:
    behind = Simulated()
    behind.height = 4
    panel = stage.panel(behind, Simulated())
    with pytest.raises(TransientError, match="EVIDENCE_NODES_LAG") as caught:
        panel.head()
    assert behind.url in str(caught.value)


def test_a_forked_node_is_named(stage: Stage) -> None:
    forked = Simulated()
    forked.fork_from = 8
    panel = stage.panel(forked, Simulated(), Simulated())
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE") as caught:
        panel.head()
    assert caught.value.params["nodes"] == forked.url
    assert trouble(panel) == [None, None, None], "young blocks may be replaced: no lie yet"


def test_a_lying_node_is_named_and_stays_named_for_a_while(stage: Stage) -> None:
    liar = Simulated()
    panel = stage.panel(Simulated(), liar, Simulated())
    head = panel.head()
    liar.value = bytes(32)
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE") as caught:
        panel.slots(CONTRACT, [SLOT], head)
    assert caught.value.params["nodes"] == liar.url
    liar.value = VALUE
    assert panel.slots(CONTRACT, [SLOT], head) == [VALUE]
    assert trouble(panel) == [None, "NODE_DIFFERS", None]
    stage.now = NAMED + 1
    assert trouble(panel) == [None, None, None]


def test_of_two_that_differ_both_are_named(stage: Stage) -> None:
    liar = Simulated()
    panel = stage.panel(Simulated(), liar)
    liar.value = bytes(32)
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE"):
        panel.slots(CONTRACT, [SLOT], panel.head())
    assert trouble(panel) == ["NODE_DIFFERS", "NODE_DIFFERS"]


def test_two_behind_one_address_are_told_apart() -> None:
    watch = Watch(1)
    assert [WatchedRpc(f"http://h:1/{key}", watch).endpoint for key in "ab"] == ["http://h:1", "http://h:1#2"]


def test_before_somebody_is_accused_everybody_is_asked(stage: Stage) -> None:
    liar, hanging = Simulated(), Simulated()
    panel = stage.panel(Simulated(), Simulated(), liar, hanging)
    head = panel.head()
    hanging.silent = True
    assert panel.unopposed(lambda node: node.slots(CONTRACT, [SLOT], head), 10) == [VALUE]
    liar.value = bytes(32)
    assert panel.slots(CONTRACT, [SLOT], head) == [VALUE], "two are enough for an answer"
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE") as caught:
        panel.unopposed(lambda node: node.slots(CONTRACT, [SLOT], head), 10)
    assert caught.value.params["nodes"] == liar.url
    liar.silent = True
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        stage.panel(Simulated(), liar).unopposed(lambda node: node.head().number, 10)
