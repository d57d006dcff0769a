# SPDX-License-Identifier: Apache-2.0
"""Bundles from a registry's HTTP service. Nothing it says is trusted: what it returns is verified."""

import urllib3

from registry.core.code import parse_code
from registry.core.constants import MAX_BUNDLE_BYTES
from registry.core.strict_json import loads
from registry.core.types import Code
from registry.errors import InputError, TransientError
from registry.ports.bundles import MAX_SUCCESSORS

_MAX_ANSWER = 256 * 1024


class RemoteBundles:
    """Implements ``ports.bundles.BundleSource`` over ``GET``; raises ``TransientError`` SOURCE_UNREACHABLE."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url.rstrip("/")
        self._http = urllib3.PoolManager(
            timeout=urllib3.Timeout(total=timeout),
            retries=urllib3.Retry(1, redirect=0, raise_on_status=False),
        )

    def by_code(self, code: Code) -> bytes | None:
        """The bundle of the certificate with this code."""
        return self._get(f"/api/v1/certificates/{code}/bundle", {}, MAX_BUNDLE_BYTES)

    def by_number(self, body: str, number: str) -> bytes | None:
        """The newest revision of a conformity certificate."""
        answer = self._get("/api/v1/certificates", {"number": number, "body": body}, _MAX_ANSWER)
        if answer is None:
            return None
        codes = self._codes(answer)
        return self.by_code(codes[0]) if codes else None

    def by_file(self, sha256: bytes) -> bytes | None:
        """The certificate that binds a file; the service learns the digest only."""
        return self._get(f"/api/v1/files/{sha256.hex()}/bundle", {}, MAX_BUNDLE_BYTES)

    def successors(self, code: Code) -> list[bytes] | None:
        """Bundles of the later revisions, oldest first; each is fetched, and kept by caches, by its own code."""
        answer = self._get(f"/api/v1/certificates/{code}/successors", {}, _MAX_ANSWER)
        if answer is None:
            return None
        found = (self.by_code(code) for code in self._codes(answer)[:MAX_SUCCESSORS])
        return [data for data in found if data is not None]

    def _codes(self, answer: bytes) -> list[Code]:
        try:
            return [parse_code(item["code"]) for item in loads(answer, limit=_MAX_ANSWER)["items"]]
        except (InputError, LookupError, TypeError, AttributeError) as error:
            raise TransientError("SOURCE_UNREACHABLE", url=self._url, reason="unreadable answer") from error

    def _get(self, path: str, fields: dict[str, str], limit: int) -> bytes | None:
        try:
            response = self._http.request("GET", self._url + path, fields=fields, preload_content=False)
            with response:
                data = response.read(limit + 1)
                status = response.status
        except urllib3.exceptions.HTTPError as error:
            raise TransientError("SOURCE_UNREACHABLE", url=self._url, reason=type(error).__name__) from error
        if status == 404:
            return None
        if status != 200 or len(data) > limit:
            raise TransientError("SOURCE_UNREACHABLE", url=self._url, reason=f"HTTP {status}")
        return data
