# SPDX-License-Identifier: Apache-2.0
"""secp256k1 signatures as the contract reads them: low s, and the recovery id found by trying both."""

import coincurve

from registry.core.hashing import keccak256
from registry.core.types import Address

ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
"""Order of the group (SEC 2 §2.4.1)."""


def public_address(point: bytes) -> Address:
    """The address of an uncompressed point 04 || x || y: the last 20 bytes of keccak256(x || y)."""
    return Address(keccak256(point[1:])[12:])


def recover(digest: bytes, signature: bytes) -> Address | None:
    """Who made ``signature`` (r || s || v, low s, v 27 or 28); ``None`` where it is not one."""
    if len(signature) != 65 or signature[64] not in (27, 28):
        return None
    if int.from_bytes(signature[32:64], "big") > ORDER // 2:
        return None
    recoverable = signature[:64] + bytes([signature[64] - 27])
    try:
        key = coincurve.PublicKey.from_signature_and_message(recoverable, digest, hasher=None)
    except ValueError:
        return None
    return public_address(key.format(compressed=False))


def recoverable(raw: bytes, digest: bytes, address: Address) -> bytes | None:
    """From r || s, as a token gives it, to r || s || v by ``address``; ``None`` where the key is another.

    A token may give the upper s; n - s signs the same (SEC 1 §4.1.3), and only the lower is taken on chain.
    """
    s = int.from_bytes(raw[32:], "big")
    if len(raw) != 64 or not 0 < s < ORDER:
        return None
    low = min(s, ORDER - s)
    for v in (27, 28):
        signature = raw[:32] + low.to_bytes(32, "big") + bytes([v])
        if recover(digest, signature) == address:
            return signature
    return None
