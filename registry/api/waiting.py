# SPDX-License-Identifier: Apache-2.0
"""What a pause of the contract keeps waiting, as the service says it."""

from registry.api.deps import ApiDeps
from registry.api.schemas import PartHealth, Waiting
from registry.errors import RegistryError
from registry.service.pauses import WAITING, Pause

CODE = "CONTRACT_PAUSED"


def pause_of(deps: ApiDeps) -> Pause | None:
    """The pause, if there is one; none where no node says so: that nodes are silent is told elsewhere."""
    try:
        return deps.pause() if deps.pause else None
    except RegistryError:
        return None


def waiting_of(state: str, deps: ApiDeps) -> Waiting | None:
    """Why a batch in this state does not go on. Nodes are asked only about a batch that could wait."""
    pause = pause_of(deps) if state in WAITING else None
    if pause is None:
        return None
    return Waiting(code=CODE, since=pause.since, vi=pause.text("vi"), en=pause.text("en"))


def paused_part(deps: ApiDeps) -> list[PartHealth]:
    """A part of its own while the contract is paused: verification goes on, so it is well, with a code."""
    pause = pause_of(deps)
    return [] if pause is None else [PartHealth(name="contract", ok=True, code=CODE, since=pause.since)]
