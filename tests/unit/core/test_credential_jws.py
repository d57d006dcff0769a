# SPDX-License-Identifier: Apache-2.0
"""Signing: what the signer may not do, and what is too large. Reading is covered by the vectors."""

import json

import pytest

from registry.core import base64url
from registry.core import constants as c
from registry.core.credential import build_payload, parse_credential, sign_credential
from registry.core.hashing import sha256
from registry.errors import InputError, InternalError
from tests.unit.core import samples as s


class Careless(s.Key):
    """Signs with another key than it names."""

    def sign(self, message: bytes) -> bytes:
        return s.Key(99).sign(message)


class Der(s.Key):
    """Returns a signature of another length, as an HSM that speaks DER would."""

    def sign(self, message: bytes) -> bytes:
        return super().sign(message) + b"\0"


def test_the_header_is_exact() -> None:
    key = s.Key()
    header = base64url.decode(sign_credential(s.conformity_payload(), key).split(b".")[0].decode())
    kid = base64url.encode(key.jwk.thumbprint())
    assert header.decode() == f'{{"alg":"ES256","cty":"vc","kid":"{kid}","typ":"vc+jwt"}}'


def test_what_is_signed_is_what_is_read() -> None:
    payload, key = s.conformity_payload(), s.Key()
    jws = sign_credential(payload, key)
    credential = parse_credential(jws)
    assert credential.payload == payload
    assert credential.jws is jws
    assert key.jwk.verifies(credential.signature, credential.signing_input)
    assert jws.startswith(credential.signing_input + b".")
    assert json.loads(base64url.decode(jws.split(b".")[1].decode())) == payload


@pytest.mark.parametrize("signer", [Careless(), Der()])
def test_a_signature_that_is_not_the_key_s(signer: s.Key) -> None:
    with pytest.raises(InternalError, match="CREDENTIAL_SIGNER"):
        sign_credential(s.conformity_payload(), signer)


def test_a_credential_of_the_largest_size_is_read_and_a_larger_one_not_written() -> None:
    payload, key = s.conformity_payload(), s.Key()
    spare = (c.MAX_CREDENTIAL_BYTES - len(sign_credential(payload, key))) * 3 // 4
    payload["x"] = "a" * (spare - 16)
    jws = sign_credential(payload, key)
    assert c.MAX_CREDENTIAL_BYTES - 32 < len(jws) <= c.MAX_CREDENTIAL_BYTES
    assert parse_credential(jws).payload == payload
    payload["x"] = "a" * (spare + 16)
    with pytest.raises(InputError, match="CREDENTIAL_TOO_LARGE"):
        sign_credential(payload, key)
    with pytest.raises(InputError, match="at most"):
        parse_credential(jws + b"A" * 64)


def test_many_products_are_refused_with_a_remedy() -> None:
    product = {**s.CONFORMITY["products"][0], "characteristics": {"vi": "x" * 3_000}}
    payload = build_payload(s.conformity(products=[product] * 200), s.context())
    with pytest.raises(InputError, match="CREDENTIAL_TOO_LARGE") as caught:
        sign_credential(payload, s.Key())
    assert caught.value.remedy("vi")


def test_the_digest_is_over_the_exact_bytes() -> None:
    one, two = (s.signed(s.conformity_payload(), s.Key(i)) for i in (1, 2))
    assert one.payload == two.payload
    assert sha256(one.jws) != sha256(two.jws)


def test_signed_texts_cannot_steer_a_terminal_or_a_page() -> None:
    """Lines are the credential's own, in texts of several paragraphs; nothing else invisible is read."""
    for text in ("hai\ndòng", "hai\u00a0từ"):
        payload = s.conformity_payload()
        payload["credentialSubject"]["antinDetails"]["scope_text"] = {"vi": text}
        assert parse_credential(sign_credential(payload, s.Key()))
    for char in ("\x1b", "\r", "\u200d", "\u202e", "\u2029"):
        payload = s.conformity_payload()
        payload["issuer"]["name"] = f"Trung tâm{char}Ví Dụ"
        with pytest.raises(InputError, match="CREDENTIAL_FORMAT"):
            parse_credential(sign_credential(payload, s.Key()))
