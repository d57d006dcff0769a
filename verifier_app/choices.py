# SPDX-License-Identifier: Apache-2.0
"""Links from one certificate to others: its revisions, or those of other bodies with the same number."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.api.language import Language
from registry.ports.lookup import PublicCertificate
from verifier_app.formats import day_text
from verifier_app.render import address
from verifier_app.words import words

SETTLED = "FINAL"
"""The batch state from which a bundle exists."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A certificate to go to; ``href`` keeps language and day."""

    href: str
    number: str
    body: str
    name: str
    issued: str
    shown: bool
    pending: bool


def choices_of(
    certificates: Sequence[PublicCertificate], lang: Language, at: str, *, shown: str = ""
) -> tuple[Choice, ...]:
    """Links to certificates; the one with the code ``shown`` is marked."""
    w = words(lang)
    return tuple(
        Choice(
            href=address(f"/C/{one.code}", at=at, lang="en" if lang == "en" else ""),
            number=one.number + (f" ({w['revision'].format(n=one.revision)})" if one.revision else ""),
            body=one.body_name,
            name=one.name,
            issued=f"{w['issued']}: {day_text(one.issued)}",
            shown=one.code == shown,
            pending=one.batch_state != SETTLED,
        )
        for one in certificates
    )
