# SPDX-License-Identifier: Apache-2.0
"""Compromise drill: a thief has both keys of a body, forges, reinstates and withdraws; nothing of it lasts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import KeyRecord
from tests.acceptance.papers import CEMENT, DOLL, DRILL, RICE_COOKER, papers, roster
from tests.acceptance.town import Ran, Town

WITHDRAWN_FALSELY, SUSPENDED, UNTOUCHED, FORGED = RICE_COOKER, DOLL, DRILL, CEMENT


@dataclass
class Drill:
    """A body of the town, the thief's copy of its registry, and what both do with the command."""

    town: Town
    body: str
    folder: Path

    def antin(self, *arguments: object, by_thief: bool = False) -> Ran:
        ran = self.town.call(
            *arguments, ANTIN_HOME=str(self.folder / "thief" if by_thief else self.town.home)
        )
        assert ran.exit_code == 0, ran.out + ran.err
        return ran

    def issue(self, which: int, *, by_thief: bool = False, revision: str = "") -> str:
        path = roster(self.folder / f"{which}{revision}.xlsx", [papers(self.body)[which]])
        ran = self.antin("issue", path, "--body", self.body, "--json", by_thief=by_thief)
        return str(ran.json()["certificates"][0]["code"])

    def set_status(self, code: str, state: str, reason: int, *, by_thief: bool = False) -> None:
        self.antin("status", "set", code, state, "--reason", reason, "--yes", by_thief=by_thief)

    def steal(self) -> int:
        """Copy everything: key files, their password, the store. The time since when the thief has it."""
        self.town.next_second()
        self.town.copy(self.folder / "thief")
        return self.now()

    def verdicts(self, *codes: str) -> list[str]:
        return [str(self.town.call("verify", code, "--json").json()["verdict"]) for code in codes]

    def bundle(self, code: str) -> Path:
        """What the thief hands to his customer."""
        target = self.folder / "forged.bundle.json"
        self.antin("bundle", code, target, by_thief=True)
        return target

    def key_ids(self) -> dict[str, bytes]:
        """The body's newest keys as the contract names them."""
        ring = self.town.place.keyring
        return {role: ring.public_id(role, self.body).rjust(32, b"\0") for role in ("credential", "anchor")}

    def record(self, key: bytes) -> KeyRecord:
        reader, slot = self.town.place.readers[0], layout.key_slot(body_id(self.body), key)
        record = KeyRecord.decode(reader.slots(self.town.place.contract, [slot], reader.head())[0])
        assert record is not None
        return record

    def now(self) -> int:
        return self.town.place.clock.now()


def iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


def refused(call: Callable[[], Ran]) -> Ran:
    ran = call()
    assert ran.exit_code == 1, ran.out
    return ran


def test_what_a_thief_does_with_both_keys_does_not_last(town: Town, tmp_path: Path) -> None:
    drill = Drill(town, town.body().code, tmp_path)

    # Before: three certificates, one of them suspended for a reason.
    victim, suspended, untouched = (drill.issue(n) for n in (WITHDRAWN_FALSELY, SUSPENDED, UNTOUCHED))
    drill.set_status(suspended, "suspended", 1)
    assert drill.verdicts(victim, suspended, untouched) == ["VALID", "INVALID", "VALID"]

    # The theft, and all that a thief can do. To everybody it looks right: the keys are the body's.
    stolen_at = drill.steal()
    town.next_second()
    forged = drill.issue(FORGED, by_thief=True)
    drill.set_status(suspended, "active", 16, by_thief=True)
    drill.set_status(victim, "withdrawn", 9, by_thief=True)
    paper = drill.bundle(forged)
    assert drill.verdicts(str(paper), suspended, victim, untouched) == ["VALID", "VALID", "INVALID", "VALID"]

    # The body notices and stops both keys by its own word: from now on they do nothing more.
    town.next_second()
    keys = drill.key_ids()
    for key in keys.values():
        drill.antin("key", "report-compromise", "--body", drill.body, key.hex())
    more = roster(tmp_path / "more.xlsx", [papers(drill.body)[FORGED]])
    stopped = refused(
        lambda: town.call("issue", more, "--body", drill.body, "--json", ANTIN_HOME=str(tmp_path / "thief"))
    )
    assert stopped.codes() == {"KEY_COMPROMISED"}
    # What the thief did before is still there: only the authority may say since when the keys were his.
    assert drill.verdicts(str(paper), suspended, victim, untouched) == ["VALID", "VALID", "INVALID", "VALID"]

    # The authority finds out since when. The forgery falls, the reinstatement does not count.
    for key in keys.values():
        drill.antin("key", "compromised", "--body", drill.body, key.hex(), "--since", iso(stolen_at))
        assert drill.record(key).compromised_since == stolen_at
    assert drill.verdicts(str(paper), suspended, victim, untouched) == [
        "INVALID",
        "INVALID",
        "INVALID",
        "VALID",
    ]
    assert "SIGNER_KEY_COMPROMISED" in _codes(town, paper)

    # A withdrawal counts whoever made it, until the authority lifts it.
    lift = ("--reason", 15, "--since", iso(stolen_at), "--order", "09/QĐ-VIDU")
    drill.antin("status", "lift", victim, *lift)
    assert drill.verdicts(victim) == ["VALID"]

    # New keys: registered after proof of possession, and the body goes on.
    town.next_second()
    for role in ("credential", "anchor"):
        drill.antin("key", "create", "--role", role, "--body", drill.body, "--demo")
    drill.antin("key", "register", "--body", drill.body)
    town.next_second()
    again = drill.issue(FORGED, revision="-again")
    drill.set_status(suspended, "suspended", 1)
    drill.set_status(suspended, "active", 16)
    assert drill.verdicts(again, suspended, victim, untouched) == ["VALID"] * 4
    assert drill.verdicts(str(paper)) == ["INVALID"]

    # And the old keys stay dead in the thief's hands.
    assert refused(
        lambda: town.call("issue", more, "--body", drill.body, "--json", ANTIN_HOME=str(tmp_path / "thief"))
    ).codes() == {"KEY_COMPROMISED"}


def _codes(town: Town, paper: Path) -> set[str]:
    document = town.call("verify", paper, "--json").json()
    return {
        note["code"] for check in document["checks"] for note in [*check["notes"], check] if "code" in note
    }
