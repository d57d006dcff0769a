# SPDX-License-Identifier: Apache-2.0
"""Public keys: read strictly, named by their RFC 7638 thumbprint."""

import hashlib
import json
from typing import Any

import pytest

from registry.core import base64url
from registry.core.jwk import PublicJwk
from registry.errors import InputError
from tests.unit.core.samples import P256_ORDER, Key

KEY = Key(5)
JWK = KEY.jwk.to_mapping()


def test_round_trip() -> None:
    assert PublicJwk.from_mapping(JWK) == KEY.jwk


def test_thumbprint_hashes_the_members_in_order() -> None:
    text = json.dumps(JWK, sort_keys=True, separators=(",", ":"))
    assert KEY.jwk.thumbprint() == hashlib.sha256(text.encode()).digest()


@pytest.mark.parametrize(
    "changes",
    [
        {"kid": "1"},
        {"d": "A" * 43},
        {"alg": "ES256"},
        {"crv": "secp256k1"},
        {"crv": ["P-256"]},
        {"kty": "OKP"},
        {"x": JWK["x"] + "="},
        {"x": JWK["x"][:-1] + ("B" if JWK["x"][-1] == "A" else JWK["x"][-1] + "A")},
        {"x": base64url.encode(bytes(31))},
        {"x": base64url.encode(bytes(33))},
        {"x": 7},
        {"x": None},
        {"x": "é" * 43},
        {"x": JWK["y"], "y": JWK["x"]},
        {"x": base64url.encode(bytes(32)), "y": base64url.encode(bytes(32))},
        {"x": base64url.encode(b"\xff" * 32)},
    ],
    ids=str,
)
def test_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="JWK_FORMAT"):
        PublicJwk.from_mapping({**JWK, **changes})


@pytest.mark.parametrize("value", [None, [], "x", {}, {k: v for k, v in JWK.items() if k != "y"}])
def test_not_a_key_at_all(value: Any) -> None:
    with pytest.raises(InputError, match="JWK_FORMAT"):
        PublicJwk.from_mapping(value)


def test_signatures() -> None:
    signature = KEY.sign(b"message")
    assert KEY.jwk.verifies(signature, b"message")
    assert not KEY.jwk.verifies(signature, b"massage")
    assert not Key(6).jwk.verifies(signature, b"message")


@pytest.mark.parametrize("size", [0, 63, 65, 128])
def test_a_signature_has_64_bytes(size: int) -> None:
    assert not KEY.jwk.verifies(bytes(size), b"message")


def test_zero_and_overlarge_halves_are_no_signature() -> None:
    signature = KEY.sign(b"message")
    order = P256_ORDER.to_bytes(32, "big")
    for wrong in (bytes(64), bytes(32) + signature[32:], signature[:32] + bytes(32), order + signature[32:]):
        assert not KEY.jwk.verifies(wrong, b"message")
