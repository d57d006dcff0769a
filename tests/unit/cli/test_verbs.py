# SPDX-License-Identifier: Apache-2.0
"""A run loads its own verb only, and the table of verbs says which module that is."""

from typing import Any

import pytest
import typer

from registry.cli.main import make_app
from registry.cli.verbs import VERBS


def names(first: str | None = None) -> set[str]:
    group: Any = typer.main.get_command(make_app(first))
    return set(group.commands)


def test_the_table_names_every_verb() -> None:
    assert names() == set(VERBS)
    assert names("no-such-verb") == set(VERBS)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_each_verb_comes_from_its_own_module(verb: str) -> None:
    assert names(verb) == {verb}
