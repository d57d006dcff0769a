# SPDX-License-Identifier: Apache-2.0
"""Nodes with a memory: one that failed is left alone for a while, and whoever runs the registry learns its name.

The rest is short and bounded, and nobody rests whom the others cannot stand in for.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from registry.chain.rpc import Call, JsonRpc, RpcFaultError
from registry.errors import RegistryError, TransientError

FIRST_REST = 1.0  # seconds; doubles with each failure up to the last
LAST_REST = 30.0
NAMED = 600.0
"""For how many seconds a node that answered otherwise than the rest stays named: what it says next proves nothing."""
_LOG = logging.getLogger(__name__)
_TRANSPORT = ("CHAIN_UNREACHABLE", "CHAIN_ANSWER")


@dataclass
class _Memory:
    failures: int = 0
    rests_until: float = 0.0
    trouble: str | None = None
    since: float = 0.0
    falls: int = 0


class Watch:
    """What is remembered of several nodes; safe to use from several threads. ``needed`` is how many must agree."""

    def __init__(self, needed: int = 1, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._needed = needed
        self._clock = clock
        self._memories: dict[str, _Memory] = {}
        self._lock = Lock()

    def join(self, endpoint: str) -> str:
        """One more node; its name, which tells two behind one address apart."""
        taken = sum(name.split("#")[0] == endpoint for name in self._memories)
        name = f"{endpoint}#{taken + 1}" if taken else endpoint
        self._memories[name] = _Memory()
        return name

    def resting(self, name: str) -> str | None:
        """Why this node is not asked now; ``None`` where it is, because it is well or because too few others are."""
        now = self._clock()
        with self._lock:
            memory = self._memories[name]
            if memory.rests_until <= now:
                return None
            awake = sum(one.rests_until <= now for one in self._memories.values())
            return memory.trouble if awake >= self._needed else None

    def trouble(self, name: str) -> str | None:
        """The code of what was last wrong with a node; ``None`` where nothing is."""
        memory = self._memories[name]
        if memory.trouble == "NODE_DIFFERS" and self._clock() > memory.since + NAMED:
            return None
        return memory.trouble

    def falls(self, name: str) -> int:
        """How often a node failed: one that fell silent may come back as another."""
        return self._memories[name].falls

    def blame(self, name: str, code: str, *, rest: bool = False) -> None:
        """Remember what is wrong, and say it once; with ``rest`` leave the node alone for a while."""
        with self._lock:
            memory, now = self._memories[name], self._clock()
            news, memory.trouble, memory.since = memory.trouble != code, code, now
            if rest:
                memory.rests_until = now + min(FIRST_REST * 2.0**memory.failures, LAST_REST)
                memory.failures = min(memory.failures + 1, 16)
                memory.falls += 1
        if news:
            _LOG.warning("chain node %s: %s", name, code)

    def clear(self, name: str, codes: Sequence[str]) -> None:
        """The node is well again as far as ``codes`` go."""
        with self._lock:
            memory = self._memories[name]
            if memory.trouble not in codes:
                return
            memory.failures, memory.rests_until, memory.trouble = 0, 0.0, None
        _LOG.warning("chain node %s: well again", name)


class WatchedRpc(JsonRpc):
    """A node that is not asked while it rests; everything else is ``JsonRpc``."""

    def __init__(self, url: str, watch: Watch, timeout: float = 10.0) -> None:
        super().__init__(url, timeout)
        self.watch = watch
        self.endpoint = watch.join(self.endpoint)

    @property
    def trouble(self) -> str | None:
        """The code of what was last wrong with this node."""
        return self.watch.trouble(self.endpoint)

    def blame(self, code: str) -> None:
        """Remember that this node is at odds with the others."""
        self.watch.blame(self.endpoint, code)

    def each(self, calls: Sequence[Call]) -> list[Any]:
        """As ``JsonRpc``; also raises ``TransientError`` NODE_RESTS."""
        if code := self.watch.resting(self.endpoint):
            raise TransientError("NODE_RESTS", endpoint=self.endpoint, code=code)
        try:
            answers = super().each(calls)
        except RegistryError as error:
            if not isinstance(error, RpcFaultError):  # an error object is the answer of a node that is there
                self.watch.blame(self.endpoint, error.code, rest=True)
            raise
        self.watch.clear(self.endpoint, _TRANSPORT)
        return answers
