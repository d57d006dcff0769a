# SPDX-License-Identifier: Apache-2.0
"""RFC 8785, the byte form of bundles: the library against the RFC's vectors."""

import json
import struct

import pytest
import rfc8785

from tests.support import shared

pytestmark = pytest.mark.external
NAMES = ("arrays", "french", "structures", "unicode", "values", "weird")


@pytest.mark.parametrize("name", NAMES)
def test_vectors(name: str) -> None:
    folder = shared("jcs")
    value = json.loads((folder / "input" / f"{name}.json").read_bytes())
    expected = (folder / "output" / f"{name}.json").read_bytes()
    assert rfc8785.dumps(value) == expected
    assert bytes.fromhex((folder / "outhex" / f"{name}.txt").read_text()) == expected


def test_numbers() -> None:
    rows = json.loads((shared("jcs") / "numbers_rfc8785_appendix_b.json").read_bytes())
    for row in rows:
        number = struct.unpack(">d", bytes.fromhex(row["ieee754_be_hex"]))[0]
        assert rfc8785.dumps(number).decode() == row["jcs"]


@pytest.mark.parametrize("value", [1 << 53, -(1 << 53), float("nan"), float("inf"), "\ud800"])
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        rfc8785.dumps({"x": value})  # type: ignore[dict-item]
