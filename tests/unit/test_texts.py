# SPDX-License-Identifier: Apache-2.0
"""No code without words: what can be raised has a message and the same parameters in both languages."""

import re
from string import Formatter
from typing import get_args

import pytest

from registry.core.records import Basis, State
from registry.errors import Finding, FindingsError, InputError, StandingError, refuse_on_errors
from registry.keys.entries import Role as KeyRole
from registry.ports.access import Role
from registry.ports.proposals import ProposalState
from registry.ports.store_rows import BatchState, Phase
from registry.texts import catalogue, render
from registry.texts.model import Both
from registry.texts.words import basis_word, role_word, state_word
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


# Their reasons are words of ours in the reader's language, numbers, or codes that are named as such.
_OWN_REASONS = re.compile(
    "(TIMELINE|STATUS|VERDICT)_.*|ORDER_REVIEW|REASON_UNKNOWN|BUNDLE_FAILED|SIGNING_NOT_READY"
)


@pytest.mark.parametrize(
    "code", sorted(c for c, t in catalogue().items() if re.search("{(reason|detail)}", t.vi))
)
def test_a_library_s_words_stand_in_vietnamese_as_a_technical_detail(code: str) -> None:
    if not _OWN_REASONS.fullmatch(code) or code == "STATUS_LIST_FORMAT":
        assert re.search(r"\(chi tiết kỹ thuật: {(reason|detail)}\)", catalogue()[code].vi)


@pytest.mark.parametrize(
    "state", [*BatchState, *Phase, *ProposalState, *(state.name.lower() for state in State)]
)
def test_every_state_has_its_vietnamese_word(state: str) -> None:
    told = state_word(state, "vi")
    assert told != state
    for code in (
        "BUNDLE_NOT_YET",
        "ANCHOR_WAITING",
        "BATCH_NOT_FAILED",
        "PROPOSAL_DECIDED",
        "PREVIEW_ALREADY",
    ):
        message = render(code, "vi", {"state": state, "batch": 1}).message
        assert told in message
        assert str(state) not in message


def test_what_the_contract_counts_is_told_in_words() -> None:
    vi, en = (render("STATUS_MOVE_ILLEGAL", lang, {"from": 0, "to": 1}).message for lang in ("vi", "en"))
    assert vi == "không thể chuyển trạng thái từ đang hiệu lực sang bị đình chỉ"
    assert en == "the status cannot move from active to suspended"
    assert "7" in render("STATE_UNKNOWN", "vi", {"state": 7}).message


@pytest.mark.parametrize("role", [*Role, *get_args(KeyRole)])
def test_every_role_has_its_vietnamese_word(role: str) -> None:
    assert role_word(role, "vi") == f"{role_word(role, 'vi').partition(' (')[0]} ({role})"


def test_bases_and_values_of_both_languages() -> None:
    assert all(basis_word(basis.name.lower(), "vi") != basis.name.lower() for basis in Basis)
    needed = render("GRANT_POLICY", "vi", {"needed": "registration + designation / recognition"}).message
    assert "đăng ký hoạt động + chỉ định / thừa nhận" in needed
    chosen = render(
        "FIELD_CHOICE", "vi", {"field": "risk", "text": "x", "choices": "'CAO' or 'THAP'"}
    ).message
    assert "'CAO' hoặc 'THAP'" in chosen
    expected = {"expected": Both("số nguyên", "a whole number")}
    assert render("REQUEST_FORMAT", "vi", expected).message.endswith("số nguyên")
    assert render("REQUEST_FORMAT", "en", expected).message.endswith("a whole number")


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
