# SPDX-License-Identifier: Apache-2.0
"""A source of bundles in memory."""

from dataclasses import dataclass, field

from registry.core.types import Code
from registry.errors import TransientError


@dataclass
class Source:
    """A bundle source in memory that can be down."""

    codes: dict[Code, bytes] = field(default_factory=dict)
    numbers: dict[tuple[str, str], bytes] = field(default_factory=dict)
    files: dict[bytes, bytes] = field(default_factory=dict)
    later: dict[Code, list[bytes]] = field(default_factory=dict)
    down: bool = False

    def by_code(self, code: Code) -> bytes | None:
        return self._answer(self.codes.get(code))

    def by_number(self, body: str, number: str) -> bytes | None:
        return self._answer(self.numbers.get((body, number)))

    def by_file(self, sha256: bytes) -> bytes | None:
        return self._answer(self.files.get(sha256))

    def successors(self, code: Code) -> list[bytes] | None:
        if self.down:
            raise TransientError("SOURCE_UNREACHABLE", url="memory:", reason="switched off")
        return self.later.get(code, [])

    def _answer(self, found: bytes | None) -> bytes | None:
        if self.down:
            raise TransientError("SOURCE_UNREACHABLE", url="memory:", reason="switched off")
        return found
