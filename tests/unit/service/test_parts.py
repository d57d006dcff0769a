# SPDX-License-Identifier: Apache-2.0
"""Smaller parts: bodies, status list places, batches by grants, progress, cost."""

from typing import Any, cast

import pytest
from sqlalchemy import event

from registry.core.credential.addresses import LIST_SIZE
from registry.core.types import Address
from registry.errors import InputError, UsageError
from registry.service.anchor import anchor
from registry.service.deps import Draft
from registry.service.issue import issue
from registry.service.register_body import register_body
from registry.service.status_indexes import draw_indexes
from registry.testing.faults import Faults, FaultyChain
from tests.unit.service.world import Counting, World, draft


def test_body_is_entered_and_replaced(world: World) -> None:
    store = world.stores[-1]
    register_body(store, "VD-LAB", name_vi="Phòng mới", name_en="New lab", laboratory_codes=["VILAS 000"])
    with store.reading() as work:
        body = work.bodies.get("VD-LAB")
        assert [one.code for one in work.bodies.all()] == ["VD-CERT", "VD-LAB"]
    assert body is not None
    assert (body.name_vi, body.laboratory_codes) == ("Phòng mới", ("VILAS 000",))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": ""}, "TEXT_EMPTY"),
        ({"name_vi": "x" * 301}, "TEXT_TOO_LONG"),
        ({"name_vi": "Ðo lường"}, "TEXT_LOOK_ALIKE"),
    ],
)
def test_body_with_a_bad_text_is_refused(world: World, fields: dict[str, str], code: str) -> None:
    given = {"code": "VD-X", "name_vi": "Tên", **fields}
    with pytest.raises(InputError, match=code) as error:
        register_body(world.stores[-1], given.pop("code"), **given)
    assert error.value.where in ("code", "name_vi")


def test_status_places_are_unique_random_and_fill_one_list_before_the_next() -> None:
    used = set(range(LIST_SIZE - 2))
    drawn = draw_indexes(used, Counting(b"seed"))
    first = {next(drawn), next(drawn)}
    assert first == {LIST_SIZE - 2, LIST_SIZE - 1}
    later = [next(drawn) for _ in range(1_000)]
    assert len(set(later)) == 1_000
    assert all(LIST_SIZE <= place < 2 * LIST_SIZE for place in later)
    assert later != sorted(later)
    assert max(later) - min(later) > LIST_SIZE // 2


def test_certificates_of_one_body_never_share_a_status_place(world: World) -> None:
    world.issue(*(draft(f"A-{n}") for n in range(50)))
    world.issue(*(draft(f"B-{n}") for n in range(50)))
    with world.stores[-1].reading() as work:
        assert len(work.certificates.status_indexes("VD-CERT")) == 100


def test_progress_is_told_by_stage(world: World) -> None:
    steps: list[tuple[str, int, int]] = []

    class Told:
        def step(self, stage: str, done: int, total: int) -> None:
            steps.append((stage, done, total))

    result = world.issue(draft("A-1"), draft("A-2"), progress=Told())
    anchor(result.batches, deps=world.anchor_deps(), progress=Told())
    assert steps == [("check", 2, 2), ("sign", 1, 2), ("sign", 2, 2), ("store", 2, 2), ("anchor", 1, 1)]


def test_reads_and_statements_do_not_grow_with_the_number_of_certificates(world: World) -> None:
    world.issue(draft())  # the key of the first certificate is stored once
    costs = [cost_of(world, [draft(f"{count}-{n}") for n in range(count)]) for count in (1, 40)]
    assert costs[0] == costs[1]


def cost_of(world: World, drafts: list[Draft]) -> tuple[int, int]:
    """Statements of the store and slot reads of the chain for one call."""
    statements: list[str] = []
    faults, store = Faults(), world.open()
    event.listen(store._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    reader = cast(Any, FaultyChain(world.chain, faults))
    issue(drafts, body="VD-CERT", deps=world.issue_deps(store=store, reader=reader))
    assert statements
    return len(statements), faults.calls["slots"]


def test_batch_of_another_contract_is_left_alone(world: World) -> None:
    (key,) = world.issue(draft()).batches
    with pytest.raises(UsageError, match="BATCH_ELSEWHERE"):
        anchor([key], deps=world.anchor_deps(contract=Address(b"\x01" * 20)))
    with pytest.raises(UsageError, match="BATCH_KEY_UNKNOWN"):
        anchor([key + 1], deps=world.anchor_deps())
