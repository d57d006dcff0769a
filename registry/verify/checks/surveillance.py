# SPDX-License-Identifier: Apache-2.0
"""Is the certificate's surveillance overdue? That warns and never changes a verdict (domain §3.1).

The contract keeps the latest surveillance only, and before the first one the credential's own word counts.
"""

from collections.abc import Mapping
from datetime import date

from registry.core.credential import public_facts
from registry.core.records import SurveillanceRecord
from registry.core.summary import CertificateSummary
from registry.verify.checks.case import Case
from registry.verify.results import Note
from registry.verify.values import Instant, day_of, last_instant

SURVEILLED_METHODS = range(2, 7)


def surveillance_notes(case: Case, summary: CertificateSummary) -> list[Note]:
    """SURVEILLANCE_OVERDUE at the instant asked, or SURVEILLANCE_NOT_TOLD where a later record hides what
    was due then.
    """
    if case.chain is None or summary.method not in SURVEILLED_METHODS:
        return []
    known = case.asked.known
    time = case.asked.instant if known is None else min(case.asked.instant, known)
    records = [c.surveillance for c in case.chain.contracts if c.surveillance is not None]
    latest = max(records, key=lambda record: record.recorded_at, default=None)
    if latest is not None and _held(latest, time, known):
        due = latest.next_due or None
    elif latest is None or (len(records) == 1 and latest.count == 1):
        due = _first_due(case, summary)  # nothing had been recorded by then
    else:
        params = {"recorded": Instant(latest.recorded_at), "asked": Instant(time)}
        return [Note("SURVEILLANCE_NOT_TOLD", params)]
    return [Note("SURVEILLANCE_OVERDUE", {"due": day_of(due)})] if due is not None and due < time else []


def _held(record: SurveillanceRecord, time: int, known: int | None) -> bool:
    return record.last <= time and (known is None or record.recorded_at <= known)


def _first_due(case: Case, summary: CertificateSummary) -> int | None:
    """The last instant of the day that the credential names for the first surveillance; a later revision may
    repeat a day that was over when it was issued, which says nothing.
    """
    credential = case.claim.credential
    said = public_facts(credential).get("surveillance") if credential is not None else None
    if not isinstance(said, Mapping):
        return None
    due = date.fromisoformat(str(said["first_due"]))
    return last_instant(due) if due > summary.issued else None
