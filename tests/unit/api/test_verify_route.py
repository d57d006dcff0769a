# SPDX-License-Identifier: Apache-2.0
"""``POST /api/v1/verify``: things of every form, questions of every kind, and what is not taken."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from registry.api.app import create_app
from registry.core.certificate import CalibrationCertificate
from registry.core.code import code_of
from registry.core.qr import signed_qr
from registry.core.records import State
from registry.printing.qr_image import short_matrix, signed_matrix, to_png
from registry.printing.read_qr import read_qr_codes
from tests.unit.api.world import PUBLIC_URL, TODAY, World
from tests.unit.core.samples import CONFORMITY, calibration

DCC = b"<dcc>the exact bytes</dcc>"


@pytest.fixture
def world() -> World:
    made = World(picture=read_qr_codes)
    made.conformity()
    made.calibration(DCC)
    made.chain.advance(TODAY - made.chain.head().timestamp)
    return made


@pytest.fixture
def client(world: World) -> Iterator[TestClient]:
    with TestClient(create_app(world.deps()), raise_server_exceptions=False) as client:
        yield client


def _file(client: TestClient, data: bytes, name: str = "thing", **fields: str) -> Any:
    return client.post("/api/v1/verify", files={"file": (name, data)}, data=fields).json()


def _ask(client: TestClient, **fields: object) -> Any:
    return client.post("/api/v1/verify", json=fields).json()


def _outcome(answer: Any) -> tuple[str, str]:
    return answer["report"]["verdict"], answer["report"]["outcome"]["code"]


def test_the_same_certificate_is_valid_as_bundle_credential_code_address_number_and_picture(
    client: TestClient, world: World
) -> None:
    rice = world.issued[0]
    signed = signed_qr(PUBLIC_URL, rice.code, rice.signed_summary)
    picture = to_png(short_matrix(f"HTTP://127.0.0.1:8123/C/{rice.code}"))
    answers = [
        _file(client, rice.bundle),
        _file(client, rice.jws),
        _file(client, picture),
        _file(client, to_png(signed_matrix(signed))),
        _ask(client, code=rice.code.lower()),
        _ask(client, url=f"{PUBLIC_URL}/c/{rice.code}"),
        _ask(client, url="".join(signed)),
        _ask(client, number="vd-cert/hq-2026-000123"),
        _ask(client, number="VD-CERT/HQ-2026-000123", body="vd-cert"),
    ]
    assert [_outcome(answer) for answer in answers] == [("VALID", "VALID")] * len(answers)
    assert {answer["certificate"]["code"] for answer in answers} == {rice.code}


def test_a_bundle_is_never_valid_with_a_byte_changed(client: TestClient, world: World) -> None:
    bundle = world.issued[0].bundle
    for position in range(0, len(bundle), len(bundle) // 20):
        changed = bundle[:position] + bytes([bundle[position] ^ 1]) + bundle[position + 1 :]
        assert _outcome(_file(client, changed))[0] != "VALID"


def test_the_day_asked_is_the_day_judged(client: TestClient, world: World) -> None:
    rice = world.issued[0]
    world.chain.set_status("VD-CERT", rice.leaf, State.SUSPENDED, reason=3)
    assert _outcome(_ask(client, code=rice.code))[1] == "SUSPENDED"
    assert _outcome(_ask(client, code=rice.code, at="21/11/2026"))[0] == "VALID"
    assert _outcome(_ask(client, code=rice.code, at="2026-11-21"))[0] == "VALID"
    assert _outcome(_ask(client, code=rice.code, at=TODAY - 86_400))[0] == "VALID"
    assert _ask(client, code=rice.code, at="21/11/2026")["report"]["asked"]["day"] == "2026-11-21"


def test_a_day_to_come_is_refused(client: TestClient, world: World) -> None:
    answer = client.post("/api/v1/verify", json={"code": world.issued[0].code, "at": "01/01/2027"})
    assert (answer.status_code, answer.json()["code"], answer.json()["where"]) == (
        400,
        "DATE_IN_FUTURE",
        "at",
    )


def test_results_open_with_the_bound_file_only(client: TestClient, world: World) -> None:
    table = {"name": {"vi": "Áp suất"}, "columns": [{"name": {"vi": "Chuẩn"}, "quantities": [
        {"value": "35", "unit": r"\mega\pascal", "uncertainty": "0.03", "coverage_factor": "2"}]}]}  # fmt: skip

    def read(data: bytes, _name: str) -> CalibrationCertificate:
        assert data
        return calibration(results=[table])

    world.dcc = read
    found, other = _file(client, DCC, "a.xml"), _file(client, DCC + b" ", "a.xml")
    assert found["results"][0]["columns"][0]["quantities"][0]["uncertainty"] == "0.03"
    assert (_outcome(found)[0], found["certificate"]["number"]) == ("VALID", "VD-LAB/HC-2026-01902")
    assert (_outcome(other), other["results"]) == (("INDETERMINATE", "FILE_NOT_BOUND"), [])
    assert _ask(client, code=world.issued[1].code)["results"] == []


def test_results_stay_closed_where_the_certificate_itself_is_not_proven(
    client: TestClient, world: World
) -> None:
    world.chain.down = True
    world.dcc = lambda _data, _name: pytest.fail("the file was read for an unproven certificate")
    assert _file(client, DCC)["results"] == []


def test_a_file_beside_a_code_is_compared_with_that_certificate(client: TestClient, world: World) -> None:
    calibration_code, rice_code = world.issued[1].code, world.issued[0].code
    assert _outcome(_file(client, DCC, code=calibration_code))[0] == "VALID"
    assert _outcome(_file(client, DCC, code=rice_code)) == ("INDETERMINATE", "FILE_NOT_BOUND")


def test_a_bundle_beside_a_code_must_have_that_code(client: TestClient, world: World) -> None:
    assert _outcome(_file(client, world.issued[0].bundle, code=world.issued[1].code))[0] == "INVALID"


def test_a_number_of_several_bodies_needs_the_body(client: TestClient, world: World) -> None:
    world.conformity(number="CHUNG-1")
    world.conformity(number="CHUNG-1", body="VD-KHAC")
    answer = client.post("/api/v1/verify", json={"number": "CHUNG-1"})
    assert (answer.status_code, answer.json()["code"]) == (409, "NUMBER_OF_SEVERAL_BODIES")
    assert _ask(client, number="CHUNG-1", body="VD-KHAC")["certificate"]["body"] == "VD-KHAC"


def test_a_calibration_is_not_found_by_number_like_a_number_nobody_used(
    client: TestClient, world: World
) -> None:
    confidential = _ask(client, number="VD-LAB/HC-2026-01902", body="VD-LAB")
    unused = _ask(client, number="VD-LAB/HC-2026-09999", body="VD-LAB")
    for answer in (confidential, unused):
        assert _outcome(answer) == ("INDETERMINATE", "NOT_FOUND")
        assert (answer["certificate"], answer["revisions"], answer["report"]["facts"]) == (None, [], None)


def test_a_foreign_host_is_warned_of_and_never_asked(client: TestClient, world: World) -> None:
    answer = _ask(client, url=f"HTTPS://EVIL.EXAMPLE/C/{world.issued[0].code}")
    assert answer["report"]["outcome"]["code"] == "FOREIGN_DOMAIN"
    assert "evil.example" in answer["report"]["outcome"]["vi"]["reason"]


def test_a_qr_of_another_system_has_no_known_form(client: TestClient) -> None:
    picture = to_png(short_matrix("HTTPS://EXAMPLE.COM/SHOP"))
    assert _outcome(_file(client, picture)) == ("INDETERMINATE", "MALFORMED")


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"json": {}}, 400, "REQUEST_EMPTY"),
        ({"json": {"code": "x", "number": "y"}}, 400, "REQUEST_AMBIGUOUS"),
        ({"json": {"code": "x", "owner": "y"}}, 400, "REQUEST_FORMAT"),
        ({"json": {"code": 5}}, 400, "REQUEST_FORMAT"),
        ({"json": {"number": "1", "at": True}}, 400, "REQUEST_FORMAT"),
        ({"json": {"number": "1", "at": -1}}, 400, "REQUEST_FORMAT"),
        ({"json": {"number": "1", "at": 1 << 60}}, 400, "REQUEST_FORMAT"),
        ({"json": {"number": "1", "at": "31/02/2026"}}, 422, "REQUEST_DATE"),
        ({"json": []}, 400, "REQUEST_FORMAT"),
        ({"json": {"url": "https://a.example/other"}}, 422, "QR_FORMAT"),
        ({"content": b'{"code":"a","code":"b"}', "headers": {"content-type": "application/json"}}, 422, "JSON_FORMAT"),
        ({"content": b"\xff", "headers": {"content-type": "application/json"}}, 422, "JSON_FORMAT"),
        ({"content": b" " * 70_000, "headers": {"content-type": "application/json"}}, 422, "JSON_FORMAT"),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415, "REQUEST_MEDIA_TYPE"),
        ({"content": b"x"}, 415, "REQUEST_MEDIA_TYPE"),
        ({"data": {"code": "x"}}, 415, "REQUEST_MEDIA_TYPE"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "REQUEST_FORMAT"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=b"}}, 400, "REQUEST_FORMAT"),
        ({"files": {"file": ("empty", b"")}}, 400, "REQUEST_EMPTY"),
        ({"files": {"file": ("a", b"1"), "more": ("b", b"2")}}, 400, "REQUEST_FORMAT"),
        ({"files": {"file": ("a", b"1")}, "data": {"path": "/etc"}}, 400, "REQUEST_FORMAT"),
        ({"files": {"file": ("a", b"1")}, "data": {"at": "x" * 9_000}}, 400, "REQUEST_FORMAT"),
        ({"files": {"file": ("a.png", b"\x89PNG\r\n\x1a\nnot a picture")}}, 422, "PICTURE_FORMAT"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_problem(
    client: TestClient, request_: dict[str, Any], status: int, code: str
) -> None:
    answer = client.post("/api/v1/verify", **request_)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "a/b\x00c", "<img src=x onerror=alert(1)>"]
)
def test_a_file_name_is_text_and_never_a_path(
    client: TestClient, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    answer = _file(client, b"nobody bound this" * 200_000, name)
    assert _outcome(answer) == ("INDETERMINATE", "FILE_NOT_BOUND")
    assert "/" not in answer["report"]["outcome"]["vi"]["reason"].replace("hợp chuẩn/", "")
    assert list(tmp_path.iterdir()) == []


def test_two_certificates_in_one_picture_are_not_chosen_between(client: TestClient, world: World) -> None:
    texts = [f"HTTP://127.0.0.1:8123/C/{issued.code}" for issued in world.issued]
    world.picture = lambda _data: texts
    answer = client.post("/api/v1/verify", files={"file": ("a.png", b"\x89PNG\r\n\x1a\n")})
    assert (answer.status_code, answer.json()["code"], answer.json()["where"]) == (
        422,
        "PICTURE_SEVERAL_QR",
        "file",
    )


def test_a_photograph_that_is_a_bound_annex_is_found_by_its_bytes(client: TestClient, world: World) -> None:
    photograph = b"\xff\xd8\xff a photograph without a QR code"
    world.issued[0].files = (photograph,)
    assert _file(client, photograph)["certificate"]["code"] == world.issued[0].code


def _replaced(world: World) -> tuple[str, str]:
    first = world.conformity(number="KIỂU-1")
    product = {**CONFORMITY["products"][0], "models": ["VD-RC18A"]}
    second = world.conformity(number="KIỂU-1", revision=1, change="scope_reduced", products=[product])
    world.chain.set_status("VD-CERT", first.leaf, State.SUPERSEDED, reason=16, ref=second.leaf)
    return first.code, second.code


def test_a_replaced_certificate_is_answered_for_the_model(client: TestClient, world: World) -> None:
    first, second = _replaced(world)
    assert _outcome(_ask(client, code=first)) == ("INDETERMINATE", "MODEL_NOT_SAID")
    assert _outcome(_ask(client, code=first, model="VD-RC18B")) == ("INVALID", "MODEL_DROPPED")
    answer = _ask(client, code=first, model="vd-rc 18a")
    assert _outcome(answer) == ("VALID", "ANSWERED_BY_NEWER")
    assert answer["report"]["facts"]["code"] == first
    newer = answer["report"]["newer"]
    assert newer["facts"]["code"] == second
    assert newer["changes"]["models_removed"] == ["VD-RC18B"]
    assert "bỏ kiểu, loại VD-RC18B" in newer["changes"]["text"]["vi"]


def test_the_form_takes_a_model_and_refuses_a_long_one(client: TestClient, world: World) -> None:
    first, _ = _replaced(world)
    bundle = client.get(f"/api/v1/certificates/{first}/bundle").content
    assert _outcome(_file(client, bundle, model="VD-RC18A")) == ("VALID", "ANSWERED_BY_NEWER")
    answer = client.post("/api/v1/verify", files={"file": ("a", bundle)}, data={"model": "x" * 121})
    assert answer.status_code in (400, 422)


def test_later_revisions_have_an_address(client: TestClient, world: World) -> None:
    first, second = _replaced(world)
    found = client.get(f"/api/v1/certificates/{first}/successors")
    assert [item["code"] for item in found.json()["items"]] == [second]
    assert found.headers["cache-control"] == "no-store"
    assert client.get(f"/api/v1/certificates/{second}/successors").json()["items"] == []
    assert client.get(f"/api/v1/certificates/{code_of(b'nobody')}/successors").status_code == 404
