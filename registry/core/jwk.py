# SPDX-License-Identifier: Apache-2.0
"""P-256 public keys as JWK, and their RFC 7638 thumbprint, which is a credential key's id."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from msgspec import Struct

from registry.core import base64url
from registry.core.hashing import sha256
from registry.core.types import Thumbprint
from registry.errors import InputError


class PublicJwk(Struct, frozen=True):
    """An EC public key on P-256; ``x`` and ``y`` are 32 bytes each."""

    x: bytes
    y: bytes

    @classmethod
    def from_mapping(cls, jwk: Any) -> "PublicJwk":
        """Read ``{crv, kty, x, y}`` and nothing else. Raises ``InputError`` JWK_FORMAT."""
        if not isinstance(jwk, Mapping) or set(jwk) != {"crv", "kty", "x", "y"}:
            raise InputError("JWK_FORMAT", reason="members must be crv, kty, x, y")
        if jwk["kty"] != "EC" or jwk["crv"] != "P-256":
            raise InputError("JWK_FORMAT", reason="kty must be EC and crv P-256")
        try:
            x, y = (base64url.decode(jwk[name]) for name in ("x", "y"))
        except (ValueError, TypeError) as error:
            raise InputError("JWK_FORMAT", reason="x or y is not base64url") from error
        if len(x) != 32 or len(y) != 32:
            raise InputError("JWK_FORMAT", reason="x and y must be 32 bytes")
        key = cls(x, y)
        _loaded(key)
        return key

    @classmethod
    def from_public_key(cls, key: ec.EllipticCurvePublicKey) -> "PublicJwk":
        """From a ``cryptography`` key on P-256."""
        numbers = key.public_numbers()
        return cls(numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big"))

    def to_mapping(self) -> dict[str, str]:
        """``{crv, kty, x, y}`` with base64url coordinates."""
        return {"crv": "P-256", "kty": "EC", "x": base64url.encode(self.x), "y": base64url.encode(self.y)}

    def thumbprint(self) -> Thumbprint:
        """RFC 7638 §3: SHA-256 over the required members in lexicographic order."""
        m = self.to_mapping()
        text = f'{{"crv":"{m["crv"]}","kty":"{m["kty"]}","x":"{m["x"]}","y":"{m["y"]}"}}'
        return Thumbprint(sha256(text.encode("ascii")))

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether ``signature`` (r || s, 64 bytes, RFC 7518 §3.4) is this key's ES256 over ``message``."""
        if len(signature) != 64:
            return False
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        try:
            _loaded(self).verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


@lru_cache(maxsize=32)
def _loaded(key: PublicJwk) -> ec.EllipticCurvePublicKey:
    """Kept, since one verification uses a key three times and reading it takes as long as half a signature."""
    x, y = int.from_bytes(key.x, "big"), int.from_bytes(key.y, "big")
    try:
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except ValueError as error:
        raise InputError("JWK_FORMAT", reason="the point is not on the curve") from error
