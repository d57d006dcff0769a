# SPDX-License-Identifier: Apache-2.0
"""The remote signer's decision on one question: explain it, hold it against the policy, write it down, sign."""

import hmac
from collections.abc import Callable
from typing import Any

from registry.core import strict_json
from registry.core.hashing import body_id
from registry.core.typed_json import from_document
from registry.errors import InputError, RefusedError, RegistryError, TransientError
from registry.keys.keyring import KeyRing
from registry.keys.remote import VERSION
from registry.keys.remote_http import MAX_MESSAGE_BYTES
from registry.keys.signer_log import SignerLog
from registry.keys.signer_policy import SignerPolicy

Answer = tuple[int, dict[str, Any]]
_MEMBERS = {"version", "purpose", "key", "digest", "request"}


class SignerDesk:
    """Answers as (HTTP status, JSON). ``now`` gives UTC seconds; ``token`` is the bearer token that askers show."""

    def __init__(
        self, ring: KeyRing, policy: SignerPolicy, log: SignerLog, token: str, now: Callable[[], int]
    ) -> None:
        self._ring = ring
        self._policy = policy
        self._log = log
        self._token = token.encode()
        self._now = now

    def answer(self, method: str, path: str, authorization: str, body: bytes) -> Answer:
        """One request; refusals carry a code in ``error``, never more."""
        shown = authorization.removeprefix("Bearer ").encode("utf-8", "replace")
        if not authorization.startswith("Bearer ") or not hmac.compare_digest(shown, self._token):
            return 401, {"error": "SIGNER_TOKEN_WRONG"}
        try:
            return self._routed(method, path, body)
        except RegistryError as error:
            return _refusal(error)
        except OSError:
            return 503, {"error": "SIGNER_LOG_FAILED"}

    def _routed(self, method: str, path: str, body: bytes) -> Answer:
        if (method, path) == ("GET", "/keys"):
            return 200, self._keys()
        if (method, path) == ("POST", "/sign"):
            return 200, self._sign(body)
        return 404, {"error": "SIGNER_PATH"}

    def _keys(self) -> dict[str, Any]:
        keys = [{"address": "0x" + e.id, "body": "0x" + body_id(e.body).hex()}
                for e in self._ring.entries if e.role == "anchor"]  # fmt: skip
        return {"version": VERSION, "demo": self._ring.demo, "keys": keys}

    def _sign(self, body: bytes) -> dict[str, Any]:
        question = strict_json.loads(body, limit=MAX_MESSAGE_BYTES)
        if not isinstance(question, dict) or set(question) != _MEMBERS or question["version"] != VERSION:
            raise InputError("TYPED_REQUEST_FORMAT", "question", expected=", ".join(sorted(_MEMBERS)))
        if question["purpose"] != "anchor":
            raise InputError("TYPED_REQUEST_FORMAT", "purpose", expected="anchor")
        digest = from_document(question["request"])
        if question["digest"] != "0x" + digest.hex():
            raise InputError("TYPED_REQUEST_FORMAT", "digest", expected="0x" + digest.hex())
        entry = next(
            (e for e in self._ring.entries if e.role == "anchor" and "0x" + e.id == question["key"]), None
        )
        if entry is None or entry.remote:
            raise RefusedError("SIGNER_POLICY_REFUSES", member="key")
        self._policy.check(digest, entry.body, self._now())
        signer = self._ring.anchor_key(entry)
        # Before the signature exists: what left is always in the log, and what is in the log may not have left.
        self._log.append({"time": self._now(), "key": question["key"], "body": entry.body,
                          "digest": question["digest"], "request": question["request"]})  # fmt: skip
        return {"signature": "0x" + signer.sign_digest(digest).hex()}


def _refusal(error: RegistryError) -> Answer:
    if isinstance(error, TransientError):
        return 503, {"error": error.code}
    return 400 if isinstance(error, InputError) else 403, {
        "error": error.code, "member": str(error.params.get("member", error.where)),
    }  # fmt: skip
