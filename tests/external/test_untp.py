# SPDX-License-Identifier: Apache-2.0
"""Our credentials against the official UNTP 0.7.0 schema, format checks included."""

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.generator.credentials import good as good_payloads
from tests.support import shared
from tests.unit.core import samples as s

pytestmark = pytest.mark.external
FOLDER = "untp/v0.7.0"


def validator() -> Draft202012Validator:
    schema = json.loads((shared(FOLDER) / "ConformityCredential.schema.json").read_bytes())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def defects(payload: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(payload)]


@pytest.mark.parametrize(("desc", "payload"), good_payloads())
def test_our_credentials(desc: str, payload: dict[str, Any]) -> None:
    assert defects(payload) == []


@pytest.mark.parametrize("name", ["stameq_conformity_sample.json", "stameq_calibration_sample.json"])
def test_the_samples_that_came_with_the_schema(name: str) -> None:
    assert defects(json.loads((shared(FOLDER) / name).read_bytes())) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("validFrom",), "2026-07-15"),
        (("id",), "no uri"),
        (("credentialStatus",), []),
        (("credentialStatus", "statusListIndex"), "94567"),
        (("credentialSubject", "attestationType"), "calibrating"),
        (("@context",), ["https://www.w3.org/ns/credentials/v2"]),
    ],
)
def test_the_schema_can_fail(path: tuple[str, ...], value: Any) -> None:
    payload = copy.deepcopy(s.conformity_payload())
    target: Any = payload
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value
    assert defects(payload)


def test_the_samples_have_no_member_of_the_envelope_that_ours_lacks() -> None:
    """What the national samples state has a home in ours, but for what needs data that no roster has."""
    sample = json.loads((shared(FOLDER) / "stameq_conformity_sample.json").read_bytes())
    ours = s.conformity_payload()
    assert sample.keys() <= ours.keys()
    # Accreditation is told by grants on the chain; there are no profiles, and the PDF comes afterwards.
    left = sample["credentialSubject"].keys() - ours["credentialSubject"].keys()
    assert left == {"authorisation", "referenceProfile", "conformityCertificate"}
