# SPDX-License-Identifier: Apache-2.0
"""Recordings: what was finished counts, what was not is read again, and reorganised blocks are dropped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.chain.log_file import LogFile, Origin
from registry.chain.log_resume import ResumedLogs
from registry.chain.log_survey import Survey, survey
from registry.core.types import Address
from registry.errors import EvidenceError, InputError, TransientError, UsageError
from registry.ports.chain import ChainIdentity
from registry.ports.logs import LogPage, RawLog
from registry.testing.fake_logs import LoggingChain


class Counted(LoggingChain):
    """Counts the blocks that it was asked for."""

    asked: int = 0

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        for page in super().pages(contract, first, last):
            self.asked += 1
            yield page


@pytest.fixture
def chain() -> Counted:
    found = Counted()
    for n in range(120):
        found.register_body(f"B{n}")
    return found


def origin(chain: LoggingChain) -> Origin:
    return Origin(chain.identity(), chain.contract, 0)


def read_all(chain: LoggingChain, path: Path) -> list[RawLog]:
    resumed = ResumedLogs(LogFile(path), chain, chain)
    return resumed.logs(chain.contract, 0, chain.head().number)


def test_a_recording_gives_back_what_was_read(chain: Counted, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "log.jsonl"
    LogFile.create(path, origin(chain))
    expected = chain.logs(chain.contract, 0, chain.head().number)
    assert read_all(chain, path) == expected
    recorded = LogFile(path)
    assert survey(recorded) == Survey(chain.head().number, 0, None, None)
    assert recorded.logs(chain.contract, 0, 1 << 40) == expected
    assert [log.block for log in recorded.logs(chain.contract, 5, 7)] == [5, 6, 7]


def test_a_second_run_asks_for_nothing_that_is_there(chain: Counted, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(chain))
    read_all(chain, path)
    asked = chain.asked
    expected = chain.logs(chain.contract, 0, chain.head().number)
    assert read_all(chain, path) == expected
    assert chain.asked == asked
    chain.suspend_body("B1")
    assert len(read_all(chain, path)) == len(expected) + 1
    assert chain.asked == asked + 1


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_an_interrupted_run_goes_on(chain: Counted, tmp_path: Path, part: float) -> None:
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(chain))
    expected = read_all(chain, path)
    content = path.read_bytes()
    path.write_bytes(content[: max(len(origin(chain).line()), int(len(content) * part))])
    assert read_all(chain, path) == expected
    assert path.read_bytes() == content


def test_a_damaged_page_is_read_again(chain: Counted, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(chain))
    expected = read_all(chain, path)
    content = path.read_bytes()
    spoilt = bytearray(content)
    spoilt[len(content) // 2] ^= 1
    path.write_bytes(bytes(spoilt))
    assert read_all(chain, path) == expected
    assert path.read_bytes() == content


def test_blocks_that_left_the_chain_are_dropped(tmp_path: Path) -> None:
    first, second = LoggingChain(), LoggingChain()
    for n in range(60):
        for chain in (first, second):
            chain.register_body(f"B{n}")
    first.register_body("A")
    second.advance(5)
    second.register_body("C")
    second.register_body("D")
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(first))
    read_all(first, path)
    assert read_all(second, path) == second.logs(second.contract, 0, second.head().number)


def test_a_recording_of_something_else_is_refused(chain: Counted, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    recorded = LogFile.create(path, origin(chain))
    recorded.check(chain.identity(), chain.contract)
    for identity, contract in (
        (ChainIdentity(7, chain.identity().genesis_hash), chain.contract),
        (ChainIdentity(1337, b"\x01" * 32), chain.contract),
        (chain.identity(), Address(b"\x01" * 20)),
    ):
        with pytest.raises(EvidenceError) as caught:
            recorded.check(identity, contract)
        assert caught.value.code == "AUDIT_LOG_FOREIGN"


def test_an_older_block_is_answered_from_the_recording(chain: Counted, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(chain))
    read_all(chain, path)
    pages = list(ResumedLogs(LogFile(path), chain, chain).pages(chain.contract, 0, 60))
    assert pages[-1].end == chain.block_at(60)
    assert [log for page in pages for log in page.logs] == chain.logs(chain.contract, 0, 60)
    with pytest.raises(EvidenceError) as caught:
        ResumedLogs(LogFile(path), chain, chain).logs(chain.contract, 3, 60)
    assert caught.value.code == "AUDIT_LOG_FOREIGN"


@pytest.mark.parametrize(
    "line",
    [b"{}\n", b"not json\n", b'{"block":1}\n', b'{"end":{"number":-1},"digest":""}\n', b"[1]\n", b'"x"\n',
     b'{"end":{"number":1,"hash":"00","timestamp":1},"digest":""}\n', b"x" * 70_000 + b"\n"],
)  # fmt: skip
def test_a_line_of_another_form_is_named(chain: Counted, tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(chain))
    path.write_bytes(path.read_bytes() + line)
    with pytest.raises(InputError) as caught:
        survey(LogFile(path))
    assert (caught.value.code, caught.value.where) == ("AUDIT_LOG_FORMAT", f"{path}:2")


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path, chain: Counted) -> None:
    path = tmp_path / "log.jsonl"
    with pytest.raises(InputError):
        LogFile(path)
    path.write_bytes(b"{}\n")
    with pytest.raises(InputError):
        LogFile(path)
    with pytest.raises(UsageError):
        LogFile.create(path / "below", origin(chain))


def test_a_node_that_is_away_does_not_cost_the_recording(chain: Counted, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    LogFile.create(path, origin(chain))
    read_all(chain, path)
    content = path.read_bytes()
    chain.down = True
    with pytest.raises(TransientError):
        ResumedLogs(LogFile(path), chain, chain).logs(chain.contract, 0, 10)
    assert path.read_bytes() == content
