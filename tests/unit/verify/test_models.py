# SPDX-License-Identifier: Apache-2.0
"""Which models a certificate covers, out of its credential or its bounded summary."""

import pytest
from msgspec.structs import replace

from registry.verify import Verdict
from registry.verify.models import Models, fold_model, models_of
from tests.unit.verify.acts import revise, with_models
from tests.unit.verify.build import World


@pytest.mark.parametrize(
    ("one", "other"), [("VD-RC18A", "vd rc 18a"), ("Đ–1", "đ1"), ("A‑B", "ab"), ("Máy A", "máya")]
)
def test_models_are_compared_without_case_spaces_and_hyphens(one: str, other: str) -> None:
    assert fold_model(one) == fold_model(other)
    assert Models((one,)).cover(other)


def test_a_model_with_a_comma_and_one_that_looks_like_a_count() -> None:
    world = World()
    summary = replace(world.issue(jws=False).summary, model="A, B")
    assert models_of(summary, {}).cover("A")
    assert models_of(summary, {}).cover("A, B")
    cut = models_of(replace(summary, model="A, +7"), {})
    assert (cut.names, cut.complete) == (("A",), False)
    assert models_of(replace(summary, model=None), {}).names == ()


def test_a_cut_list_of_the_new_one_cannot_tell() -> None:
    world = World()
    issued = world.issue()
    many = [f"VD-RC-{n:03}-LONG-NAME" for n in range(40)]
    revise(world, issued, jws=False, **with_models(*many))
    assert world.verify(issued, model="VD-RC18B").check(8).code == "MODEL_LIST_CUT"
    assert world.verify(issued, model=many[0]).verdict is Verdict.VALID
