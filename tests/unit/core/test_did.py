# SPDX-License-Identifier: Apache-2.0
"""DID documents and kinds of files."""

import json

import pytest

from registry.core.credential.addresses import body_did
from registry.core.did import DidKey, did_document, registry_did
from registry.core.media_type import media_type_of
from tests.unit.core.samples import Key


def test_port_is_escaped_in_the_registry_name() -> None:
    assert registry_did("https://antin.example.vn") == "did:web:antin.example.vn"
    assert registry_did("http://127.0.0.1:8080") == "did:web:127.0.0.1%3A8080"


def test_document_lists_every_key_and_lets_good_ones_assert() -> None:
    did = body_did("https://antin.example.vn", "VD-CERT")
    good, bad = DidKey(Key(1).jwk, asserts=True), DidKey(Key(2).jwk, asserts=False, revoked=1_795_348_800)
    document = json.loads(did_document(did, [good, bad]))
    assert document["id"] == did == "did:web:antin.example.vn:body:VD-CERT"
    assert document["assertionMethod"] == [f"{did}#{good.kid}"]
    first, second = document["verificationMethod"]
    assert first == {
        "id": f"{did}#{good.kid}", "type": "JsonWebKey", "controller": did,
        "publicKeyJwk": {**Key(1).jwk.to_mapping(), "kid": good.kid, "alg": "ES256"},
    }  # fmt: skip
    assert second["revoked"] == "2026-11-22T12:00:00Z"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"<?xml version='1.0'?><a/>", "application/xml"),
        (b"\xef\xbb\xbf<?xml\tversion='1.0'?><a/>", "application/xml"),
        (b' {"a": 1.5}', "application/json"),
        (b"[1]", "application/json"),
        (b"{", "application/octet-stream"),
        (b'{"\xff": 1}', "application/octet-stream"),
        (b"[" * 100_000, "application/octet-stream"),
        (b"12", "application/octet-stream"),
        (b"<html>", "application/octet-stream"),
        (b"<?xmlish?>", "application/octet-stream"),
        (b" %PDF-1.7", "application/octet-stream"),
    ],
)
def test_media_type_follows_from_content(data: bytes, media_type: str) -> None:
    assert media_type_of(data) == media_type
