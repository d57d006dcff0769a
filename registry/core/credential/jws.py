# SPDX-License-Identifier: Apache-2.0
"""Compact JWS as ``vc+jwt`` (RFC 7515, VC-JOSE-COSE §3.1.1).

Header exactly ``{alg: ES256, cty: vc, kid, typ: vc+jwt}``; ``kid`` is the bare base64url thumbprint, and
there is no ``iss``: the issuer stands in the payload once. Written here rather than with a JOSE library:
those accept duplicate members and choose the algorithm from the header.
"""

import json
import unicodedata
from typing import Any

from registry.core import base64url
from registry.core.constants import MAX_CREDENTIAL_BYTES
from registry.core.credential.model import Credential, Signer
from registry.core.strict_json import loads, texts_of
from registry.core.text import has_invisible
from registry.core.types import Thumbprint
from registry.errors import InputError, InternalError, RegistryError

_MAX_HEADER_BYTES = 256
_HEADER = {"alg": "ES256", "cty": "vc", "typ": "vc+jwt"}


def sign_credential(payload: dict[str, Any], signer: Signer) -> bytes:
    """The compact JWS of ``payload``; these bytes are stored and never re-serialised.

    Raises ``InputError`` CREDENTIAL_TOO_LARGE, ``InternalError`` CREDENTIAL_SIGNER where the signature is
    not the key's own.
    """
    header = {**_HEADER, "kid": base64url.encode(signer.jwk.thumbprint())}
    signing_input = b".".join(payload_part(value) for value in (dict(sorted(header.items())), payload))
    if len(signing_input) + 87 > MAX_CREDENTIAL_BYTES:
        raise InputError("CREDENTIAL_TOO_LARGE", size=len(signing_input) + 87, limit=MAX_CREDENTIAL_BYTES)
    signature = signer.sign(signing_input)
    if not signer.jwk.verifies(signature, signing_input):
        raise InternalError("CREDENTIAL_SIGNER")
    return signing_input + b"." + base64url.encode(signature).encode("ascii")


def parse_credential(jws: bytes) -> Credential:
    """Take a compact JWS apart; the signature is for the caller to check against ``key_id``.

    Raises ``InputError`` CREDENTIAL_FORMAT: not three canonical base64url parts, another header, duplicate
    members, floats, text outside NFC or with
    invisible characters, or more than ``MAX_CREDENTIAL_BYTES``.
    """
    if len(jws) > MAX_CREDENTIAL_BYTES:
        raise _bad(f"{len(jws)} bytes, at most {MAX_CREDENTIAL_BYTES}")
    try:
        parts = jws.decode("ascii").split(".")
        if len(parts) != 3:
            raise _bad("not a compact JWS of three parts")
        header, payload, signature = (base64url.decode(part) for part in parts)
    except ValueError as error:
        raise _bad("its parts are not canonical base64url") from error
    if len(signature) != 64:
        raise _bad("the signature is not 64 bytes")
    key_id = _key_id(_load(header, _MAX_HEADER_BYTES))
    value = _load(payload, MAX_CREDENTIAL_BYTES)
    if not _plain(payload):
        _check_texts(value)
    return Credential(jws, key_id, value, jws.rpartition(b".")[0], signature)


def payload_part(value: dict[str, Any]) -> bytes:
    """Header or payload as they stand in the JWS."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64url.encode(text.encode()).encode("ascii")


def _load(data: bytes, limit: int) -> dict[str, Any]:
    try:
        value = loads(data, limit=limit)
    except RegistryError as error:
        raise _bad(str(error.params.get("reason", error.code))) from error
    if not isinstance(value, dict):
        raise _bad("header and payload must be JSON objects")
    return value


def _key_id(header: dict[str, Any]) -> Thumbprint:
    if {name: value for name, value in header.items() if name != "kid"} != _HEADER:
        raise _bad("the header is not {alg: ES256, cty: vc, kid, typ: vc+jwt}")
    try:
        kid = base64url.decode(header["kid"])
    except (KeyError, TypeError, ValueError) as error:
        raise _bad("kid is not base64url") from error
    if len(kid) != 32:
        raise _bad("kid is not a 32-byte thumbprint")
    return Thumbprint(kid)


def _plain(payload: bytes) -> bool:
    """Whether no text in it can be at fault: without an escape each stands in the payload as it is, and a part of
    a text in NFC is in NFC (UAX #15, §3).
    """
    text = payload.decode()
    return "\\" not in text and text.isprintable() and unicodedata.is_normalized("NFC", text)


def _check_texts(value: Any) -> None:
    for text in texts_of(value):
        if not unicodedata.is_normalized("NFC", text):
            raise _bad("a text is not in Unicode form NFC")
        if has_invisible(text, lines=True):
            raise _bad("a text holds an invisible character")


def _bad(reason: str) -> InputError:
    return InputError("CREDENTIAL_FORMAT", reason=reason)
