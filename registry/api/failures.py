# SPDX-License-Identifier: Apache-2.0
"""Bounds refused attempts: guessing keys, or trying what one has no right to, soon ends in 429.

Kept in memory, each process for itself: it keeps the store and its audit log from being filled, and is no part
of what makes a key safe (256 random bits are).
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from registry.errors import RefusedError
from registry.ports.clock import Clock

MAX_REMEMBERED = 10_000


@dataclass
class FailureLimit:
    """Allows ``allowed`` failures in ``window`` seconds, then refuses until the window is over.

    Refused are good attempts as well: else a guess would be told from a right one. The oldest are forgotten
    beyond ``MAX_REMEMBERED`` names.
    """

    clock: Clock
    allowed: int = 20
    window: int = 300
    _seen: OrderedDict[str, tuple[int, int]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def check(self, name: str) -> None:
        """Raises ``RefusedError`` TOO_MANY_FAILURES, which says when to try again."""
        now = self.clock.now()
        with self._lock:
            began, count = self._current(name, now)
        if count >= self.allowed:
            raise RefusedError("TOO_MANY_FAILURES", seconds=max(1, began + self.window - now))

    def failed(self, name: str) -> None:
        """Count a failure of ``name``."""
        now = self.clock.now()
        with self._lock:
            began, count = self._current(name, now)
            self._seen[name] = (began, count + 1)
            while len(self._seen) > MAX_REMEMBERED:
                self._seen.popitem(last=False)

    def _current(self, name: str, now: int) -> tuple[int, int]:
        began, count = self._seen.get(name, (now, 0))
        # A clock that was set back must not lock anybody out for longer than a window.
        return (began, count) if 0 <= now - began < self.window else (now, 0)
