# SPDX-License-Identifier: Apache-2.0
"""Checks 8 and 9: the certificate's status at the date asked, and its body, grants and keys today."""

from registry.core.orders import order_in_force, order_matches
from registry.core.records import KeyKind, Lane, OrderAction, State, StatusRecord
from registry.core.summary import CertificateSummary
from registry.errors import EvidenceError
from registry.verify.checks.authority import grant_standings, lapse_params
from registry.verify.checks.case import Case, Found, key_lapse, standing_lapse, states_of, worst
from registry.verify.checks.surveillance import surveillance_notes
from registry.verify.evidence import Order
from registry.verify.results import CheckResult, Note, failed, passed, skipped, undecided
from registry.verify.values import Instant, Reason, Word, day_of, first_instant

_FAILS = {
    State.SUSPENDED: "STATUS_SUSPENDED",
    State.SUPERSEDED: "STATUS_SUPERSEDED",
    State.WITHDRAWN: "STATUS_WITHDRAWN",
}


def check_status(case: Case) -> CheckResult:
    """8: both lanes of the leaf, the body's lane of the batch, and orders that match, in every contract."""
    if case.chain is None:
        return skipped(8, "NO_EVIDENCE" if case.claim.certificate else "NOT_REACHED")
    found = worst(found_at(case, case.asked.instant, case.asked.known))
    notes = _changes(case, found)
    if found is not None:
        return failed(8, _FAILS[found.state], notes, **_params(found))
    if not case.chain.complete:
        return undecided(8, "CONTRACT_RETIRED_UNKNOWN")
    return passed(8, "STATUS_ACTIVE", [*_reviews(case), *notes])


def found_at(case: Case, time: int, known: int | None) -> list[Found]:
    """Everything that anybody has said about the certificate's status at ``time``."""
    assert case.chain is not None
    found = []
    for contract in case.chain.contracts:
        found += states_of(case.chain.contracts, contract.leaf, time, known)
        orders = [o for o in contract.orders if order_in_force(o.record, time, known) and _matches(case, o)]
        found += [_ordered(order) for order in orders]
    return found


def _ordered(order: Order) -> Found:
    try:
        action = OrderAction(order.record.action)
    except ValueError as error:
        raise EvidenceError("EVIDENCE_CONTRADICTORY", what="order") from error
    states = {
        OrderAction.REVIEW: State.ACTIVE,
        OrderAction.SUSPEND: State.SUSPENDED,
        OrderAction.WITHDRAW: State.WITHDRAWN,
    }
    return Found(states[action], order.record.effective_from, order.record.reason, "order")


def _matches(case: Case, order: Order) -> bool:
    summary = case.claim.certificate
    assert summary is not None
    return order_matches(order.record, case.anchored_at, first_instant(summary.issued))


def _reviews(case: Case) -> list[Note]:
    found = found_at(case, case.asked.instant, case.asked.known)
    orders = [item for item in found if item.source == "order" and item.state is State.ACTIVE]
    return [Note("ORDER_REVIEW", {"since": Instant(o.since), "reason": Reason(o.reason)}) for o in orders]


def _changes(case: Case, found: Found | None) -> list[Note]:
    """What a person who reads the answer must know beside it: the state now, and changes within the day."""
    notes = []
    today = worst(found_at(case, case.asked.now, case.asked.known))
    state, later = (item.state if item else State.ACTIVE for item in (found, today))
    if later is not state and today is None:
        notes.append(Note("STATUS_REINSTATED_LATER"))
    elif later is not state and today is not None:
        notes.append(Note("STATUS_CHANGED_LATER", {"state": later, "since": Instant(today.since)}))
    if case.asked.whole_day:
        notes += [
            Note("STATUS_CHANGED_THAT_DAY", {"state": State(r.state), "since": Instant(r.effective_from)})
            for r in _records(case)
            if day_of(r.effective_from) == case.asked.day and r.effective_from <= case.asked.instant
        ]
    return notes


def _records(case: Case) -> list[StatusRecord]:
    assert case.chain is not None
    leaves = [contract.leaf for contract in case.chain.contracts]
    records = [
        r for leaf in leaves for r in (*leaf.lanes[Lane.BODY], *leaf.lanes[Lane.AUTHORITY], *leaf.batch_lane)
    ]
    return [r for r in records if case.asked.known is None or r.recorded_at <= case.asked.known]


def _params(found: Found) -> dict[str, object]:
    return {"since": Instant(found.since), "reason": Reason(found.reason), "source": Word(found.source)}


def check_today(case: Case) -> CheckResult:
    """9: only warns: a later suspension or a key's rotation does not undo what was issued in time."""
    summary = case.claim.certificate
    if summary is None or case.chain is None or case.anchored_at is None:
        return skipped(9, "NO_EVIDENCE" if summary else "NOT_REACHED")
    notes = [*_body_today(case), *surveillance_notes(case, summary), *_grants_today(case, summary)]
    return passed(9, "TODAY_OK", [*notes, *_keys_today(case)])


def _today(case: Case) -> int:
    return case.asked.now if case.asked.known is None else min(case.asked.now, case.asked.known)


def _body_today(case: Case) -> list[Note]:
    assert case.chain is not None
    lapse = standing_lapse([c.body for c in case.chain.contracts], _today(case), case.asked.known)
    return [Note("ISSUER_SINCE_SUSPENDED", lapse_params(lapse))] if lapse else []


def _grants_today(case: Case, summary: CertificateSummary) -> list[Note]:
    lapses = {
        number: standing_lapse(list(grant_standings(case, number)), _today(case), case.asked.known)
        for number in summary.grants
    }
    return [
        Note(
            "GRANT_SINCE_REDUCED" if lapse.why == "reduced" else "GRANT_SINCE_ENDED",
            {"grant": number, **lapse_params(lapse)},
        )
        for number, lapse in lapses.items()
        if lapse is not None
    ]


def _keys_today(case: Case) -> list[Note]:
    assert case.chain is not None
    contracts, known = case.chain.contracts, case.asked.known
    lapses = {
        "credential": key_lapse([c.key for c in contracts], KeyKind.CREDENTIAL, _today(case), known),
        "anchor": key_lapse([c.leaf.anchor_key for c in contracts], KeyKind.ANCHOR, _today(case), known),
    }
    return [
        Note("KEY_SINCE_COMPROMISED" if lapse.why == "compromised" else "KEY_SINCE_REVOKED",
             {"key": Word(name), "since": Instant(lapse.since)})
        for name, lapse in lapses.items()
        if lapse is not None
    ]  # fmt: skip
