# SPDX-License-Identifier: Apache-2.0
"""The moves of requests that never change and only wait for their effect: status changes, surveillances, keys."""

from abc import ABC, abstractmethod
from typing import Any

from registry.ports.chain import BlockRef
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Phase
from registry.service.errand import Found, Ready


class PhaseMoves(ABC):
    """The ``to_*`` half of an ``Errand`` whose rows carry a phase."""

    __slots__ = ()

    @abstractmethod
    def _move(self, work: UnitOfWork, phase: Phase, **changes: Any) -> bool:
        """Write the phase into every row that was read; False if another process moved one."""

    def to_sealed(self, work: UnitOfWork, ready: Ready | None = None) -> bool:  # noqa: ARG002
        """Back to the start; the request itself never changes."""
        return self._move(work, Phase.SEALED)

    def to_submitted(self, work: UnitOfWork) -> bool:
        """Sent, or sent back by a vanished block."""
        return self._move(work, Phase.SUBMITTED, confirmed_block=None)

    def to_confirmed(self, work: UnitOfWork, found: Found, block: BlockRef) -> bool:  # noqa: ARG002
        """On chain."""
        return self._move(work, Phase.CONFIRMED, confirmed_block=block.number)

    def to_final(self, work: UnitOfWork) -> bool:
        """On chain for good."""
        return self._move(work, Phase.FINAL)

    def to_failed(self, work: UnitOfWork, code: str) -> bool:
        """Refused."""
        return self._move(work, Phase.FAILED, error_code=code)
