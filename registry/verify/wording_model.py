# SPDX-License-Identifier: Apache-2.0
"""The form of an outcome's words."""

from typing import NamedTuple

from registry.verify.fields import Words


class Wording(NamedTuple):
    """Templates in both languages, and how the state is drawn; an empty reason is the deciding check's."""

    headline: Words
    reason: Words
    officer: Words
    consumer: Words
    colour: str
    shape: str
    icon: str


def words_in(vi: str, en: str) -> Words:
    """A text in both languages."""
    return Words(vi=vi, en=en)


OF_CHECK = words_in("", "")
"""The deciding check's sentence stands for the reason."""
