# SPDX-License-Identifier: Apache-2.0
"""Texts of one line: breaks become spaces, and long runs of spaces cost no more than others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.certificate.common import _in_one_line

# What it replaced, which takes quadratic time on long runs of spaces.
_SLOW = re.compile(r"[^\S\n]*[\t\r\n\v\f\u2028\u2029][\s]*")


@given(st.text(alphabet=" \t\n\r\v\f\u2028\u2029\u00a0\x1c\x85ab"))
def test_breaks_become_one_space(text: str) -> None:
    assert _in_one_line(text) == _SLOW.sub(" ", text)


@pytest.mark.parametrize("last", ["x", "\n"])
def test_a_cell_of_a_million_spaces(last: str) -> None:
    assert len(_in_one_line("a" + " " * 1_000_000 + last)) in (1_000_002, 2)
