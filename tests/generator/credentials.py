# SPDX-License-Identifier: Apache-2.0
"""Credentials as compact JWS: whole ones with everything that follows from them, and broken ones.

``expected`` holds for each stage in turn: ``error`` if the JWS cannot be taken apart; else whether the
``signature_holds``, the ``summary`` (or ``summary_error``), and the members that ``disagree``.
"""

import copy
import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from registry.core import base64url
from registry.core.credential import (
    antin_context,
    build_payload,
    parse_credential,
    sign_credential,
    summary_of,
    untp_disagreements,
)
from registry.core.summary import encode_summary
from registry.errors import InputError
from tests.generator.mutate import flip
from tests.unit.core import samples as s

SUBJECT = "credentialSubject"


def context() -> dict[str, Any]:
    return antin_context()


def vectors() -> list[dict[str, Any]]:
    key = s.Key(3)
    whole = [_described(desc, sign_credential(payload, key), True) for desc, payload in good()]
    contradictory = [_described(desc, sign_credential(p, key), True) for desc, p in _contradictory()]
    foreign = _described("signed by another key", _resigned(s.conformity_payload()), False)
    unreadable = [
        {"desc": desc, "jws": jws.decode("latin-1"), "expected": {"error": "CREDENTIAL_FORMAT"}}
        for desc, jws in _unreadable()
    ]
    jwk = key.jwk.to_mapping()
    return [{**vector, "jwk": jwk} for vector in (*whole, foreign, *contradictory, *unreadable)]


def _described(desc: str, jws: bytes, signature_holds: bool) -> dict[str, Any]:
    credential = parse_credential(jws)
    expected: dict[str, Any] = {"signature_holds": signature_holds}
    try:
        expected["summary"] = encode_summary(summary_of(credential)).hex()
    except InputError as error:
        expected["summary_error"] = error.code
    expected["disagree"] = untp_disagreements(credential)
    return {"desc": desc, "jws": jws.decode("ascii"), "expected": expected}


def _resigned(payload: dict[str, Any]) -> bytes:
    """Another key's signature under the first key's name."""
    mine, other = sign_credential(payload, s.Key(3)), s.Key(4)
    signing_input = mine.rpartition(b".")[0]
    return signing_input + b"." + base64url.encode(other.sign(signing_input)).encode()


def good() -> list[tuple[str, dict[str, Any]]]:
    lot = {
        "number": "LOT-EX-0926",
        "quantity": "12000",
        "unit": "chiếc",
        "declaration_number": "000000000001",
    }
    units = {"method": 8, "validity": None, "surveillance": None}
    local = {"public_url": "http://127.0.0.1:8000", "status_index": 131_072 + 5}
    tcvn = {"scheme": "hop_chuan", "mark": "CS", "risk": None, "norms": [{"code": "TCVN 6396-20:2017"}]}
    return [
        ("hợp quy, method 5", s.conformity_payload()),
        ("hợp chuẩn", build_payload(s.conformity(**tcvn), s.context(scopes=("TCVN 6396-20:2017",)))),
        (
            "a lot, method 7",
            build_payload(s.conformity(**{**units, "method": 7}, lot=lot), s.context()),
        ),
        ("one unit", build_payload(s.conformity(**units, serials=["SN-1"]), s.context())),
        (
            "fifty units",
            build_payload(s.conformity(**units, serials=[f"SN-{i}" for i in range(1, 51)]), s.context()),
        ),
        (
            "a later revision on a development host",
            build_payload(
                s.conformity(revision=1, change="correction"), s.context(previous_leaf=b"\x22" * 32, **local)
            ),
        ),
        ("calibration", s.calibration_payload()),
    ]


def _contradictory() -> Iterator[tuple[str, dict[str, Any]]]:
    """Payloads that say two things; each is signed, so only the comparison can find it."""
    for desc, change in _CHANGES:
        payload = copy.deepcopy(s.conformity_payload())
        change(payload)
        yield desc, payload
    payload = copy.deepcopy(s.calibration_payload())
    link = payload[SUBJECT]["conformityCertificate"]
    link["digestMultibase"] = link["digestMultibase"][:-1] + "w"
    yield "calibration: the DCC's digest changed in one place", payload
    payload = copy.deepcopy(s.calibration_payload())
    payload[SUBJECT]["issuedToParty"]["name"] = "Nhà máy mẫu"
    yield "calibration: the customer named", payload
    payload = copy.deepcopy(s.calibration_payload())
    payload[SUBJECT]["antin"]["holder"] = "Nhà máy mẫu"
    yield "calibration: a holder", payload


def _set(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        target: Any = payload
        for name in path[:-1]:
            target = target[name]
        target[path[-1]] = to

    return change


def _drop(*path: str) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        target: Any = payload
        for name in path[:-1]:
            target = target[name]
        del target[path[-1]]

    return change


_ANTIN = (SUBJECT, "antin")
_ASSESSMENT = (SUBJECT, "conformityAssessment", 0)
_CHANGES: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("number in antin only", _set(*_ANTIN, "number", to="VD-CERT/HQ-2026-000124")),
    ("number in the name only", _set("name", to="Giấy chứng nhận hợp quy số 1")),
    ("another body's DID", _set("issuer", "id", to="did:web:antin.example.vn:body:VD-CERT-2")),
    ("another host's DID", _set("issuer", "id", to="did:web:evil.example:body:VD-CERT")),
    ("valid one day longer", _set("validUntil", to="2029-07-16T00:00:00+07:00")),
    ("the same instant in UTC", _set("validFrom", to="2026-07-14T17:00:00Z")),
    ("validUntil dropped", _drop("validUntil")),
    ("validity dropped from antin", _drop(*_ANTIN, "validity")),
    ("another product name", _set(SUBJECT, "name", to="Ấm điện")),
    ("another holder", _set(SUBJECT, "issuedToParty", "name", to="Công ty khác")),
    ("another model", _set(*_ANTIN, "subject", "model", to="VD-RC18A")),
    ("a norm outside the scopes", _set(*_ANTIN, "scopes", to=["ĐKHĐ chứng nhận sản phẩm"])),
    ("another regulation", _set(*_ASSESSMENT, "referenceRegulation", 0, "name", to="QCVN 9:2012/BKHCN")),
    ("not conformant", _set(*_ASSESSMENT, "conformance", to=False)),
    ("conformant as a number", _set(*_ASSESSMENT, "conformance", to=1)),
    ("a calibration by type", _set(SUBJECT, "attestationType", to="calibration")),
    ("another status purpose", _set("credentialStatus", "statusPurpose", to="message")),
    ("a status index as text", _set("credentialStatus", "statusListIndex", to="94567")),
    ("another body's status list", _set("credentialStatus", "statusListCredential", to="https://antin.example.vn/body/X/status/0/revocation")),
    ("two status entries", _set("credentialStatus", to=[])),
    ("an unknown member of antin", _set(*_ANTIN, "note", to="x")),
    ("an unknown member of antinDetails", _set(SUBJECT, "antinDetails", "note", to="x")),
    ("an unknown member of the credential", _set("proof", to={})),
    ("a fourth context", _set("@context", to=["https://www.w3.org/ns/credentials/v2", "https://evil.example/"])),
    ("antin missing", _drop(*_ANTIN)),
    ("antinDetails missing", _drop(SUBJECT, "antinDetails")),
    ("an impossible day", _set(*_ANTIN, "issued", to="2026-02-30")),
    ("grants in the wrong order", _set(*_ANTIN, "grants", to=[4, 1])),
    ("revision 1 without its previous leaf", _set(*_ANTIN, "revision", to=1)),
    ("revision true", _set(*_ANTIN, "revision", to=True)),
]  # fmt: skip


def _unreadable() -> Iterator[tuple[str, bytes]]:
    good = sign_credential(s.conformity_payload(), s.Key(3))
    header, payload, signature = good.split(b".")
    yield "empty", b""
    yield "two parts", header + b"." + payload
    yield "four parts", good + b"."
    yield "padding", good + b"=="
    yield "white space behind", good + b"\n"
    yield "a letter outside ASCII", good[:-1] + "é".encode()
    yield "spare bits of the signature", good[:-1] + bytes([flip(good, len(good) - 1)[-1]])
    yield "a signature of 63 bytes", header + b"." + payload + b"." + b"A" * 84
    yield "no signature", header + b"." + payload + b"."
    for desc, text in _headers(base64url.decode(header.decode())):
        yield desc, _encoded(text) + b"." + payload + b"." + signature
    for desc, text in _payloads():
        yield desc, header + b"." + _encoded(text) + b"." + signature


def _headers(good: bytes) -> Iterator[tuple[str, str]]:
    text = good.decode()
    fields = json.loads(good)
    for desc, changes in (
        ("alg none", {"alg": "none"}),
        ("alg ES384", {"alg": "ES384"}),
        ("typ JWT", {"typ": "JWT"}),
        ("cty missing", {"cty": None}),
        ("a header with iss", {"iss": "did:web:antin.example.vn:body:VD-CERT"}),
        ("a header with its own key", {"jwk": {}}),
        ("a header with crit", {"crit": ["exp"]}),
        ("kid as a DID URL", {"kid": "did:web:antin.example.vn:body:VD-CERT#key-1"}),
        ("kid of 31 bytes", {"kid": base64url.encode(bytes(31))}),
        ("no kid", {"kid": None}),
    ):
        yield desc, json.dumps({k: v for k, v in {**fields, **changes}.items() if v is not None})
    yield "alg twice", text.replace('"cty"', '"alg":"ES256","cty"')
    yield "a header that is a list", "[]"


def _payloads() -> Iterator[tuple[str, str]]:
    text = json.dumps(s.conformity_payload(), ensure_ascii=False)
    yield "a payload that is a list", "[]"
    yield "a payload that is no JSON", text[:-1]
    yield "a member twice", text.replace('"method": 5', '"method": 5, "method": 5')
    yield "a float", text.replace('"method": 5', '"method": 5.0')
    yield "NaN", text.replace('"method": 5', '"method": NaN')
    yield "a text in NFD", text.replace("Nồi", unicodedata.normalize("NFD", "Nồi"))
    yield "a lone surrogate", text.replace("Nồi", "\\ud800")
    yield "nested too deeply", "{" + '"a":{' * 40 + "}" * 41


def _encoded(text: str) -> bytes:
    return base64url.encode(text.encode()).encode()
