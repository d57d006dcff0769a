# SPDX-License-Identifier: Apache-2.0
"""The shape of a text: one message and one remedy, each in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Templates for ``str.format``; ``remedy_*`` says what the reader can do."""

    en: str
    vi: str
    remedy_en: str = ""
    remedy_vi: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """A value of a text that has words of its own in each language."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled text in one language."""

    message: str
    remedy: str
