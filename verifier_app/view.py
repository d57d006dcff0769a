# SPDX-License-Identifier: Apache-2.0
"""From an answer to what the result page shows. Nothing is decided here: the report has the verdict."""

from dataclasses import dataclass

from registry.api.deps import ApiDeps
from registry.api.inquiry import Found
from registry.api.judging import Answer, content_proven
from registry.api.language import Language
from registry.core.code import group_code
from registry.verify import Report
from registry.verify.models import models_of
from registry.verify.things import NumberThing, code_of_thing
from verifier_app.choices import SETTLED, Choice, choices_of
from verifier_app.facts import Fact, detail_facts, norms_text, product_facts, summary_facts
from verifier_app.formats import age_text, day_text, sentence, time_attribute, time_text
from verifier_app.render import address
from verifier_app.results import Table, in_language, tables_of
from verifier_app.words import words

_BADGE_TONES = {
    "LATE_ANCHOR": "amber",
    "SCOPE_REDUCED": "amber",
    "EARLIER_RULES": "amber",
    "RETROSPECTIVE": "amber",
    "SURVEILLANCE_OVERDUE": "amber",
    "DEMO_NETWORK": "red",
}
_MODEL_ASKED = ("MODEL_NOT_SAID", "MODEL_NOT_LISTED", "MODEL_DROPPED", "ANSWERED_BY_NEWER")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked beside the certificate, as it was typed, kept in links."""

    at: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A side badge with the tone that it is drawn in."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The evidence's time for people, for machines, and as an age."""

    time: str
    attribute: str
    age: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One of the twelve checks."""

    name: str
    status: str
    text: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """Everything on the result page, as text in one language."""

    headline: str
    reason: str
    tone: str
    shape: str
    icon: str
    judged: str
    evidence: Moment | None
    badges: tuple[Badge, ...]
    officer: str
    consumer: str
    hints: tuple[str, ...]
    notes: tuple[str, ...]
    proven: bool
    facts: tuple[Fact, ...]
    products: tuple[tuple[str, tuple[Fact, ...]], ...]
    revisions: tuple[Choice, ...]
    successor: str
    """The address of the revision that took its place, or nothing."""
    newer: tuple[Fact, ...]
    ask_model: bool
    tables: tuple[Table, ...]
    conditions: tuple[Fact, ...]
    results_problem: str
    ask_for_dcc: bool
    checks: tuple[CheckLine, ...]
    technical: tuple[Fact, ...]
    code: str
    published: bool
    path: str
    now: str
    address: str


def result_page(answer: Answer, found: Found, lang: Language, deps: ApiDeps, kept: Kept) -> ResultPage:
    """The page for ``answer``."""
    report = answer.report
    outcome, said = report.outcome, report.outcome.text(lang)
    code = _code(report, found)
    path = f"/C/{code}" if code else "/"
    revisions = choices_of(answer.revisions, lang, kept.at, shown=code) if len(answer.revisions) > 1 else ()
    calibration = answer.calibration
    return ResultPage(
        headline=said.headline,
        reason=said.reason,
        tone=outcome.colour,
        shape=outcome.shape,
        icon=outcome.icon,
        judged=_judged(report, lang),
        evidence=_evidence(report, deps.clock.now(), lang),
        badges=_badges(report, lang, deps),
        officer=said.officer,
        consumer=said.consumer,
        hints=_hints(answer, found, lang),
        notes=said.notes,
        proven=content_proven(report),
        facts=_facts(answer, lang, deps),
        products=product_facts(_details(report), lang),
        revisions=revisions,
        successor=_successor(report, revisions, lang, kept),
        newer=_newer(report, lang),
        ask_model=report.outcome.code in _MODEL_ASKED and bool(code),
        tables=tables_of(calibration.results, lang) if calibration else (),
        conditions=_conditions(answer, lang),
        results_problem=_results_problem(answer, lang),
        ask_for_dcc=_is_calibration(report) and calibration is None and content_proven(report),
        checks=_checks(report, lang),
        technical=_technical(report, code, lang),
        code=code,
        published=answer.listed is not None and answer.listed.batch_state == SETTLED,
        path=path,
        now=time_text(deps.clock.now()),
        address=deps.public_url.rstrip("/") + address(path, at=kept.at, model=kept.model),
    )


def _code(report: Report, found: Found) -> str:
    return (report.facts.code if report.facts else code_of_thing(found.thing)) or ""


def _judged(report: Report, lang: Language) -> str:
    w, day = words(lang), day_text(report.asked)
    evidence = report.evidence
    today = evidence is None or report.instant >= evidence.read_at
    text = w["judged_now" if today else "judged_day"].format(day=day)
    if report.known_at is not None:
        text += ", " + w["known_at"].format(time=time_text(report.known_at))
    return text


def _evidence(report: Report, now: int, lang: Language) -> Moment | None:
    if report.evidence is None:
        return None
    # What was read on a dev chain in this run is as old as the reading (protocol §6).
    time = report.evidence.read_at - report.evidence.age
    return Moment(time_text(time), time_attribute(time), age_text(max(0, now - time), lang))


def _badges(report: Report, lang: Language, deps: ApiDeps) -> tuple[Badge, ...]:
    texts = report.outcome.text(lang).badges
    said_above = all(network.demo for network in deps.trust.networks)
    return tuple(
        Badge(text, _BADGE_TONES.get(badge.code, "plain"))
        for badge, text in zip(report.outcome.badges, texts, strict=True)
        if not (badge.code == "DEMO_NETWORK" and said_above)
    )


def _hints(answer: Answer, found: Found, lang: Language) -> tuple[str, ...]:
    w, hints = words(lang), []
    if isinstance(found.thing, NumberThing) and answer.report.facts is None:
        hints.append(w["number_only_conformity"])
    if answer.listed is not None and answer.listed.batch_state != SETTLED:
        hints.append(w["pending"])
    return tuple(hints)


def _details(report: Report) -> dict[str, object]:
    return dict(report.facts.details) if report.facts and content_proven(report) else {}


def _facts(answer: Answer, lang: Language, deps: ApiDeps) -> tuple[Fact, ...]:
    facts = answer.report.facts
    if facts is None:
        return ()
    details = _details(answer.report)
    name = facts.issuer if details else answer.listed.body_name if answer.listed else ""
    scopes = facts.summary.scopes
    norms = [scope for scope in scopes if not deps.trust.is_activity(scope)] or scopes
    conforms_to = norms_text(details) or "; ".join(norms)
    return (*summary_facts(facts.summary, name, conforms_to, lang), *detail_facts(details, lang))


def _successor(report: Report, revisions: tuple[Choice, ...], lang: Language, kept: Kept) -> str:
    """The revision that answered; else the newest that is listed, where this one was replaced by it."""
    if report.newer is not None and report.newer.facts.code:
        query = {"at": kept.at, "model": kept.model, "lang": "en" if lang == "en" else ""}
        return address(f"/C/{report.newer.facts.code}", **query)
    newest = next(iter(revisions), None)
    replaced = report.outcome.code in ("SUPERSEDED", "SUCCESSOR_MISSING")
    return newest.href if replaced and newest is not None and not newest.shown else ""


def _newer(report: Report, lang: Language) -> tuple[Fact, ...]:
    """What a person with the earlier paper must know of the revision that took its place."""
    if report.newer is None:
        return ()
    w, summary = words(lang), report.newer.facts.summary
    models = models_of(summary, report.newer.facts.details)
    lines = (
        Fact(w["newer_revision"], w["revision"].format(n=summary.revision), strong=True),
        Fact(w["issued"], day_text(summary.issued)),
        Fact(w["models"], ", ".join(models.names) or summary.model or "", strong=True),
        Fact(w["newer_changes"], report.newer.changes.text().text(lang)),
    )
    return tuple(line for line in lines if line.value)


def _is_calibration(report: Report) -> bool:
    return report.facts is not None and report.facts.summary.kind == "calibration"


def _conditions(answer: Answer, lang: Language) -> tuple[Fact, ...]:
    """What the DCC says of the circumstances, with the file in hand."""
    found = answer.calibration
    if found is None:
        return ()
    shown = [Fact(in_language(s.name, lang), s.certificate_number or "–") for s in found.standards]
    return tuple(shown)


def _results_problem(answer: Answer, lang: Language) -> str:
    return answer.calibration_error.text(lang) if answer.calibration_error else ""


def _checks(report: Report, lang: Language) -> tuple[CheckLine, ...]:
    w = words(lang)
    return tuple(
        CheckLine(w[f"check_{check.name}"], check.status.value, sentence(check.text(lang)), check.code)
        for check in report.checks
    )


def _technical(report: Report, code: str, lang: Language) -> tuple[Fact, ...]:
    w, facts, evidence = words(lang), report.facts, report.evidence
    lines = [
        Fact(w["verdict"], f"{report.verdict.value} · {report.outcome.code}"),
        Fact(w["code"], group_code(code)),
        Fact(w["leaf"], facts.leaf.hex() if facts and facts.leaf else ""),
        Fact(w["anchored_at"], time_text(facts.anchored_at) if facts and facts.anchored_at else ""),
    ]
    if evidence is not None:
        lines += [
            Fact(w["network"], f"{evidence.network} ({evidence.chain_id})"),
            Fact(w["contract"], "0x" + evidence.contract.hex()),
            Fact(w["block"], f"{evidence.block_number} · 0x{evidence.block_hash.hex()}"),
        ]
        if evidence.list_expires is not None:
            lines.append(Fact(w["list_expires"], time_text(evidence.list_expires)))
    return tuple(line for line in lines if line.value)
