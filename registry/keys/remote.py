# SPDX-License-Identifier: Apache-2.0
"""An anchor key behind a remote signer (docs/spec/keys.md): it is sent the message, not a digest, and what it
answers is checked against the key's address.
"""

import re
from typing import Any

from registry.core.hashing import body_id
from registry.core.typed_digest import TypedDigest
from registry.core.typed_json import to_document
from registry.core.types import Address
from registry.errors import RefusedError, TransientError
from registry.keys.entries import RemotePlace
from registry.keys.recoverable import recover
from registry.keys.remote_http import exchange

VERSION = 1
_SIGNATURE = re.compile(r"0x([0-9a-f]{130})")
_WORD = re.compile(r"[A-Z][A-Z0-9_]{1,63}")


class RemoteAnchorSigner:
    """A secp256k1 anchor key elsewhere (``ports.keys.AnchorSigner``)."""

    __slots__ = ("_address", "_place")

    def __init__(self, place: RemotePlace, address: Address) -> None:
        self._place = place
        self._address = address

    def __repr__(self) -> str:
        return f"RemoteAnchorSigner({self._place.url!r}, 0x{self._address.hex()})"

    @property
    def address(self) -> Address:
        """The address of the key."""
        return self._address

    def sign_digest(self, digest: bytes) -> bytes:
        """R || s || v over a ``TypedDigest``.

        Raises ``RefusedError`` SIGNER_BLIND for bare bytes, SIGNER_REFUSED with the signer's reason,
        SIGNER_ANSWER where the answer is not this key's signature, ``TransientError`` SIGNER_UNREACHABLE.
        """
        if not isinstance(digest, TypedDigest):
            raise RefusedError("SIGNER_BLIND", self._place.url)
        question = {
            "version": VERSION, "purpose": "anchor", "key": "0x" + self._address.hex(),
            "digest": "0x" + digest.hex(), "request": to_document(digest),
        }  # fmt: skip
        answer = self._answer(*exchange(self._place, "POST", "/sign", question))
        match = _SIGNATURE.fullmatch(str(answer.get("signature")))
        signature = bytes.fromhex(match[1]) if match else b""
        if recover(digest, signature) != self._address:
            raise RefusedError("SIGNER_ANSWER", self._place.url, reason="not this key's signature")
        return signature

    def held_for(self, body: str) -> bool:
        """Whether the signer's keys are demo ones. Raises ``RefusedError`` SIGNER_KEY_MISSING unless it holds
        this key for ``body``; else as ``sign_digest``.
        """
        answer = self._answer(*exchange(self._place, "GET", "/keys"))
        wanted = {"address": "0x" + self._address.hex(), "body": "0x" + body_id(body).hex()}
        keys, demo = answer.get("keys"), answer.get("demo")
        if not isinstance(keys, list) or not isinstance(demo, bool):
            raise RefusedError("SIGNER_ANSWER", self._place.url, reason="no list of keys")
        if wanted not in keys:
            raise RefusedError("SIGNER_KEY_MISSING", self._place.url, address=wanted["address"], body=body)
        return demo

    def _answer(self, status: int, answer: Any) -> dict[str, Any]:
        if not isinstance(answer, dict):
            raise RefusedError("SIGNER_ANSWER", self._place.url, reason="not an object")
        if status == 200:
            return answer
        reason = str(answer.get("error", ""))
        member = str(answer.get("member", ""))
        reason = reason if _WORD.fullmatch(reason) else f"HTTP {status}"
        reason += f" ({member})" if re.fullmatch(r"[A-Za-z.\[\]0-9]{1,64}", member) else ""
        if status >= 500 or status == 429:
            raise TransientError("SIGNER_UNREACHABLE", self._place.url, reason=reason)
        raise RefusedError("SIGNER_REFUSED", self._place.url, reason=reason)
