# SPDX-License-Identifier: Apache-2.0
"""A thin JSON-RPC 2.0 client: batched, bounded in time and size, and strict about answers.

A fault of transport or HTTP is "cannot tell" and never an empty answer. Credentials in an endpoint's
address reach the node only, never a message or a log.
"""

import base64
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, ProtocolError
from urllib3.util import Timeout, Url, parse_url

from registry.core import strict_json
from registry.errors import EvidenceError, InputError, RegistryError, TransientError, UsageError

MAX_ANSWER_BYTES = 32 * 1024 * 1024
MAX_REASON = 200
_CHUNK = 64 * 1024

Call = tuple[str, Sequence[object]]


class RpcFaultError(EvidenceError):
    """The node answered with an error object; code CHAIN_ANSWER. ``data`` may hold revert data."""

    def __init__(self, endpoint: str, number: int, message: str, data: object) -> None:
        super().__init__("CHAIN_ANSWER", endpoint, reason=f"{printable(message)} ({number})")
        self.number = number
        self.message = message
        self.data = data


class JsonRpc:
    """One endpoint. ``timeout`` in seconds bounds each wait and the whole body, however it drips."""

    def __init__(self, url: str, timeout: float = 10.0, *, max_bytes: int = MAX_ANSWER_BYTES) -> None:
        self._target = _target(url)
        self.endpoint = _without_secrets(self._target)
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._target.auth:
            token = base64.b64encode(self._target.auth.encode()).decode()
            self._headers["Authorization"] = f"Basic {token}"
        bare = self._target._replace(auth=None)
        self._url = bare.url
        self._pool = urllib3.connectionpool.connection_from_url(self._url, maxsize=4, retries=False)

    def __repr__(self) -> str:
        return f"JsonRpc({self.endpoint!r})"

    @property
    def trouble(self) -> str | None:
        """What was last wrong; a plain client remembers nothing."""
        return None

    def blame(self, code: str) -> None:
        """As ``trouble``."""

    def close(self) -> None:
        """Close idle connections."""
        self._pool.close()

    def call(self, method: str, *params: object) -> Any:
        """One result. Raises ``TransientError`` CHAIN_UNREACHABLE, ``RpcFaultError`` for an error object,
        ``EvidenceError`` CHAIN_ANSWER for an answer that is not JSON-RPC.
        """
        return self.batch([(method, params)])[0]

    def batch(self, calls: Sequence[Call]) -> list[Any]:
        """Results in the order of ``calls``; the first error object raises. Errors as ``call``."""
        return [_raised(result) for result in self.each(calls)]

    def each(self, calls: Sequence[Call]) -> list[Any]:
        """As ``batch``, but an error object stands as ``RpcFaultError`` in its call's place."""
        if not calls:
            return []
        requests = [
            {"jsonrpc": "2.0", "id": n, "method": m, "params": list(p)} for n, (m, p) in enumerate(calls)
        ]
        body = json.dumps(requests if len(requests) > 1 else requests[0]).encode()
        answer = self._parse(self._post(body))
        answers = answer if isinstance(answer, list) else [answer]
        by_id = {a["id"]: a for a in map(self._checked, answers) if a.get("id") is not None}
        if set(by_id) != set(range(len(calls))) or len(answers) != len(calls):
            # A node that takes no batches, or cannot read one, answers with one error without an id.
            raise self._first_fault(answers) or self._malformed("answers and questions do not match")
        return [self._result(by_id[n]) for n in range(len(calls))]

    def _result(self, answer: Mapping[str, Any]) -> Any:
        return self._fault(answer["error"]) if "error" in answer else answer["result"]

    def _first_fault(self, answers: Sequence[Mapping[str, Any]]) -> RegistryError | None:
        return next((self._fault(a["error"]) for a in answers if "error" in a), None)

    def _fault(self, error: Any) -> RpcFaultError:
        if not isinstance(error, dict) or not isinstance(error.get("code"), int):
            raise self._malformed("an error object without a code")
        return RpcFaultError(self.endpoint, error["code"], str(error.get("message", "")), error.get("data"))

    def _checked(self, answer: Any) -> Mapping[str, Any]:
        if not isinstance(answer, dict) or answer.get("jsonrpc") != "2.0":
            raise self._malformed("not a JSON-RPC 2.0 answer")
        if ("result" in answer) == (answer.get("error") is not None):
            raise self._malformed("an answer has either a result or an error")
        identity = answer.get("id")
        if identity is not None and (not isinstance(identity, int) or isinstance(identity, bool)):
            raise self._malformed("an id that nobody asked with")
        return {k: v for k, v in answer.items() if not (k == "error" and v is None)}

    def _parse(self, data: bytes) -> Any:
        try:
            return strict_json.loads(data, limit=self._max_bytes)
        except InputError as error:
            raise self._malformed(str(error.params.get("reason", ""))) from error

    def _malformed(self, reason: str) -> EvidenceError:
        return EvidenceError("CHAIN_ANSWER", self.endpoint, reason=printable(reason))

    def _post(self, body: bytes) -> bytes:
        deadline = time.monotonic() + self._timeout
        try:
            return self._exchange(body, deadline)
        except ProtocolError:
            # Nodes drop idle connections without a word (ganache after 5 s). Every request we send may be
            # repeated: reads, and raw transactions, which have one nonce.
            pass
        except HTTPError as error:
            raise self._unreachable(_reason(error)) from error
        try:
            return self._exchange(body, deadline)
        except HTTPError as error:
            raise self._unreachable(_reason(error)) from error

    def _exchange(self, body: bytes, deadline: float) -> bytes:
        left = max(deadline - time.monotonic(), 0.001)
        response = self._pool.urlopen(
            "POST", self._target.request_uri, body=body, headers=self._headers,
            timeout=Timeout(total=left), redirect=False, preload_content=False,
        )  # fmt: skip
        try:
            if response.status != 200:
                raise self._unreachable(f"HTTP {response.status}")
            return self._read(response, deadline)
        except (RegistryError, HTTPError):
            # A connection with an unread rest must not serve the next question.
            response.close()
            raise
        finally:
            response.release_conn()

    def _read(self, response: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        parts, size = [], 0
        # read1 hands on what has come; a plain read would wait for a whole chunk from a node that drips.
        while chunk := response.read1(_CHUNK):
            size += len(chunk)
            if size > self._max_bytes:
                raise self._malformed(f"more than {self._max_bytes} bytes")
            if time.monotonic() > deadline:
                raise self._unreachable("timed out")
            parts.append(chunk)
        return b"".join(parts)

    def _unreachable(self, reason: str) -> TransientError:
        return TransientError("CHAIN_UNREACHABLE", endpoint=self.endpoint, reason=reason)


def _raised(result: Any) -> Any:
    if isinstance(result, RpcFaultError):
        raise result
    return result


def printable(text: str) -> str:
    """A node's words, cut and without control characters: they end in terminals and pages."""
    return "".join(c if c.isprintable() else " " for c in text[:MAX_REASON])


def _target(url: str) -> Url:
    try:
        target = parse_url(url)
    except LocationParseError:
        raise UsageError("CHAIN_ENDPOINT") from None
    if target.scheme not in {"http", "https"} or not target.host:
        raise UsageError("CHAIN_ENDPOINT")
    return target


def _without_secrets(target: Url) -> str:
    # Paths and queries carry providers' keys as often as the user part does.
    return f"{target.scheme}://{target.netloc}"


def _reason(error: HTTPError) -> str:
    return type(error).__name__.removesuffix("Error")
