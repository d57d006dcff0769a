# SPDX-License-Identifier: Apache-2.0
"""Reads tests/vectors and names each case for pytest."""

import json
from typing import Any

import pytest

from tests.support import ROOT


def load(path: str) -> Any:
    return json.loads((ROOT / "tests" / "vectors" / path).read_bytes())


def cases(path: str) -> list[Any]:
    return [pytest.param(vector, id=vector["desc"]) for vector in load(path)]
