# SPDX-License-Identifier: Apache-2.0
"""Everything that can be wrong with drafts, found before anything is signed or written.

Every defect of every draft is collected; a later revision is judged with the one before it, whether that
is stored or stands in the same call.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from msgspec import structs
from pydantic import TypeAdapter

from registry.core.certificate import Certificate
from registry.core.certificate.revision import check_revision
from registry.core.hashing import sha256
from registry.core.text import normal_number
from registry.errors import Finding
from registry.ports.store_rows import StoredCertificate
from registry.service.choose_grants import Chosen, Offer, check_given, choose_for_field, choose_for_norms
from registry.service.deps import Draft
from registry.service.policy_advice import facts_of, policy_advice, spell_as_granted
from registry.service.standing import Standing
from registry.verify.policy import Facts, demands
from registry.verify.trust import TrustList
from registry.verify.values import day_of, last_instant

_CERTIFICATE: TypeAdapter[Certificate] = TypeAdapter(Certificate)
Identity = tuple[str, int]
"""Normal number and revision, within one body."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that may be issued, with its grants and scopes."""

    draft: Draft
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Verdicts:
    """``good`` by revision, then in the order given; ``already`` were issued before with this content."""

    good: tuple[Checked, ...]
    already: tuple[tuple[Draft, StoredCertificate], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What drafts of one body are judged by; ``stored`` are the certificates with the drafts' numbers."""

    body: str
    now: int
    trust: TrustList
    standing: Standing
    given: tuple[int, ...] | None
    stored: dict[Identity, StoredCertificate]
    retrospective: bool = False
    """Whether they were issued on paper before the body joined: judged by their issue day alone."""
    choices: dict[object, Chosen | list[Finding]] = field(default_factory=dict)


def check_drafts(drafts: Sequence[Draft], checks: Checks) -> Verdicts:
    """Judge every draft. Findings are errors, or warnings that refuse nothing."""
    good: list[Checked] = []
    already: list[tuple[Draft, StoredCertificate]] = []
    findings: list[Finding] = []
    accepted: dict[Identity, Certificate] = {}
    spelled = (_as_granted(draft, checks) for draft in drafts)
    for draft, renamed in sorted(spelled, key=lambda pair: pair[0].certificate.revision):
        identity = identity_of(draft.certificate)
        known = checks.stored.get(identity)
        if known and identity not in accepted and known.fingerprint == fingerprint(draft.certificate):
            already.append((draft, known))
            findings.append(at_draft(draft, Finding("ALREADY_ISSUED", "warning", "", _names(draft))))
            continue
        judged, chosen = _judge(draft, checks, accepted)
        found = [*renamed, *judged]
        findings.extend(at_draft(draft, finding) for finding in found)
        if chosen is not None and not any(f.severity == "error" for f in found):
            good.append(Checked(draft, chosen))
            accepted[identity] = draft.certificate
    return Verdicts(tuple(good), tuple(already), tuple(findings))


def _as_granted(draft: Draft, checks: Checks) -> tuple[Draft, list[Finding]]:
    """The draft with its norms spelled as they are granted, before anything is compared or signed."""
    granted = {grant.scope for grant in checks.standing.grants}
    certificate, found = spell_as_granted(draft.certificate, checks.trust, granted)
    return replace(draft, certificate=certificate), found


def identity_of(certificate: Certificate) -> Identity:
    """Under what a body knows a certificate."""
    return normal_number(certificate.number), certificate.revision


def fingerprint(certificate: Certificate) -> bytes:
    """Equal for the same certificate in a second run.

    A calibration is its DCC file: its issue date may be the day of the run, and nothing else in it can
    differ while the file is the same.
    """
    if certificate.kind == "calibration":
        return sha256(b"dcc" + bytes.fromhex(certificate.dcc.sha256))
    return sha256(content_of(certificate))


def content_of(certificate: Certificate) -> bytes:
    """The model as JSON, fields in their declared order."""
    return certificate.model_dump_json(by_alias=True).encode()


def read_content(content: bytes) -> Certificate:
    """The inverse of ``content_of``."""
    return _CERTIFICATE.validate_json(content)


def _judge(
    draft: Draft, checks: Checks, accepted: dict[Identity, Certificate]
) -> tuple[list[Finding], Chosen | None]:
    certificate = draft.certificate
    found = [
        *_identity(certificate, checks, accepted),
        *_previous(certificate, checks, accepted),
        *_day(certificate.issued, checks.now),
        *_before_joining(certificate.issued, checks),
        *_files(draft),
        *_advice(certificate, checks),
    ]
    chosen = _choose(certificate, checks)
    if isinstance(chosen, Chosen):
        return found, chosen
    return [*found, *chosen], None


def _advice(certificate: Certificate, checks: Checks) -> list[Finding]:
    found = policy_advice(certificate, checks.trust, day_of(checks.now))
    # Recorded late is what retrospective certificates are for; the rules of their day alone count.
    return [one for one in found if not (checks.retrospective and one.code == "ISSUED_LATE")]


def _identity(
    certificate: Certificate, checks: Checks, accepted: dict[Identity, Certificate]
) -> Iterator[Finding]:
    identity = identity_of(certificate)
    params: dict[str, object] = {"number": certificate.number, "revision": certificate.revision}
    if certificate.body != checks.body:
        yield Finding("BODY_OTHER", "error", "body", {"found": certificate.body, "body": checks.body})
    if identity in accepted:
        yield Finding("NUMBER_TWICE", "error", "number", params)
    elif identity in checks.stored:
        yield Finding("NUMBER_TAKEN", "error", "number", params)


def _previous(
    certificate: Certificate, checks: Checks, accepted: dict[Identity, Certificate]
) -> Iterator[Finding]:
    if certificate.revision == 0:
        return
    before = (normal_number(certificate.number), certificate.revision - 1)
    previous = accepted.get(before)
    if previous is None and (stored := checks.stored.get(before)):
        previous = read_content(stored.content)
    if previous is None:
        params: dict[str, object] = {"number": certificate.number, "revision": certificate.revision - 1}
        yield Finding("PREVIOUS_MISSING", "error", "revision", params)
    else:
        yield from check_revision(previous, certificate)


def _day(issued: date, now: int) -> Iterator[Finding]:
    if issued > (today := day_of(now)):
        params: dict[str, object] = {"issued": f"{issued:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"}
        yield Finding("ISSUED_IN_FUTURE", "error", "issued", params)


def _before_joining(issued: date, checks: Checks) -> Iterator[Finding]:
    """The body's first record bounds what may be older than it, as in check 7."""
    recorded = [change.recorded_at for change in checks.standing.history.changes]
    if checks.retrospective and recorded and issued >= (joined := day_of(min(recorded))):
        params: dict[str, object] = {"issued": f"{issued:%d/%m/%Y}", "joined": f"{joined:%d/%m/%Y}"}
        yield Finding("RETROSPECTIVE_TOO_LATE", "error", "issued", params)


def _files(draft: Draft) -> Iterator[Finding]:
    for digest, data in draft.files.items():
        if sha256(data) != digest:
            yield Finding("FILE_DIGEST", "error", "files", {"sha256": digest.hex()})
    if (
        draft.certificate.kind == "calibration"
        and bytes.fromhex(draft.certificate.dcc.sha256) not in draft.files
    ):
        yield Finding("FILE_MISSING", "error", "dcc", {"sha256": draft.certificate.dcc.sha256})


def _choose(certificate: Certificate, checks: Checks) -> Chosen | list[Finding]:
    """Grants depend on few facts, so certificates that share them are judged once."""
    facts = facts_of(certificate)
    key = (certificate.issued, facts)
    if key not in checks.choices:
        checks.choices[key] = _choice(certificate, facts, checks)
    return checks.choices[key]


def _choice(certificate: Certificate, facts: Facts, checks: Checks) -> Chosen | list[Finding]:
    offer = _offer(certificate.issued, checks)
    if findings := [*_body_on_day(certificate.issued, checks), *check_given(offer)]:
        return findings
    # It will be anchored today or later: an old issue date must also stand today's rules, as it will in check 7,
    # unless it is known to be older than its body's membership.
    anchored = None if checks.retrospective else day_of(checks.now)
    asked = demands(checks.trust, facts, certificate.issued, anchored)
    if missing := [demand.day for demand in asked if demand.row is None]:
        return [_no_policy(missing[0])]
    rows = [demand.row for demand in asked if demand.row is not None]
    return (
        choose_for_field(offer, rows)
        if facts.kind == "calibration"
        else choose_for_norms(offer, rows, facts.scopes)
    )


def _offer(issued: date, checks: Checks) -> Offer:
    instant = _instant(issued, checks)
    usable = tuple(
        grant
        for grant in checks.standing.grants
        if (grant.held(instant) if checks.retrospective else grant.usable(checks.now, instant))
    )
    return Offer(checks.body, checks.trust, usable, checks.standing.grants, checks.given)


def _instant(issued: date, checks: Checks) -> int:
    """An issue day is judged at its last instant, or now if that is earlier, as the verifier does."""
    return min(checks.now, last_instant(issued))


def _body_on_day(issued: date, checks: Checks) -> Iterator[Finding]:
    if checks.standing.history.lapse(_instant(issued, checks), None) is not None:
        params: dict[str, object] = {"issued": f"{issued:%d/%m/%Y}", "body": checks.body}
        yield Finding("BODY_NOT_ACTIVE_THEN", "error", "issued", params)


def _no_policy(day: date) -> Finding:
    return Finding("ISSUE_POLICY_MISSING", "error", "", {"issued": f"{day:%d/%m/%Y}"})


def _names(draft: Draft) -> dict[str, object]:
    return {"number": draft.certificate.number, "revision": draft.certificate.revision}


def at_draft(draft: Draft, finding: Finding) -> Finding:
    """The finding with the draft's place in front of its own."""
    where = " · ".join(part for part in (draft.where, finding.where) if part)
    return structs.replace(finding, where=where)
