# SPDX-License-Identifier: Apache-2.0
"""Other people's JOSE: a library reads ours, and our keys verify a published credential."""

import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from registry.core import base64url
from registry.core.credential import parse_credential, sign_credential
from registry.core.jwk import PublicJwk
from registry.errors import InputError
from tests.support import shared
from tests.unit.core import samples as s


def _public(jwk: PublicJwk) -> ECKey:
    return ECKey.import_key({**jwk.to_mapping()})


@pytest.mark.parametrize("payload", [s.conformity_payload(), s.calibration_payload()])
def test_joserfc_verifies_our_credentials(payload: dict[str, object]) -> None:
    key = s.Key(7)
    read = jws.deserialize_compact(sign_credential(payload, key), _public(key.jwk), algorithms=["ES256"])
    assert json.loads(read.payload) == payload
    assert read.headers()["typ"] == "vc+jwt"


def test_we_read_what_joserfc_signs() -> None:
    key = s.Key(7)
    kid = base64url.encode(key.jwk.thumbprint())
    header = {"alg": "ES256", "cty": "vc", "kid": kid, "typ": "vc+jwt"}
    payload = json.dumps(s.conformity_payload(), ensure_ascii=False).encode()
    token = jws.serialize_compact(header, payload, ECKey.import_key(key.private_key), algorithms=["ES256"])
    credential = parse_credential(token.encode())
    assert key.jwk.verifies(credential.signature, credential.signing_input)


def test_thumbprints_agree_with_joserfc() -> None:
    for secret in range(1, 20):
        jwk = s.Key(secret).jwk
        assert _public(jwk).thumbprint() == base64url.encode(jwk.thumbprint())


def test_rfc_7515_appendix_a_3() -> None:
    """The published ES256 example: its key verifies it, and no changed input."""
    jwk = PublicJwk.from_mapping(
        {
            "kty": "EC",
            "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        }
    )
    signing_input = (
        b"eyJhbGciOiJFUzI1NiJ9"
        b".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    )
    signature = base64url.decode(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    )
    assert jwk.verifies(signature, signing_input)
    assert not jwk.verifies(signature, signing_input[:-1] + b"R")


@pytest.mark.external
def test_a_published_credential_verifies_but_is_not_of_this_registry() -> None:
    folder = shared("untp/v0.7.0")
    token = (folder / "stameq_conformity_sample.vc.jwt").read_text().strip()
    published = json.loads((folder / "stameq_test_public_jwk.json").read_bytes())["vc+jwt_ES256"]
    jwk = PublicJwk.from_mapping({name: published[name] for name in ("crv", "kty", "x", "y")})
    signing_input, _, signature = token.rpartition(".")
    assert jwk.verifies(base64url.decode(signature), signing_input.encode())
    with pytest.raises(InputError, match="CREDENTIAL_FORMAT"):
        parse_credential(token.encode())
