# SPDX-License-Identifier: Apache-2.0
"""The public API over a registry in memory."""

import dataclasses
import io
from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from fastapi.testclient import TestClient
from msgspec import structs
from PIL import Image

from registry.api.app import create_app
from registry.api.middleware import MAX_REQUEST_BYTES
from registry.core.code import group_code
from registry.core.records import State
from registry.core.types import BatchId
from registry.errors import UsageError
from registry.service.pauses import Pause
from registry.verify import ListOrigin
from tests.unit.api.world import TODAY, Issued, World
from verifier_app.pages import VerifyPages

CERTIFICATES = "/api/v1/certificates"


@pytest.fixture
def client(world: World, rice: Issued) -> Iterator[TestClient]:
    deps = world.deps()
    with TestClient(create_app(deps, VerifyPages(deps)), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    "write", [str, str.lower, group_code, lambda code: code.replace("0", "O").replace("1", "l")]
)
def test_a_certificate_is_found_by_its_code_however_it_is_written(
    client: TestClient, rice: Issued, write: Callable[[str], str]
) -> None:
    found = client.get(f"{CERTIFICATES}/{write(rice.code)}").json()
    assert (found["code"], found["number"], found["scopes"][1]) == (
        rice.code, "VD-CERT/HQ-2026-000123", "QCVN 4:2009/BKHCN",
    )  # fmt: skip
    assert found["validity"] == {"first": "2026-09-20", "last": "2029-09-19"}
    assert (found["status"]["verdict"], found["status"]["evidence"]["time"]) == ("VALID", TODAY)


def test_every_link_of_a_certificate_leads_somewhere(client: TestClient, rice: Issued) -> None:
    links = client.get(f"{CERTIFICATES}/{rice.code}").json()["links"]
    assert {client.get(link).status_code for link in links.values()} == {200}
    assert {"self", "page", "bundle", "qr_svg", "qr_png", "batch"} == links.keys()


def test_a_suspension_shows_at_once(client: TestClient, world: World, rice: Issued) -> None:
    world.chain.set_status("VD-CERT", rice.leaf, State.SUSPENDED, reason=3)
    status = client.get(f"{CERTIFICATES}/{rice.code}", params={"lang": "en"}).json()["status"]
    assert (status["verdict"], status["outcome"], status["headline"]) == ("INVALID", "SUSPENDED", "SUSPENDED")


def test_an_unreachable_chain_is_no_verdict_and_no_503(
    client: TestClient, world: World, rice: Issued
) -> None:
    world.chain.down = True
    answer = client.get(f"{CERTIFICATES}/{rice.code}")
    status = answer.json()["status"]
    assert answer.status_code == 200
    assert (status["verdict"], status["outcome"]) == ("INDETERMINATE", "UNREACHABLE")
    assert status["evidence"] == {"block": None, "time": None}


def test_a_store_that_does_not_answer_is_503_and_may_be_tried_again(
    client: TestClient, world: World, rice: Issued
) -> None:
    world.down = True
    answer = client.get(f"{CERTIFICATES}/{rice.code}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["code"] == "STORE_UNREACHABLE"


def test_qr_may_be_cached_for_ever_and_a_bundle_is_asked_about(client: TestClient, rice: Issued) -> None:
    for path, caching in (("bundle", "no-cache"), ("qr.svg", "immutable"), ("qr.png", "immutable")):
        answer = client.get(f"{CERTIFICATES}/{rice.code}/{path}")
        assert caching in answer.headers["cache-control"]
        again = client.get(
            f"{CERTIFICATES}/{rice.code}/{path}", headers={"if-none-match": answer.headers["etag"]}
        )
        assert (again.status_code, again.content) == (304, b"")


def test_the_bundle_is_the_stored_bytes(client: TestClient, rice: Issued) -> None:
    answer = client.get(f"{CERTIFICATES}/{rice.code}/bundle")
    assert answer.content == rice.bundle
    assert answer.headers["content-type"] == "application/vnd.antin.bundle+json"


def test_the_qr_picture_holds_the_printed_address(client: TestClient, rice: Issued) -> None:
    png = client.get(f"{CERTIFICATES}/{rice.code}/qr.png").content
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    assert read.text == f"HTTP://127.0.0.1:8123/C/{rice.code}"


@pytest.mark.parametrize("path", ["", "/bundle", "/qr.svg", "/qr.png"])
def test_an_unknown_code_is_404_and_gets_no_qr(client: TestClient, world: World, path: str) -> None:
    other = World().conformity(number="KHÁC-1").code
    answer = client.get(f"{CERTIFICATES}/{other}{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "CERTIFICATE_UNKNOWN")


def test_a_mistyped_code_is_told_from_an_unknown_one(client: TestClient, rice: Issued) -> None:
    wrong = rice.code[:-1] + ("0" if rice.code[-1] != "0" else "1")
    answer = client.get(f"{CERTIFICATES}/{wrong}", headers={"accept-language": "en"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "CODE_MISTYPED")
    assert problem["title"].startswith("the code's check characters")
    assert client.get(problem["type"].removeprefix("http://127.0.0.1:8123")).json()["code"] == "CODE_MISTYPED"


def test_a_certificate_that_is_not_anchored_yet_has_no_bundle(
    world: World, client: TestClient, rice: Issued
) -> None:
    world.pending(rice)
    answer = client.get(f"{CERTIFICATES}/{rice.code}/bundle")
    assert (answer.status_code, answer.json()["code"]) == (404, "BUNDLE_NOT_READY")


def test_search_and_number_look_up_never_find_a_calibration(client: TestClient, world: World) -> None:
    calibration = world.calibration()
    for query in ({"number": calibration.public.number}, {"q": "áp kế"}, {"q": "EXP70-11"}):
        assert client.get(CERTIFICATES, params=query).json()["items"] == []
    assert client.get(f"{CERTIFICATES}/{calibration.code}").json()["kind"] == "calibration"


def test_a_number_is_found_regardless_of_case_spaces_and_dashes(client: TestClient, rice: Issued) -> None:
    page = client.get(CERTIFICATES, params={"number": "vd cert/hq 2026 000123"}).json()
    assert [(item["code"], page["total"], page["next"]) for item in page["items"]] == [(rice.code, 1, None)]


@pytest.mark.parametrize("name", ["QCVN 4:2009/BKHCN", "qcvn 04:2009", "QCVN 04:2009/BKHCN", "qcvn4:2009"])
def test_a_regulation_is_found_by_any_of_its_names(client: TestClient, rice: Issued, name: str) -> None:
    page = client.get(CERTIFICATES, params={"q": name}).json()
    assert [item["code"] for item in page["items"]] == [rice.code]


def test_search_goes_on_page_by_page(client: TestClient, world: World) -> None:
    for i in range(4):
        world.conformity(number=f"SỐ-{i}")
    page = client.get(CERTIFICATES, params={"q": "nồi cơm", "limit": 2}).json()
    seen = [item["code"] for item in page["items"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        seen += [item["code"] for item in page["items"]]
    assert sorted(seen) == sorted(issued.code for issued in world.issued)


@pytest.mark.parametrize("query", [{}, {"q": "  "}, {"body": "VD-CERT"}])
def test_a_search_for_nothing_is_refused(client: TestClient, query: dict[str, str]) -> None:
    assert client.get(CERTIFICATES, params=query).json()["code"] == "REQUEST_EMPTY"


@pytest.mark.parametrize(
    "query", [{"q": "x", "limit": 0}, {"q": "x", "limit": 101}, {"q": "x", "offset": -1}, {"q": "x" * 201}]
)
def test_bounds_are_kept(client: TestClient, query: dict[str, str | int]) -> None:
    answer = client.get(CERTIFICATES, params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["where"].startswith("query.")


def test_a_final_batch_shows_its_leaves_and_never_changes(
    client: TestClient, world: World, rice: Issued
) -> None:
    (listed,) = client.get("/api/v1/batches").json()["items"]
    answer = client.get(listed["links"]["self"])
    assert answer.json()["leaves"] == [rice.leaf.hex()]
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/api/v1/batches/" + "00" * 32).status_code == 404
    assert client.get("/api/v1/batches/0x12").json()["code"] == "BATCH_ID_FORMAT"


def test_the_trust_list_is_its_own_bytes(client: TestClient, world: World) -> None:
    assert client.get("/api/v1/trust-list").content == world.trust().to_bytes()


def test_the_context_defines_what_credentials_name(client: TestClient) -> None:
    answer = client.get("/contexts/antin/v1")
    assert answer.headers["content-type"] == "application/ld+json"
    assert {"antin", "antinDetails"} <= answer.json()["@context"].keys()


def test_health_says_which_part_is_not_well(client: TestClient, world: World) -> None:
    assert (client.get("/health").status_code, client.get("/health").json()["ok"]) == (200, True)
    world.chain.down = True
    answer = client.get("/health")
    assert answer.status_code == 503
    assert [(p["name"], p["ok"], p["code"]) for p in answer.json()["parts"]] == [
        ("store", True, None), ("chain-1", False, "CHAIN_UNREACHABLE"),
    ]  # fmt: skip


def test_another_chain_behind_the_node_is_not_well(world: World, rice: Issued) -> None:
    deps = world.deps()
    pinned = structs.replace(deps.trust.networks[0], genesis_hash=bytes(32))
    deps = dataclasses.replace(deps, trust=structs.replace(deps.trust, networks=(pinned,)))
    answer = TestClient(create_app(deps)).get("/health")
    assert (answer.status_code, answer.json()["parts"][1]["code"]) == (503, "WRONG_CHAIN")


def test_a_pause_is_told_where_something_waits_and_spoils_no_verdict(world: World, rice: Issued) -> None:
    final = world.batches[0]
    world.batches.insert(0, dataclasses.replace(final, state="SEALED", batch_id=BatchId(b"\x05" * 32)))
    deps = dataclasses.replace(world.deps(), pause=lambda: Pause(1_795_348_800))
    client = TestClient(create_app(deps))
    answer = client.get("/health")
    part = answer.json()["parts"][-1]
    assert (answer.status_code, part["code"], part["since"]) == (200, "CONTRACT_PAUSED", 1_795_348_800)
    waiting, settled = client.get("/api/v1/batches").json()["items"]
    assert settled["waiting"] is None
    assert waiting["waiting"] == {
        "code": "CONTRACT_PAUSED", "since": 1_795_348_800,
        "vi": "đang chờ: hợp đồng tạm dừng từ 19:00 22/11/2026",
        "en": "waiting: contract paused since 19:00 22/11/2026",
    }  # fmt: skip
    assert client.get("/api/v1/batches/" + "05" * 32).json()["waiting"]["since"] == 1_795_348_800


@pytest.mark.parametrize("path", ["/", "/health", "/api/v1/batches", "/nowhere", "/static/page.css"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "set-cookie" not in headers


def test_https_addresses_bind_browsers_to_https(world: World) -> None:
    world.public_url = "https://so.example.vn"
    assert "strict-transport-security" in TestClient(create_app(world.deps())).get("/health").headers


def test_an_address_that_no_qr_can_carry_stops_the_service_at_the_start(world: World) -> None:
    world.public_url = "https://a-host-name-that-is-far-too-long.example.vn"
    with pytest.raises(UsageError):
        create_app(world.deps())


def test_unknown_addresses_are_problems_for_programs_and_pages_for_people(client: TestClient) -> None:
    program = client.get("/api/v1/nowhere", headers={"accept": "text/html"})
    person = client.get("/nowhere", headers={"accept": "text/html"})
    assert (program.status_code, program.headers["content-type"]) == (404, "application/problem+json")
    assert (person.status_code, person.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_method_that_is_not_taken_says_which_are(client: TestClient) -> None:
    answer = client.delete("/api/v1/batches")
    assert (answer.status_code, answer.json()["code"]) == (405, "METHOD_UNKNOWN")
    assert answer.headers["allow"] == "GET"


def test_an_unexpected_fault_tells_nothing_and_keeps_the_headers(
    world: World, rice: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    deps = world.deps()

    def broken(**_: int) -> None:
        raise RuntimeError("secret path /var/lib")

    monkeypatch.setattr(deps.lookup, "batches", broken)
    answer = TestClient(create_app(deps), raise_server_exceptions=False).get("/api/v1/batches")
    assert (answer.status_code, answer.json()["code"]) == (500, "INTERNAL")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_description_covers_every_route_with_examples(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert {
        "/api/v1/certificates/{code}",
        "/api/v1/verify",
        "/health",
        "/api/v1/batches/{batch_id}",
    } <= document["paths"].keys()
    content = document["paths"]["/api/v1/verify"]["post"]["requestBody"]["content"]
    assert content.keys() == {"multipart/form-data", "application/json"}
    assert document["components"]["schemas"]["CertificateWithStatus"]["examples"]
    assert client.get("/docs").status_code == 404


def test_an_upload_beyond_the_bound_is_refused(client: TestClient) -> None:
    big = client.post("/api/v1/verify", files={"file": ("big.pdf", b"%PDF" + bytes(MAX_REQUEST_BYTES))})
    assert (big.status_code, big.json()["code"]) == (413, "REQUEST_TOO_LARGE")


def test_a_length_that_was_not_declared_is_counted(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(MAX_REQUEST_BYTES // 65_536 + 2):
            yield bytes(65_536)

    answer = client.post("/api/v1/verify", content=chunks(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "REQUEST_TOO_LARGE")


def test_health_names_the_end_of_the_trust_list(world: World) -> None:
    deps = dataclasses.replace(world.deps(), list_origin=lambda: ListOrigin(world.now() + 9))
    part = TestClient(create_app(deps)).get("/health").json()["parts"][1]
    assert (part["name"], part["ok"], part["expires"]) == ("trust-list", True, world.now() + 9)
    ended = dataclasses.replace(deps, list_origin=lambda: ListOrigin(1))
    answer = TestClient(create_app(ended)).get("/health")
    assert (answer.status_code, answer.json()["parts"][1]["code"]) == (503, "TRUST_LIST_EXPIRED")
