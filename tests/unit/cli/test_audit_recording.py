# SPDX-License-Identifier: Apache-2.0
"""``antin audit --log`` on recordings that were cut off or altered: never called complete beyond what they prove."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.town import Ran
from tests.unit.cli.test_audit_nodes import EVENTS, Field, field

__all__ = ["field"]

Lines = list[bytes]


class Judge:
    """A recording of several pages, and what is said about a copy of it."""

    def __init__(self, field: Field, path: Path) -> None:
        self.field, self.path = field, path
        self.nodes = [field.node(), field.node()]
        assert field.audit("replay", "--record", path, nodes=self.nodes).exit_code == 0
        self.lines: Lines = path.read_bytes().splitlines(keepends=True)
        self.ends = [n for n, line in enumerate(self.lines) if line.startswith(b'{"end"')]
        assert len(self.ends) > 5

    def block(self, line: int) -> int:
        said = json.loads(self.lines[line])
        return int(said["end"]["number"] if "end" in said else said["block"])

    def of(self, content: bytes, *options: object, verb: tuple[object, ...] = ("replay",)) -> Ran:
        copy = self.path.with_name("copy.jsonl")
        copy.write_bytes(content)
        return self.field.audit(*verb, "--log", copy, *options, nodes=self.nodes)


@pytest.fixture
def judge(field: Field, tmp_path: Path) -> Judge:
    return Judge(field, tmp_path / "log.jsonl")


def found(ran: Ran) -> dict[str, str]:
    return {one["code"]: one["where"].rpartition(":")[2] for one in ran.json()["findings"]}


def renamed(line: bytes, **other: object) -> bytes:
    said = json.loads(line)
    return json.dumps({**said, "end": {**said["end"], **other}}).encode() + b"\n"


def test_a_whole_recording_says_how_far_the_chain_is_beyond(judge: Judge) -> None:
    content = b"".join(judge.lines)
    ran = judge.of(content)
    assert (ran.exit_code, ran.json()["agrees"], ran.json()["beyond"]) == (0, True, None)
    last = judge.field.chain.head().number
    for n in range(3):
        judge.field.chain.register_body(f"NEW{n}")
    ran = judge.of(content)
    assert (ran.exit_code, ran.json()["agrees"]) == (0, True)
    assert ran.json()["beyond"] == {"last": last, "head": last + 3, "events": 3}
    assert "3 later blocks with 3 events are not in it" in " ".join(ran.err.split())


def test_events_after_the_last_end_are_not_called_judged(judge: Judge) -> None:
    open_page = judge.lines[: judge.ends[3]]
    last, events = judge.block(judge.ends[2]), judge.ends[3] - judge.ends[2] - 1
    ran = judge.of(b"".join(open_page))
    assert (ran.exit_code, ran.json()["agrees"], set(found(ran))) == (2, None, {"AUDIT_RECORDING_OPEN"})
    assert f"ends with block {last}; {events} events after it are not judged" in " ".join(ran.err.split())
    assert ran.json()["beyond"]["events"] == EVENTS - ran.json()["events"]
    asked = judge.of(b"".join(open_page), "--to", last)
    assert (asked.exit_code, asked.json()["agrees"]) == (0, True)
    assert [one["code"] for one in asked.json()["warnings"]] == ["AUDIT_RECORDING_OPEN"]
    assert judge.of(b"".join(open_page), verb=("body", "B1")).exit_code == 2
    assert judge.of(b"".join(open_page), verb=("reconcile",)).exit_code == 2


def test_a_cut_line_is_named(judge: Judge) -> None:
    for line in (judge.ends[3], judge.ends[3] + 1, len(judge.lines) - 1):
        for kept in (1, len(judge.lines[line]) // 2, len(judge.lines[line]) - 1):
            ran = judge.of(b"".join(judge.lines[:line]) + judge.lines[line][:kept])
            assert (ran.exit_code, ran.json()["agrees"]) == (2, None)
            assert found(ran) == {"AUDIT_RECORDING_CUT": str(line + 1)}


def test_a_recording_without_any_end_cannot_be_judged(judge: Judge) -> None:
    for content in (judge.lines[:1], judge.lines[: judge.ends[0]]):
        ran = judge.of(b"".join(content))
        assert (ran.exit_code, ran.code) == (2, "AUDIT_RECORDING_NO_END")


def deleted(lines: Lines, at: int) -> Lines:
    return lines[:at] + lines[at + 1 :]


def of_another_digest(lines: Lines, at: int) -> Lines:
    said = json.loads(lines[at])
    return [*lines[:at], json.dumps({**said, "digest": "00" * 32}).encode() + b"\n", *lines[at + 1 :]]


def later(lines: Lines, at: int) -> Lines:
    end = json.loads(lines[at])["end"]["number"]
    return [*lines[:at], renamed(lines[at], number=end + 1), *lines[at + 1 :]]


def earlier(lines: Lines, at: int) -> Lines:
    end = json.loads(lines[at])["end"]["number"]
    return [*lines[:at], renamed(lines[at], number=end - 1), *lines[at + 1 :]]


@pytest.mark.parametrize(
    ("alter", "code", "off"),
    [(deleted, "DIGEST", 3), (of_another_digest, "DIGEST", 0), (later, "ORDER", 1), (earlier, "ORDER", 0)],
)
def test_an_end_in_the_middle_that_was_altered_is_named(
    judge: Judge, alter: Callable[[Lines, int], Lines], code: str, off: int
) -> None:
    at = judge.ends[3]
    expected = judge.ends[4] if alter is deleted else at + off + 1
    ran = judge.of(b"".join(alter(judge.lines, at)))
    assert (ran.exit_code, ran.json()["agrees"]) == (1, False)
    assert found(ran)[f"AUDIT_RECORDING_{code}"] == str(expected)
    ran = judge.of(b"".join(alter(judge.lines, at)), verb=("body", "B1"))
    assert (ran.exit_code, f"AUDIT_RECORDING_{code}" in found(ran)) == (1, True)


def test_the_last_end_is_held_against_the_chain(judge: Judge) -> None:
    last = len(judge.lines) - 1
    judge.field.chain.advance(3)
    head = judge.field.chain.head().number
    for other in ({"hash": "00" * 32}, {"timestamp": 1}, {"number": judge.block(last) + 1}):
        ran = judge.of(b"".join([*judge.lines[:last], renamed(judge.lines[last], **other)]))
        assert (ran.exit_code, "AUDIT_LOG_END" in found(ran)) == (1, True), (other, head)
    ran = judge.of(b"".join([*judge.lines[:last], renamed(judge.lines[last], number=head + 9)]))
    assert (ran.exit_code, set(found(ran))) == (2, {"AUDIT_RECORDING_AHEAD"})


def test_digests_made_anew_do_not_hide_what_was_altered(judge: Judge) -> None:
    altered, digest = list[bytes](), hashlib.sha256()
    for n, line in enumerate(judge.lines):
        said = json.loads(line)
        if "end" in said:
            end = {**said["end"], **({"hash": "11" * 32} if n == judge.ends[3] else {})}
            altered.append(json.dumps({"end": end, "digest": digest.hexdigest()}).encode() + b"\n")
        else:
            altered.append(line)
        digest.update(altered[-1])
    ran = judge.of(b"".join(altered))
    assert (ran.exit_code, "AUDIT_LOG_END" in found(ran)) == (1, True)
    assert ran.json()["first_bad_block"] == judge.block(judge.ends[3])
