# SPDX-License-Identifier: Apache-2.0
"""A year of a body, replayed from its logs: a thousand questions, and a slow model that knows no event."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from registry.audit.compare import differing_slots, examine
from registry.audit.reader import ReplayReader
from registry.audit.state import RegistryState
from registry.core import layout
from registry.verify import Question, Report, recognise, verify
from tests.acceptance.audit_year import CODE_HASH, Year
from tests.reference.audit_model import Model, Paper

QUESTIONS = 1_000
SEED = 5


@pytest.fixture(scope="module")
def year() -> Year:
    return Year()


@pytest.fixture(scope="module")
def state(year: Year) -> RegistryState:
    head = year.chain.head()
    pages = year.chain.pages(year.chain.contract, 0, head.number)
    found = examine(pages, RegistryState(1337), year.chain, year.chain.contract, head)
    assert found.broken is None
    return found.state


def reader_of(year: Year, state: RegistryState) -> ReplayReader:
    chain = year.chain
    return ReplayReader(
        state, contract=chain.contract, identity=chain.identity(), block=chain.head(), code_hash=CODE_HASH
    )


def asked(year: Year, reader: object, paper: Paper, at: int, known: int | None) -> Report:
    return verify(
        recognise(paper.bundle), trust=year.trust, readers=[reader], bundles=year.source,  # type: ignore[list-item]
        question=Question(at=at, known_at=known), now=year.chain.now,
    )  # fmt: skip


def questions(year: Year) -> Iterator[tuple[Paper, int, int | None]]:
    """Random certificates and dates, half of the dates beside an act of the year."""
    chance, now = random.Random(SEED), year.chain.now
    edges = [instant for act in year.model.acts for instant in (act.recorded, act.effective)]

    def instant(first: int) -> int:
        edge = chance.choice(edges) + chance.choice((-1, 0, 1))
        return edge if chance.random() < 0.5 and first <= edge <= now else chance.randint(first, now)

    for _ in range(QUESTIONS):
        at = instant(year.at(0.2))
        yield chance.choice(year.papers), at, chance.choice((None, instant(year.at(0.2)), instant(at)))


def test_no_act_is_without_a_question(year: Year) -> None:
    """Else the answers would agree whatever the replay made of that kind of act; a review only warns."""
    asked_for = list(questions(year))
    answers = [year.model.verdict(*question) for question in asked_for]
    for what in {act.what for act in year.model.acts} - {"anchored", "order review"}:
        less = Model([act for act in year.model.acts if act.what != what])
        assert answers != [less.verdict(*question) for question in asked_for], what


def test_the_year_has_all_that_a_year_can_have(year: Year, state: RegistryState) -> None:
    assert len(year.papers) == 300
    assert len(state.batches) == 10
    whats = Counter(act.what for act in year.model.acts)
    assert all(whats[what] for what in ("given", "ended", "suspended", "restored", "registered", "revoked",
               "compromised", "anchored", "active", "superseded", "withdrawn", "retracted", "order suspend",
               "order withdraw", "order review"))  # fmt: skip


def test_the_replayed_state_is_the_contract_s(year: Year, state: RegistryState) -> None:
    chain = year.chain
    found = [d for _, d in differing_slots(state, chain, chain.contract, chain.head()) if d]
    assert {d.slot for d in found} <= {layout.fixed_slot(14)}, "the twin keeps no access manager"


def test_a_thousand_questions_have_the_model_s_answers(year: Year, state: RegistryState) -> None:
    reader, answers = reader_of(year, state), Counter[str]()
    for paper, at, known in questions(year):
        expected = year.model.verdict(paper, at, known)
        report = asked(year, reader, paper, at, known)
        days = ((at - year.at(0)) / 86_400, known and (known - year.at(0)) / 86_400)
        assert report.verdict.name == expected, (
            paper.name,
            days,
            [(c.number, c.code) for c in report.checks],
        )
        answers[expected] += 1
    assert all(answers[verdict] > 50 for verdict in ("VALID", "INVALID", "INDETERMINATE")), answers


def test_the_replay_answers_as_the_chain_itself(year: Year, state: RegistryState) -> None:
    chance, reader = random.Random(SEED + 1), reader_of(year, state)
    for paper in chance.sample(year.papers, 60):
        at = chance.randrange(year.at(0.2), year.chain.now)
        replayed, on_chain = (asked(year, r, paper, at, None) for r in (reader, year.chain))
        assert replayed.to_mapping() == on_chain.to_mapping()
