# SPDX-License-Identifier: Apache-2.0
"""What a verifier says of one certificate: what previews put side by side, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.ports.chain import ChainReader
from registry.service.bundle import StoredBundles
from registry.verify.report import Report
from registry.verify.results import Note, Verdict
from registry.verify.run import verify
from registry.verify.things import BundleThing
from registry.verify.trust import TrustList


@dataclass(frozen=True, slots=True)
class Seen:
    """What a verifier says: the verdict, the outcome's code and its headline in both languages."""

    verdict: Verdict
    outcome: str
    vi: str
    en: str

    def to_mapping(self) -> dict[str, str]:
        """``{verdict, outcome, vi, en}``."""
        return {"verdict": self.verdict.name, "outcome": self.outcome, "vi": self.vi, "en": self.en}


def report_of(
    data: bytes | None, readers: Sequence[ChainReader], at: int, trust: TrustList, bundles: StoredBundles
) -> Report | None:
    """The verifier's report on a bundle; ``None`` without one, where nobody sees the certificate yet."""
    if data is None:
        return None
    return verify(BundleThing(data), trust=trust, readers=readers, bundles=bundles, now=at)


def seen_of(report: Report | None) -> Seen | None:
    """Its verdict and headline."""
    if report is None:
        return None
    words = [report.outcome.text(lang).headline for lang in ("vi", "en")]
    return Seen(report.verdict, report.outcome.code, *words)


def added_notes(now: Report | None, after: Report | None) -> tuple[Note, ...]:
    """Warnings of ``after`` that ``now`` does not have: a verdict may stay while what is said beside it does not."""
    if now is None or after is None:
        return ()
    known = {note.text("en") for note in now.warnings}
    return tuple(note for note in after.warnings if note.text("en") not in known)


def notes_mapping(notes: Sequence[Note]) -> list[dict[str, str]]:
    """``[{code, vi, en}]``."""
    return [{"code": note.code, "vi": note.text("vi"), "en": note.text("en")} for note in notes]
