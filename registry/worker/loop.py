# SPDX-License-Identifier: Apache-2.0
"""Recover again and again until told to stop; a fault of store or node is reported and tried again later.

Any number of workers may run: the store decides which of them sends (``ports.store.Attempts.add``).
"""

from collections.abc import Callable
from typing import Protocol

from registry.errors import RegistryError
from registry.ports.store_rows import StoredBatch
from registry.service.anchor import recover
from registry.service.carry_out import ProposalDeps, carry_on
from registry.service.deps import AnchorDeps
from registry.service.prove import ProveDeps, keep_proofs


class Watcher(Protocol):
    """Who is told what a worker does."""

    def ended(self, batch: StoredBatch) -> None:
        """A batch became FINAL or FAILED."""

    def postponed(self, error: RegistryError) -> None:
        """A round was cut short; the next one goes on."""


def run_worker(
    deps: AnchorDeps,
    *,
    stopped: Callable[[], bool],
    watcher: Watcher,
    rest: float = 5.0,
    proposals: ProposalDeps | None = None,
    proofs: ProveDeps | None = None,
) -> None:
    """Rounds of ``recover`` with ``rest`` seconds between them, until ``stopped``; with ``proposals``, what was
    approved and not carried out yet comes first; with ``proofs``, what became final gets its chain proof last.

    Errors of our family never end the worker: each is reported and everything is looked at again. Any other
    exception is a defect and does end it.
    """
    while not stopped():
        try:
            if proposals is not None:
                carry_on(proposals)
        except RegistryError as error:
            watcher.postponed(error)
        try:
            for batch in recover(deps):
                watcher.ended(batch)
        except RegistryError as error:
            watcher.postponed(error)
        try:
            if proofs is not None:
                keep_proofs(proofs)
        except RegistryError as error:
            watcher.postponed(error)
        deps.pause(rest)
