# SPDX-License-Identifier: Apache-2.0
"""What a registry publishes, through the command and the service, on a real node: files bound after issue, status
lists, DID documents, share links.
"""

import io
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from registry.cli.serve import service_of
from registry.core.credential import parse_credential
from registry.core.status_list import bit_at, decode_list
from registry.core.types import Code
from registry.demo.bodies import LABORATORY
from registry.service.bundle import bundle_of
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import Ran, Town

REASON = ("--reason", "10")


def issued(town: Town, folder: Path) -> str:
    """The code of a new certificate."""
    body = town.body().code
    path = roster(folder / "roster.xlsx", [papers(body)[RICE_COOKER]])
    ran = town.call("issue", path, "--body", body, "--json")
    assert ran.exit_code == 0, ran.err
    return str(ran.json()["certificates"][0]["code"])


def printed(town: Town, folder: Path, code: str) -> Path:
    """The certificate's QR picture on a PDF page."""
    assert town.call("qr", code, "--out", folder / "qr").exit_code == 0
    (picture,) = (folder / "qr").glob("*.png")
    page = Image.new("RGB", (800, 1100), "white")
    page.paste(Image.open(picture).convert("RGB"), (40, 40))
    out = io.BytesIO()
    page.save(out, "PDF")
    target = folder / "giay.pdf"
    target.write_bytes(out.getvalue())
    return target


def ok(ran: Ran) -> dict[str, Any]:
    assert ran.exit_code == 0, ran.err
    return ran.json()


def test_a_pdf_is_bound_found_by_its_bytes_and_let_go(town: Town, tmp_path: Path) -> None:
    code = issued(town, tmp_path)
    pdf = printed(town, tmp_path, code)
    before = ok_or_exit(town.call("verify", pdf, "--json"), 2)
    assert before["verdict"] == "INDETERMINATE"
    (file,) = ok(town.call("attach", code, pdf, "--language", "vi", "--json"))["files"]
    assert (file["media_type"], file["attached_now"]) == ("application/pdf", True)
    assert ok(town.call("verify", pdf, "--json"))["checks"][10]["code"] == "FILES_OK"
    (again,) = ok(town.call("attach", code, pdf, "--json"))["files"]
    assert (again["leaf"], again["attached_now"]) == (file["leaf"], False)
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(pdf.read_bytes() + b"\n")
    assert ok_or_exit(town.call("verify", changed, "--json"), 2)["verdict"] == "INDETERMINATE"
    assert town.call("attach", code, pdf, "--withdraw", *REASON, "--json").exit_code == 64
    town.next_second()
    assert ok(town.call("attach", code, pdf, "--withdraw", *REASON, "--yes", "--json"))["withdrawn"]
    after = ok_or_exit(town.call("verify", pdf, "--json"), 2)
    assert after["checks"][10]["code"] == "FILE_STATEMENT_WITHDRAWN"
    assert town.call("verify", code, "--json").exit_code == 0
    assert town.call("attach", code, pdf, "--json").code == "FILE_TAKEN_BACK"


def ok_or_exit(ran: Ran, exit_code: int) -> dict[str, Any]:
    assert ran.exit_code == exit_code, ran.err
    return ran.json()


def test_a_file_is_attached_with_the_key_that_signed_the_certificate(town: Town, tmp_path: Path) -> None:
    code = issued(town, tmp_path)
    with town.place.store.reading() as work:
        row = work.certificates.by_code(Code(code))
    assert row is not None
    town.place.keyring.create_credential_key(row.body)
    file = tmp_path / "later.json"
    file.write_text('{"later": true}')
    ok(town.call("attach", code, file, "--json"))
    assert ok(town.call("verify", file, "--json"))["verdict"] == "VALID"


def test_status_list_and_did_documents_of_the_running_service(town: Town, tmp_path: Path) -> None:
    code = issued(town, tmp_path)
    with TestClient(service_of(town.place)) as client:
        bundle = client.get(f"/api/v1/certificates/{code}/bundle").content
        assert bundle == bundle_of(Code(code), store=town.place.store)
        with town.place.store.reading() as work:
            row = work.certificates.by_code(Code(code))
        assert row is not None
        entry = parse_credential(row.jws).payload["credentialStatus"]
        path = entry["statusListCredential"].split("antin.example.vn", 1)[1]
        ok(town.call("status", "set", code, "suspended", "--reason", "1", "--yes", "--json"))
        bits = {}
        for purpose in ("revocation", "suspension"):
            answer = client.get(path.replace("revocation", purpose))
            assert answer.status_code == 200, answer.text
            payload = parse_credential(answer.content).payload
            bits[purpose] = bit_at(
                decode_list(payload["credentialSubject"]["encodedList"]), int(entry["statusListIndex"])
            )
        assert bits == {"revocation": False, "suspension": True}
        registry = client.get("/.well-known/did.json").json()
        assert registry["id"] == payload["issuer"] == "did:web:antin.example.vn"
        body = client.get(f"/body/{row.body}/did.json").json()
        issuer = parse_credential(row.jws).payload["issuer"]
        assert body["id"] == (issuer["id"] if isinstance(issuer, dict) else issuer)
        assert len(body["assertionMethod"]) == 1


def test_a_dcc_is_shared_by_a_link_and_by_nothing_else(town: Town, tmp_path: Path) -> None:
    sample = files("registry.samples").joinpath("vn_pressure_gauge_dcc_3.3.0.xml").read_bytes()
    laboratory = town.body(LABORATORY)
    path = tmp_path / "dcc.xml"
    path.write_bytes(sample)
    ran = town.call("issue", path, "--body", laboratory.code, "--json")
    if ran.exit_code != 0:
        pytest.fail(ran.err)
    code = ran.json()["certificates"][0]["code"]
    made = ok(town.call("share", code, "--days", "1", "--uses", "1", "--json"))
    link = made["url"].split("antin.example.vn", 1)[1]
    with TestClient(service_of(town.place)) as client:
        assert client.get(link, headers={"accept": "text/html"}).status_code == 200
        assert client.post(link).content == sample
        assert client.post(link).status_code == 404
    (row,) = [s for s in ok(town.call("share", "list", "--json"))["shares"] if s["code"] == code]
    assert (row["uses"], row["max_uses"]) == (1, 1)
    ok(town.call("share", "revoke", row["share"], "--json"))
    assert town.call("share", code, "--days", "0", "--json").code == "SHARE_LIMITS"
