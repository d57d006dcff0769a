# SPDX-License-Identifier: Apache-2.0
"""A report as JSON (docs/spec/verification.md). Members are added, never renamed."""

from registry.verify.facts import Evidence
from registry.verify.outcomes import Outcome
from registry.verify.report import Report
from registry.verify.results import CheckResult, Note
from registry.verify.successor import Newer
from registry.verify.values import Instant, plain

REPORT_VERSION = 1


def report_mapping(report: Report) -> dict[str, object]:
    """Days and instants in ISO 8601, digests in hexadecimal, texts in both languages."""
    return {
        "format": "antin-report",
        "version": REPORT_VERSION,
        "verdict": report.verdict.value,
        "exit_code": report.exit_code,
        "asked": {
            "day": plain(report.asked),
            "instant": plain(Instant(report.instant)),
            "known_at": None if report.known_at is None else plain(Instant(report.known_at)),
        },
        "outcome": _outcome_mapping(report.outcome),
        "checks": [_check_mapping(check) for check in report.checks],
        "warnings": [_note_mapping(note) for note in report.warnings],
        "facts": None if report.facts is None else report.facts.to_mapping(),
        "newer": None if report.newer is None else _newer_mapping(report.newer),
        "evidence": None if report.evidence is None else _evidence_mapping(report.evidence),
    }


def _outcome_mapping(outcome: Outcome) -> dict[str, object]:
    return {
        "code": outcome.code,
        "colour": outcome.colour,
        "shape": outcome.shape,
        "icon": outcome.icon,
        "badges": [badge.code for badge in outcome.badges],
        **{lang: _words_mapping(outcome, lang) for lang in ("vi", "en")},
    }


def _words_mapping(outcome: Outcome, lang: str) -> dict[str, object]:
    words = outcome.text(lang)
    return {
        "headline": words.headline,
        "reason": words.reason,
        "officer": words.officer,
        "consumer": words.consumer,
        "badges": list(words.badges),
        "notes": list(words.notes),
    }


def _check_mapping(check: CheckResult) -> dict[str, object]:
    return {
        "number": check.number,
        "name": check.name,
        "status": check.status.value,
        **_note_mapping(check.note),
        "notes": [_note_mapping(note) for note in check.notes],
    }


def _note_mapping(note: Note) -> dict[str, object]:
    return {
        "code": note.code,
        "params": plain(note.params),
        "text": {lang: note.text(lang) for lang in ("vi", "en")},
    }


def _newer_mapping(newer: Newer) -> dict[str, object]:
    changes = newer.changes.text()
    return {
        "facts": newer.facts.to_mapping(),
        "changes": {**newer.changes.to_mapping(), "text": {"vi": changes.vi, "en": changes.en}},
    }


def _evidence_mapping(evidence: Evidence) -> dict[str, object]:
    return {
        "network": evidence.network,
        "demo": evidence.demo,
        "chain_id": evidence.chain_id,
        "contract": evidence.contract.hex(),
        "block": {
            "number": evidence.block_number,
            "hash": evidence.block_hash.hex(),
            "time": plain(Instant(evidence.block_time)),
        },
        "read_at": plain(Instant(evidence.read_at)),
        "age_seconds": evidence.age,
        "source": evidence.source,
        "finality": evidence.finality,
        "list_expires": None if evidence.list_expires is None else plain(Instant(evidence.list_expires)),
    }
