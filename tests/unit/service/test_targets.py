# SPDX-License-Identifier: Apache-2.0
"""Certificates by code, address, number and list; a body sees its own only."""

from collections.abc import Sequence

import pytest

from registry.core.code import group_code
from registry.errors import InputError, RefusedError
from registry.service.targets import Target, Wish, resolve, resolve_one
from tests.unit.service.world import World, draft


def one(world: World, text: str, body: str | None = None, revision: int | None = None) -> Target:
    return resolve_one(Wish(text=text, revision=revision), store=world.stores[-1], body=body)


def codes(world: World, wishes: Sequence[Wish], body: str | None = None) -> list[tuple[str, str, str]]:
    found = resolve(wishes, store=world.stores[-1], body=body)
    return [(f.code, f.severity, f.where) for f in found.findings]


def test_code_in_every_form_and_number(world: World) -> None:
    (issued,) = world.issue(draft("VD-CERT/HQ-2026-000123")).issued
    texts = (issued.code, group_code(issued.code).lower(), f"HTTPS://ANTIN.EXAMPLE.VN/C/{issued.code}")
    assert {one(world, text).subject for text in texts} == {issued.leaf}
    assert one(world, "vd-cert/hq 2026 000123", body="VD-CERT").code == issued.code
    assert one(world, issued.code).name == "VD-CERT/HQ-2026-000123 r0"


def test_a_number_means_its_newest_revision_unless_one_is_given(world: World) -> None:
    world.issue(draft("A-1"), draft("A-1", revision=1, change="correction"))
    assert one(world, "A-1", body="VD-CERT").revision == 1
    assert one(world, "A-1", body="VD-CERT", revision=0).revision == 0
    with pytest.raises(RefusedError, match="NUMBER_NOT_HERE"):
        one(world, "A-1", body="VD-CERT", revision=2)


def test_what_cannot_be_found_is_refused(world: World) -> None:
    (issued,) = world.issue(draft("A-1")).issued
    with pytest.raises(InputError, match="TARGET_WITHOUT_BODY"):
        one(world, "A-1")
    with pytest.raises(RefusedError, match="NUMBER_NOT_HERE"):
        one(world, "A-1", body="VD-LAB")
    with pytest.raises(RefusedError, match="TARGET_OTHER_BODY"):
        one(world, issued.code, body="VD-LAB")
    with pytest.raises(InputError, match="CODE_MISTYPED"):
        one(world, issued.code[:-1] + ("0" if issued.code[-1] != "0" else "1"))


def test_lists_report_every_line_and_merge_what_is_named_twice(world: World) -> None:
    (issued,) = world.issue(draft("A-1")).issued
    wishes = [
        Wish(text=issued.code, where="l.csv:1"), Wish(text="A-2", where="l.csv:2"),
        Wish(text="A-1", where="l.csv:3"),
    ]  # fmt: skip
    assert codes(world, wishes, "VD-CERT") == [
        ("NUMBER_NOT_HERE", "error", "l.csv:2"),
        ("TARGET_TWICE", "warning", "l.csv:3"),
    ]
    assert codes(world, []) == [("TARGETS_EMPTY", "error", "")]
