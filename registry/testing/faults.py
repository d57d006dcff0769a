# SPDX-License-Identifier: Apache-2.0
"""Stores and chains that fail at a chosen call: before it took effect, or after it, with the reply lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from registry.errors import TransientError
from registry.ports.chain import ChainReader, ChainWriter
from registry.ports.store import Store, UnitOfWork


@dataclass
class Faults:
    """Counts calls by name and fails the one that was asked for.

    ``at`` is the name of a call and which one of them (from 1); ``persisted`` says whether it takes effect
    before it fails; ``lasting`` makes every later call of that name fail as well, without effect.
    """

    at: tuple[str, int] | None = None
    persisted: bool = False
    lasting: bool = False
    calls: dict[str, int] = field(default_factory=dict)

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        """Do ``work``, or fail as planned with ``TransientError``."""
        self.calls[name] = count = self.calls.get(name, 0) + 1
        planned, number = self.at or ("", 0)
        if name != planned or count < number or (count > number and not self.lasting):
            return work()
        if self.persisted and count == number:
            work()
        code = "STORE_BUSY" if name == "commit" else "CHAIN_UNREACHABLE"
        raise TransientError(code, endpoint="memory:")


class FaultyStore:
    """A store whose ``commit`` may fail (``Faults`` name ``commit``)."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store = store
        self._faults = faults

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """As the store behind."""
        with self._store.reading() as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """As the store behind, but for its ``commit``."""
        with self._store.writing() as work:
            yield cast(UnitOfWork, _FaultyWork(work, self._faults))


class _FaultyWork:
    def __init__(self, work: UnitOfWork, faults: Faults) -> None:
        self._work = work
        self._faults = faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        """Fail without effect, or after it."""
        self._faults.run("commit", self._work.commit)


class FaultyChain:
    """A reader or writer whose every method may fail under its own name.

    ``before`` is told of each call that is let through, with its arguments: a test can look at the store at
    the very moment in which something is sent.
    """

    def __init__(
        self,
        chain: ChainReader | ChainWriter,
        faults: Faults,
        before: Callable[[str, tuple[Any, ...]], None] | None = None,
    ) -> None:
        self._chain = chain
        self._faults = faults
        self._before = before

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._chain, name)

        def call(*args: Any, **named: Any) -> Any:
            if self._before:
                self._before(name, args)
            return self._faults.run(name, lambda: method(*args, **named))

        return call
