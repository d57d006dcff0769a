# SPDX-License-Identifier: Apache-2.0
"""What proposals are asked with."""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from tests.unit.api.writing_world import Office
from tests.unit.service.world import START

ORDER = {"body": "VD-CERT", "grant": 1, "action": "suspend", "reason": 11, "issued_from": START - 500 * 86_400,
         "number": "34/QĐ-VIDU"}  # fmt: skip


def post(
    office: Office, client: TestClient, path: str, body: dict[str, Any], by: str, key: str | None = None
) -> Response:
    return client.post(f"/api/v1/{path}", json=body, headers=office.headers(by, key))
