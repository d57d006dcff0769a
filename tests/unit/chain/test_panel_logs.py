# SPDX-License-Identifier: Apache-2.0
"""Logs of several nodes: one goes on where another fails, and it is remembered who gave which blocks."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from registry.chain.panel_logs import LogNode, PanelLogs
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.logs import LogPage, RawLog
from registry.testing.fake_logs import LoggingChain


class Giver:
    """A node's logs, ten blocks a page; ``falls`` at the blocks that it is asked for, each once."""

    def __init__(self, chain: LoggingChain, *falls: int, name: str = "") -> None:
        self.chain, self.falls, self.name = chain, list(falls), name
        self.fork = self.stops = 1 << 40
        self.unfit: RegistryError | None = None
        self.asked: list[int] = []

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        return [log for page in self.pages(contract, first, last) for log in page.logs]

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        for low in range(first, last + 1, 10):
            high = min(low + 9, last)
            self.asked.append(low)
            if any(low <= block <= high for block in self.falls):
                self.falls.remove(next(block for block in self.falls if low <= block <= high))
                raise TransientError("CHAIN_UNREACHABLE", endpoint=self.name, reason="timed out")
            if low >= self.stops:
                return
            end = self.chain.block_at(high)
            found = [log for log in self.chain.logs(contract, low, high) if log.block <= high]
            yield LogPage(replace(end, hash=b"\xff" * 32) if high >= self.fork else end, found)

    def check(self) -> None:
        if self.unfit:
            raise self.unfit


@pytest.fixture
def chain() -> LoggingChain:
    made = LoggingChain()
    for n in range(50):
        made.register_body(f"B{n}")
    return made


class Heard:
    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def __call__(self, name: str, error: RegistryError) -> None:
        self.told.append((name, error.code))


def panel(chain: LoggingChain, *givers: Giver) -> tuple[PanelLogs, Heard]:
    for number, one in enumerate(givers):
        one.name = "abc"[number]
    heard = Heard()
    return PanelLogs([LogNode(g.name, g, g.check) for g in givers], chain, heard), heard


def test_the_next_goes_on_at_the_block_where_one_failed(chain: LoggingChain) -> None:
    first, second = Giver(chain, 25), Giver(chain)
    logs, heard = panel(chain, first, second)
    assert logs.logs(chain.contract, 0, 50) == chain.logs(chain.contract, 0, 50)
    assert (first.asked, second.asked) == ([0, 10, 20], [20, 30, 40, 50])
    assert (heard.told, logs.begun) == ([("a", "CHAIN_UNREACHABLE")], 0)
    assert [logs.givers(block) for block in (0, 19, 20, 50)] == [("a",), ("a",), ("a", "b"), ("a", "b")]
    assert logs.givers() == ("a", "b")


def test_nodes_that_fail_in_turn_still_get_there(chain: LoggingChain) -> None:
    logs, heard = panel(chain, Giver(chain, 5, 35), Giver(chain, 25))
    assert logs.logs(chain.contract, 0, 50) == chain.logs(chain.contract, 0, 50)
    assert [name for name, _ in heard.told] == ["a", "b", "a"]
    assert logs.givers(15) == ("b",)
    assert logs.givers(50) == ("a", "b")


def test_where_all_fail_at_one_block_there_is_no_answer_and_no_empty_one(chain: LoggingChain) -> None:
    logs, _ = panel(chain, Giver(chain, 25), Giver(chain, 25, 25))
    pages = logs.pages(chain.contract, 0, 50)
    assert [next(pages).end.number for _ in range(2)] == [9, 19]
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        next(pages)
    with pytest.raises(EvidenceError, match="EVIDENCE_NO_NODE"):
        PanelLogs([], chain).logs(chain.contract, 0, 5)


def test_a_node_on_a_fork_gives_no_page_of_it(chain: LoggingChain) -> None:
    forked, good = Giver(chain), Giver(chain)
    forked.fork = 30
    logs, heard = panel(chain, forked, good)
    ends = [page.end for page in logs.pages(chain.contract, 0, 50)]
    assert ends == [chain.block_at(end.number) for end in ends]
    assert (heard.told, logs.givers(30)) == ([("a", "BLOCK_CHANGED")], ("a", "b"))


def test_a_node_that_stops_early_or_is_another_chain_is_not_believed(chain: LoggingChain) -> None:
    short, other, good = Giver(chain), Giver(chain), Giver(chain)
    short.stops, other.unfit = 20, EvidenceError("CONTRACT_MISSING", contract="0x")
    logs, heard = panel(chain, short, other, good)
    assert logs.logs(chain.contract, 0, 50) == chain.logs(chain.contract, 0, 50)
    assert heard.told == [("a", "BLOCK_UNKNOWN"), ("b", "CONTRACT_MISSING")]
    assert other.asked == []


def test_others_first_or_none(chain: LoggingChain) -> None:
    logs, _ = panel(chain, Giver(chain), Giver(chain), Giver(chain))
    assert (logs.names, logs.only(("c", "a")).names) == (("a", "b", "c"), ("c", "a"))
    assert [turn.names for turn in logs.turns()] == [("a", "b", "c"), ("b", "c", "a"), ("c", "a", "b")]
    assert logs.logs(chain.contract, 9, 8) == []
    assert logs.givers() == ()
