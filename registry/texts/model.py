# SPDX-License-Identifier: Apache-2.0
"""The shape of a text: one message and one remedy, each in both languages."""

from typing import NamedTuple


class Text(NamedTuple):
    """Templates for ``str.format``; ``remedy_*`` says what the reader can do."""

    en: str
    vi: str
    remedy_en: str = ""
    remedy_vi: str = ""


class Both(NamedTuple):
    """A value of a text that has words of its own in each language."""

    vi: str
    en: str


class Rendered(NamedTuple):
    """A filled text in one language."""

    message: str
    remedy: str
