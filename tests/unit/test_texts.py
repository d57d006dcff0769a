# SPDX-License-Identifier: Apache-2.0
"""No code without words: what can be raised has a message and the same parameters in both languages."""

import re
from string import Formatter

import pytest

from registry.errors import Finding, FindingsError, InputError, StandingError, refuse_on_errors
from registry.texts import catalogue, render
from tests.support import ROOT

_RAISED = re.compile(
    r"(?:(?:Input|Refused|Usage|Evidence|Transient|Internal|Permanent)Error|Finding)\(\s*\"([A-Z][A-Z0-9_]+)\""
)


def _raised() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((ROOT / "registry").rglob("*.py")):
        for code in _RAISED.findall(path.read_text(encoding="utf-8")):
            found.setdefault(code, str(path.relative_to(ROOT)))
    return found


@pytest.mark.parametrize(("code", "where"), sorted(_raised().items()))
def test_every_raised_code_has_texts(code: str, where: str) -> None:
    assert code in catalogue(), f"{code}, raised in {where}, has no text"


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_both_languages_say_the_same(code: str) -> None:
    text = catalogue()[code]
    assert text.vi
    assert text.en

    def names(template: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(template) if name}

    assert names(text.vi) == names(text.en)
    assert bool(text.remedy_vi) == bool(text.remedy_en)


def test_missing_parameters_show_instead_of_hiding_the_message() -> None:
    assert "{limit}" in render("TEXT_TOO_LONG", "en", {"length": 3}).message


def test_findings_are_raised_together() -> None:
    warning = Finding("TEXT_EMPTY", "warning", "roster.xlsx, B2")
    refuse_on_errors([warning])
    with pytest.raises(FindingsError) as caught:
        refuse_on_errors([warning, Finding("CODE_LENGTH", "error", "roster.xlsx, B3", {"length": 3})])
    assert caught.value.code == "CODE_LENGTH"
    assert len(caught.value.findings) == 2
    assert isinstance(caught.value, InputError)


def test_a_refusal_by_standing_alone_is_no_bad_input() -> None:
    standing = Finding("BODY_NOT_ACTIVE", "error", "", {"body": "VD-CERT"})
    with pytest.raises(StandingError) as refused:
        refuse_on_errors([standing, Finding("TEXT_EMPTY", "warning")])
    assert refused.value.exit_code == 1
    with pytest.raises(FindingsError) as mixed:
        refuse_on_errors([standing, Finding("TEXT_EMPTY", "error")])
    assert mixed.value.exit_code == 65
