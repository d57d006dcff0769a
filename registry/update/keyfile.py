# SPDX-License-Identifier: Apache-2.0
"""The public half of a holder's key, as a small file that the holder hands to the authority's office."""

import rfc8785
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from securesystemslib.signer import SSlibKey

from registry.core.strict_json import loads
from registry.errors import InputError
from registry.update.metadata import public_key

MAX_KEY_BYTES = 4_096
_FORMAT = "antin-trust-key"


def public_file(key: ec.EllipticCurvePublicKey) -> bytes:
    """``{format, keyid, public}`` in one byte form; ``public`` is the PEM of the key."""
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return rfc8785.dumps({"format": _FORMAT, "keyid": public_key(key).keyid, "public": pem})


def read_public(data: bytes, where: str) -> SSlibKey:
    """The key. Raises ``InputError`` TRUST_KEY_FORM naming the file."""
    try:
        value = loads(data, limit=MAX_KEY_BYTES)
        key = load_pem_public_key(value["public"].encode())
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise TypeError("another kind of key")
        if public_file(key) != data:
            raise ValueError("another form")
    except (InputError, LookupError, TypeError, AttributeError, ValueError, UnsupportedAlgorithm) as error:
        raise InputError("TRUST_KEY_FORM", where, key=where) from error
    return public_key(key)
