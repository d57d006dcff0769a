# SPDX-License-Identifier: Apache-2.0
"""The report: verdict, twelve checks, outcome, facts and the age of the evidence.

A report is never true or false: ``if report:`` raises, because three answers do not fit into two.
"""

import json
from datetime import date
from typing import NamedTuple, NoReturn

from registry.errors import EvidenceError, RefusedError
from registry.texts.model import Both
from registry.verify.checks.case import Case
from registry.verify.facts import Evidence, Facts, evidence_of, facts_of
from registry.verify.fields import Words
from registry.verify.outcomes import Outcome, outcome_of
from registry.verify.results import CheckResult, Note, Verdict, verdict_of
from registry.verify.successor import Newer
from registry.verify.values import Instant
from registry.verify.wording import COMPARE

_EXIT = {Verdict.VALID: 0, Verdict.INVALID: 1, Verdict.INDETERMINATE: 2}
_EXIT_UNKNOWN_FORM = 65


class Report(NamedTuple):
    """``asked`` is the day of Vietnam that was judged, ``instant`` its last judged second, UTC.

    ``facts`` are of the certificate that was asked about; ``newer`` is the later revision that answered for
    it, where it was superseded by one.
    """

    verdict: Verdict
    checks: tuple[CheckResult, ...]
    outcome: Outcome
    facts: Facts | None
    evidence: Evidence | None
    asked: date
    instant: int
    known_at: int | None
    unknown_form: bool
    newer: Newer | None = None

    def __bool__(self) -> NoReturn:
        """Refused: VALID, INVALID and INDETERMINATE are three answers."""
        raise TypeError("a report has three verdicts; compare report.verdict or call report.require()")

    @property
    def warnings(self) -> tuple[Note, ...]:
        """Everything that any check warns of; never part of the verdict."""
        return tuple(note for check in self.checks for note in check.warnings)

    @property
    def block_number(self) -> int | None:
        """The block that the answer rests on, or ``None`` without evidence."""
        return None if self.evidence is None else self.evidence.block_number

    @property
    def block_time(self) -> int | None:
        """That block's time, UTC seconds."""
        return None if self.evidence is None else self.evidence.block_time

    @property
    def exit_code(self) -> int:
        """0 valid, 1 invalid, 2 cannot tell, 65 for a thing of no known form (protocol §8)."""
        return _EXIT_UNKNOWN_FORM if self.unknown_form else _EXIT[self.verdict]

    def check(self, number: int) -> CheckResult:
        """One of the twelve, by its number from 1."""
        return self.checks[number - 1]

    def require(self) -> "Report":
        """The report itself if it is VALID.

        Raises ``RefusedError`` VERDICT_INVALID, ``EvidenceError`` VERDICT_INDETERMINATE.
        """
        if self.verdict is Verdict.VALID:
            return self
        reason = Both(*(self.outcome.text(lang).reason for lang in ("vi", "en")))
        if self.verdict is Verdict.INVALID:
            raise RefusedError("VERDICT_INVALID", outcome=self.outcome.code, reason=reason)
        raise EvidenceError("VERDICT_INDETERMINATE", outcome=self.outcome.code, reason=reason)

    def to_mapping(self) -> dict[str, object]:
        """The report as docs/spec/verification.md describes it; members are added, never renamed."""
        from registry.verify.report_json import report_mapping  # noqa: PLC0415 -- it needs this class

        return report_mapping(self)

    def to_json(self) -> str:
        """``to_mapping`` as one JSON document."""
        return json.dumps(self.to_mapping(), ensure_ascii=False, indent=2)


def report_of(case: Case, checks: tuple[CheckResult, ...], newer: Newer | None = None) -> Report:
    """What twelve results of one case amount to; ``newer`` where they are those of a later revision."""
    verdict = verdict_of(checks, file_asked=bool(case.files))
    facts, evidence = facts_of(case), evidence_of(case)
    answering = facts if newer is None else newer.facts
    return Report(
        verdict=verdict,
        checks=checks,
        outcome=outcome_of(
            verdict, checks, _outcome_params(case, answering), date_asked=case.asked.past is not None
        ),
        facts=facts,
        evidence=evidence,
        asked=case.asked.day,
        instant=case.asked.instant,
        known_at=case.asked.known,
        unknown_form=case.claim.unknown_form and case.claim.malformed is not None,
        newer=newer,
    )


def _outcome_params(case: Case, facts: Facts | None) -> dict[str, object]:
    if facts is None:
        return {"issuer": "–"}
    validity = facts.summary.validity
    words = Words(vi="", en="")
    if validity is not None:
        last = f"{validity[1]:%d/%m/%Y}"
        words = Words(vi=f"Hiệu lực đến {last}.", en=f"Valid until {last}.")
    if case.asked.past is not None:
        day = f"{case.asked.day:%d/%m/%Y}"
        words = Words(vi=f"{words.vi} Xét theo ngày {day}.", en=f"{words.en} Judged for {day}.")
    return {
        "issuer": facts.named_issuer,
        "validity": words,
        "time": Instant(_evidence_time(case)),
        "network": facts.summary.network,
        "compare": COMPARE[facts.summary.kind],
    }


def _evidence_time(case: Case) -> int:
    """On a dev chain the time of reading stands for the block's."""
    if case.chain is None or case.chain.read_now:
        return case.read_at
    return case.chain.block.timestamp
