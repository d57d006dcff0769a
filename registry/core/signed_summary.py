# SPDX-License-Identifier: Apache-2.0
"""The signed summary: COSE_Sign1 (RFC 9052 §4.2, tag 18) over summary bytes with the body's credential key.

Protected header ``{1: -7, 4: first 8 bytes of the key's thumbprint}``, unprotected empty, no external data.
Written here with cbor2: the whole structure is one array, and the reader must insist on its one byte form.
"""

from collections.abc import Callable
from typing import Any

import cbor2
from msgspec import Struct

from registry.core import strict_cbor
from registry.core.constants import MAX_SIGNED_SUMMARY_BYTES
from registry.core.types import Thumbprint
from registry.errors import InputError

COSE_SIGN1_TAG = 18
ES256 = -7
KEY_ID_BYTES = 8


class SignedSummary(Struct, frozen=True):
    """``key_id`` is the beginning of the signer's thumbprint; ``signature`` is r || s."""

    key_id: bytes
    summary: bytes
    signature: bytes

    def to_be_signed(self) -> bytes:
        """The Sig_structure (RFC 9052 §4.4) that the signature covers."""
        return sig_structure(self.key_id, self.summary)

    def to_bytes(self) -> bytes:
        """The tagged COSE_Sign1."""
        protected = _protected(self.key_id)
        array = [protected, {}, self.summary, self.signature]
        return strict_cbor.dumps(cbor2.CBORTag(COSE_SIGN1_TAG, array))


def sig_structure(key_id: bytes, summary: bytes) -> bytes:
    """Bytes to sign for ``summary`` by the key whose thumbprint begins with ``key_id``."""
    return strict_cbor.dumps(["Signature1", _protected(key_id), b"", summary])


def sign_summary(summary: bytes, thumbprint: Thumbprint, sign: Callable[[bytes], bytes]) -> SignedSummary:
    """Sign with ``sign``, which returns a 64-byte ES256 signature over the bytes it is given."""
    key_id = thumbprint[:KEY_ID_BYTES]
    return SignedSummary(key_id, summary, sign(sig_structure(key_id, summary)))


def parse_signed_summary(data: bytes) -> SignedSummary:
    """Read COSE_Sign1 bytes. Raises ``InputError`` SIGNED_SUMMARY_FORMAT for any other form."""
    if len(data) > MAX_SIGNED_SUMMARY_BYTES:
        raise _bad(f"{len(data)} bytes, at most {MAX_SIGNED_SUMMARY_BYTES}")
    try:
        value = strict_cbor.loads(data, tag=COSE_SIGN1_TAG)
    except strict_cbor.CborError as error:
        raise _bad(str(error)) from error
    if not isinstance(value, cbor2.CBORTag):
        raise _bad("not tagged COSE_Sign1")
    return _from_array(value.value)


def _from_array(array: Any) -> SignedSummary:
    if not isinstance(array, (list, tuple)) or len(array) != 4:
        raise _bad("not an array of four")
    protected, unprotected, summary, signature = array
    if type(protected) is not bytes or type(summary) is not bytes or type(signature) is not bytes:
        raise _bad("a member is not a byte string")
    # protected = {1: -7, 4: 8 bytes}: compare with the one allowed encoding instead of interpreting it.
    key_id = protected[-KEY_ID_BYTES:]
    if len(protected) < KEY_ID_BYTES or protected != _protected(key_id) or unprotected != {}:
        raise _bad("headers are not {1: -7, 4: 8 bytes} and empty")
    if len(signature) != 64:
        raise _bad("the signature is not 64 bytes")
    return SignedSummary(key_id, summary, signature)


# {1: -7, 4: 8 bytes} up to those bytes.
_PROTECTED = strict_cbor.dumps({1: ES256, 4: bytes(KEY_ID_BYTES)})[:-KEY_ID_BYTES]


def _protected(key_id: bytes) -> bytes:
    assert len(key_id) == KEY_ID_BYTES
    return _PROTECTED + key_id


def _bad(reason: str) -> InputError:
    return InputError("SIGNED_SUMMARY_FORMAT", reason=reason)
