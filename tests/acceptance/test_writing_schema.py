# SPDX-License-Identifier: Apache-2.0
"""What the OpenAPI document says holds: no 5xx and no undocumented answer, whoever asks whatever."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.unit.api.writing_world import Office, new_office
from tests.unit.service.world import draft

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EXAMPLES = 12
# The cases must reach the use cases, or all of this proves little.
REACHED: dict[str | None, dict[str, int]] = {
    None: {"GET /api/v1/certificates/{code}/bundle": 200, "POST /api/v1/proposals/issue": 401},
    "preparer": {
        "POST /api/v1/proposals/status": 201, "POST /api/v1/previews/status": 200,
        "GET /api/v1/proposals/{proposal_id}/content": 200,
    },
    "approver": {"POST /api/v1/proposals/{proposal_id}/approve": 202},
    "authority": {
        "POST /api/v1/proposals/order": 201, "POST /api/v1/previews/order": 200,
        "POST /api/v1/proposals/standing": 201, "POST /api/v1/proposals/authority-status": 201,
    },
    "auditor": {"GET /api/v1/audit-log": 200, "GET /api/v1/proposals/{proposal_id}": 200},
}  # fmt: skip
WHO = [None, "preparer", "approver", "authority", "auditor"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    made.allowed = 1 << 30
    yield made
    made.world.close()


@pytest.mark.parametrize("who", WHO)
def test_every_answer_is_documented(office: Office, who: str | None) -> None:
    """Seeded and bounded: the same cases in each run."""
    known = things(office)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", office.app())
    headers = {"authorization": f"Bearer {office.keys[who]}"} if who else {}
    operations: list[Any] = [cast(Any, result).ok() for result in schema.get_all_operations()]
    assert len(operations) > 30
    seen = {operation.label: _try(operation, headers, known) for operation in operations}
    assert {label for label in REACHED.get(who, {}) if REACHED[who][label] not in seen[label]} == set(), seen


def things(office: Office) -> dict[str, list[str]]:
    """What there is, by the name of the parameter: random ids alone would meet nothing but 404."""
    codes = [str(item.code) for item in office.world.anchored(draft("A-1"), draft("A-2")).issued]
    with office.client() as client:
        proposals = [office.proposed(client, f"B-{n}") for n in range(4)]
        office.decide(client, proposals[0])
        batches = [b["batch_id"] for b in client.get("/api/v1/batches").json()["items"]]
    return {"code": codes, "proposal_id": proposals, "batch_id": batches}


def _try(operation: Any, headers: dict[str, str], known: dict[str, list[str]]) -> set[int]:
    seen: set[int] = set()
    example = _example(operation)

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), mix=st.integers(0, 5))
    def answers(case: Any, mix: int) -> None:
        case.headers = {**dict(case.headers or {}), **headers}
        for name in set(case.path_parameters or ()) & known.keys():
            if mix:
                case.path_parameters[name] = known[name][mix % len(known[name])]
        if example is not None and mix % 2:
            case.media_type = "application/json"
            case.body = _mixed(example, case.body, mix, known)
        response = case.call()
        seen.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    answers()
    return seen


def _example(operation: Any) -> dict[str, Any] | None:
    content = operation.definition.raw.get("requestBody", {}).get("content", {})
    examples = content.get("application/json", {}).get("schema", {}).get("examples", [])
    return examples[0] if examples else None


def _mixed(example: dict[str, Any], generated: Any, mix: int, known: dict[str, list[str]]) -> dict[str, Any]:
    """The documented example about a real certificate, with one of its fields as generated."""
    mixed = {**example, **({"codes": known["code"][:1]} if "codes" in example else {})}
    if isinstance(generated, dict) and generated and mix > 1:
        name = sorted(generated)[mix % len(generated)]
        mixed[name] = generated[name]
    return mixed
