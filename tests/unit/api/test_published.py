# SPDX-License-Identifier: Apache-2.0
"""Status lists, DID documents and share links over HTTP, on a store on disk and the chain in memory."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from registry.api.app import create_app
from registry.core.credential import parse_credential
from registry.core.records import State
from registry.core.status_list import bit_at, decode_list
from registry.core.types import Code
from registry.errors import EvidenceError
from registry.service.publishing import make_publishing
from registry.service.shares import create_share, list_shares, revoke_share
from registry.service.status_lists import FRESH_SECONDS, LIFE_SECONDS
from tests.unit.api.world import World as ApiWorld
from tests.unit.service.publishing import publish_deps
from tests.unit.service.world import DCC, Counting, World, calibration_draft, draft, new_world
from verifier_app.pages import VerifyPages

DAY = 86_400
PEOPLE = {"accept": "text/html"}


@dataclass
class Town:
    world: World
    client: TestClient

    def share(self, code: Code, *, uses: int = 2, seed: bytes = b"share") -> str:
        made = create_share(
            code, days=1, uses=uses, store=self.world.stores[-1], clock=self.world, entropy=Counting(seed)
        )
        return f"/s/{made.token}"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    world = new_world(tmp_path)
    publishing = make_publishing(publish_deps(world))
    deps = replace(ApiWorld().deps(), publishing=publishing, public_url="https://antin.example.vn")
    with TestClient(create_app(deps, VerifyPages(deps)), raise_server_exceptions=False) as client:
        yield Town(world, client)
    world.close()


def certificate(town: Town) -> Code:
    return town.world.anchored(draft("A-1")).issued[0].code


def calibration(town: Town) -> Code:
    return town.world.anchored(calibration_draft(), body="VD-LAB").issued[0].code


def test_the_list_of_a_credential_is_at_the_address_that_it_names(town: Town) -> None:
    code = certificate(town)
    with town.world.stores[-1].reading() as work:
        row = work.certificates.by_code(code)
    assert row is not None
    town.world.chain.set_status("VD-CERT", row.leaf, State.WITHDRAWN, reason=1)
    entry = parse_credential(row.jws).payload["credentialStatus"]
    path = entry["statusListCredential"].removeprefix("https://antin.example.vn")
    answer = town.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/vc+jwt")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["antin-block"] == str(town.world.chain.head().number)
    listed = parse_credential(answer.content)
    bits = decode_list(listed.payload["credentialSubject"]["encodedList"])
    assert bit_at(bits, int(entry["statusListIndex"]))
    document = town.client.get("/.well-known/did.json").json()
    assert listed.payload["issuer"] == document["id"]
    again = town.client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_chain_that_is_away_is_503_once_the_list_has_ended(town: Town) -> None:
    certificate(town)
    path = "/body/VD-CERT/status/0/revocation"
    assert town.client.get(path).status_code == 200
    town.world.chain.down = True
    town.world.chain.ledger.now += FRESH_SECONDS
    assert town.client.get(path).status_code == 200
    town.world.chain.ledger.now += LIFE_SECONDS
    answer = town.client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (503, "CHAIN_UNREACHABLE")
    assert town.client.get("/body/VD-CERT/did.json").status_code == 503


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/body/VD-NEIN/status/0/revocation", 404),
        ("/body/VD-CERT/status/7/revocation", 404),
        ("/body/VD-CERT/status/0/refresh", 400),
        ("/body/VD-CERT/status/-1/revocation", 400),
        ("/body/VD-CERT/status/100000/revocation", 400),
        ("/body/VD-NEIN/did.json", 404),
        ("/body/%00/did.json", 400),
    ],
)
def test_what_is_not_published(town: Town, path: str, status: int) -> None:
    answer = town.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_without_a_key_of_its_own_the_registry_says_so(town: Town) -> None:
    def no_key() -> None:
        raise EvidenceError("REGISTRY_KEY_MISSING")

    publishing = make_publishing(publish_deps(town.world, signer=no_key))
    deps = replace(ApiWorld().deps(), publishing=publishing)
    with TestClient(create_app(deps)) as client:
        for path in ("/.well-known/did.json", "/body/VD-CERT/status/0/revocation"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (503, "REGISTRY_KEY_MISSING")


def test_all_of_it_is_documented(town: Town) -> None:
    paths = town.client.get("/api/v1/openapi.json").json()["paths"]
    status = paths["/body/{body}/status/{number}/{purpose}"]["get"]
    assert list(status["responses"]["200"]["content"]) == ["application/vc+jwt"]
    assert {"/.well-known/did.json", "/body/{body}/did.json", "/s/{token}"} <= set(paths)
    assert list(paths["/s/{token}"]) == ["post"]


def test_did_document_of_a_body(town: Town) -> None:
    certificate(town)
    answer = town.client.get("/body/VD-CERT/did.json")
    assert answer.headers["content-type"] == "application/did+json"
    assert answer.json()["id"] == "did:web:antin.example.vn:body:VD-CERT"
    assert len(answer.json()["assertionMethod"]) == 1


def test_a_link_opens_the_exact_file_as_often_as_it_says(town: Town) -> None:
    link = town.share(calibration(town), uses=2)
    for _ in range(2):
        answer = town.client.post(link)
        assert (answer.status_code, answer.content) == (200, DCC)
        assert answer.headers["content-type"] == "application/xml"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["content-disposition"].endswith('.xml"')
    assert town.client.post(link).status_code == 404


def test_looking_counts_nothing(town: Town) -> None:
    link = town.share(calibration(town), uses=1)
    for _ in range(5):
        assert town.client.get(link, headers=PEOPLE).status_code == 200
        assert town.client.head(link).status_code == 200
    (view,) = list_shares(town.world.stores[-1])
    assert view.uses == 0
    assert town.client.post(link).status_code == 200


@pytest.mark.parametrize(("lang", "word"), [("vi", "Tải tệp"), ("en", "Download the file")])
def test_page_in_either_language_with_a_button(town: Town, lang: str, word: str) -> None:
    link = town.share(calibration(town))
    answer = town.client.get(f"{link}?lang={lang}", headers=PEOPLE)
    page = html.fromstring(answer.text)
    (form,) = page.findall(".//form")
    assert (form.get("method"), form.get("action")) == ("post", "")
    assert form.findtext(".//button") == word
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"


def test_every_link_that_opens_nothing_looks_alike(town: Town) -> None:
    code = calibration(town)
    used, revoked, ended = (town.share(code, uses=1, seed=seed) for seed in (b"1", b"2", b"3"))
    town.client.post(used)
    store = town.world.stores[-1]
    revoke_share(2, store=store, clock=town.world)
    now = town.world.chain.ledger.now
    town.world.chain.ledger.now += DAY
    answers = []
    for link in (used, revoked, ended, "/s/" + "A" * 43, "/s/short", "/s/" + "%C3%A9" * 20):
        for ask in (town.client.get, town.client.post):
            answer = ask(link)
            kept = {k: v for k, v in answer.headers.items() if k != "content-length"}
            answers.append((answer.status_code, answer.content, tuple(sorted(kept.items()))))
    assert len(set(answers)) == 1
    assert answers[0][0] == 404
    town.world.chain.ledger.now = now
    assert town.client.post(ended).status_code == 200


def test_confidential_file_opens_by_no_other_address(town: Town) -> None:
    code = calibration(town)
    town.share(code)
    for path in (f"/s/{code}", "/s/1", "/s/"):
        assert town.client.post(path).status_code in (404, 405)


def test_token_reaches_no_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    link = town.share(calibration(town))
    token = link.removeprefix("/s/")
    with town.world.stores[-1].reading() as work:
        (share,) = work.shares.all()
    assert token.encode() not in share.token_hash

    def broken(_token: str) -> None:
        raise RuntimeError("unexpected")

    with caplog.at_level(logging.DEBUG, logger="registry"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("registry.service.shares.ShareDesk.take", lambda _self, token: broken(token))
        assert town.client.post(link).status_code == 500
    assert "/s/{token}" in caplog.text
    assert token not in caplog.text
