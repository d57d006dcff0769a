# SPDX-License-Identifier: Apache-2.0
"""The report to the ministry: a row for each revision, and of other bodies' calibrations no more than that."""

import csv
import io
from datetime import datetime

import pytest
from fastapi.testclient import TestClient

from registry.service import report_certificates
from tests.unit.api.writing_world import Office
from tests.unit.core.samples import CONFORMITY
from tests.unit.service.world import calibration_draft, draft


def rows(
    office: Office, client: TestClient, who: str, query: str = "from=2026-01-01&to=2026-12-31"
) -> list[dict[str, str]]:
    answer = client.get(f"/api/v1/reports/certificates?{query}", headers=office.headers(who))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_row_for_each_revision_with_its_batch(office: Office, client: TestClient) -> None:
    office.world.anchored(draft("A-1"), draft("A-1", revision=1, change="correction"))
    office.world.issue(draft("A-2"))
    found = rows(office, client, "preparer")
    assert [(r["number"], r["revision"], r["batch_state"]) for r in found] == [
        ("A-1", "0", "FINAL"), ("A-1", "1", "FINAL"), ("A-2", "0", "SEALED"),
    ]  # fmt: skip
    assert found[0]["issued"] == "2026-11-20"
    assert found[0]["scopes"].endswith("QCVN 4:2009/BKHCN")
    assert rows(office, client, "preparer", "from=2026-11-21&to=2026-12-31") == []
    assert len(rows(office, client, "preparer", "from=2026-11-20&to=2026-11-20")) == 3


def test_headings_in_words_and_times_as_iso_8601(office: Office, client: TestClient) -> None:
    office.world.anchored(draft("A-1"))
    (row,) = rows(office, client, "preparer")
    moment = datetime.fromisoformat(row["anchored_at"])
    assert row["anchored_at"].endswith("+07:00")
    assert abs(moment.timestamp() - office.world.now()) < 3_600
    (shown,) = rows(office, client, "preparer", "from=2026-01-01&to=2026-12-31&lang=vi")
    assert (shown["Số giấy (number)"], shown["Ghi sổ lúc (anchored_at)"]) == ("A-1", row["anchored_at"])
    assert [heading.rpartition(" (")[2].rstrip(")") for heading in shown] == list(row)


def test_portions_make_one_report(
    office: Office, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_certificates, "PORTION", 2)
    office.world.issue(*(draft(f"A-{n}") for n in range(5)))
    assert [r["number"] for r in rows(office, client, "authority")] == [f"A-{n}" for n in range(5)]


def test_calibrations_are_counted_but_not_described_for_others(office: Office, client: TestClient) -> None:
    office.world.anchored(calibration_draft(), body="VD-LAB")
    (own,) = rows(office, client, "other-approver")
    assert (own["number"], own["name"]) == ("VD-LAB/HC-2026-01902", "Áp kế hiện số")
    for who in ("authority", "auditor"):
        (seen,) = rows(office, client, who)
        assert (seen["kind"], seen["body"], seen["issued"]) == ("calibration", "VD-LAB", "2026-11-20")
        assert [seen[name] for name in ("number", "code", "name", "model", "holder")] == [""] * 5
    assert rows(office, client, "preparer") == []


def test_a_cell_is_no_formula(office: Office, client: TestClient) -> None:
    products = [{**CONFORMITY["products"][0], "models": ["-2"]}]
    office.world.issue(draft("+A", title={"vi": "=1+1"}, products=products))
    (found,) = rows(office, client, "auditor")
    assert (found["number"], found["name"], found["model"]) == ("'+A", "'=1+1", "'-2")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=2026-12-31&to=2026-01-01", "PERIOD_WRONG"),
        ("from=2025-01-01&to=2026-12-31", "PERIOD_WRONG"),
        ("from=yesterday&to=2026-12-31", "REQUEST_FORMAT"),
        ("to=2026-12-31", "REQUEST_FORMAT"),
    ],
)
def test_a_wrong_period_is_refused(office: Office, client: TestClient, query: str, code: str) -> None:
    answer = client.get(f"/api/v1/reports/certificates?{query}", headers=office.headers("auditor"))
    assert (answer.status_code, answer.json()["code"]) == (400, code)
