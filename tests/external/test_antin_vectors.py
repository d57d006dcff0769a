# SPDX-License-Identifier: Apache-2.0
"""The committed copy of the protocol's vectors is the published one."""

import json

import pytest

from tests.support import ROOT, shared

pytestmark = pytest.mark.external


def test_the_copy_is_current() -> None:
    published = json.loads((shared("antin") / "summaries.json").read_bytes())
    committed = json.loads((ROOT / "tests" / "vectors" / "antin" / "summaries.json").read_bytes())
    assert committed == published
