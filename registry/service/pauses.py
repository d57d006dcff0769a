# SPDX-License-Identifier: Apache-2.0
"""A pause of the contract: whether there is one, and what waits because of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from registry.core import layout
from registry.core.records import ContractState
from registry.core.types import Address
from registry.errors import PausedError
from registry.ports.chain import BlockRef, ChainReader
from registry.ports.store_rows import BatchState
from registry.texts import render

_VIETNAM = timedelta(hours=7)
WAITING = (BatchState.SEALED, BatchState.SUBMITTED)
"""States of a batch that a pause keeps from going on; what is on the chain already is not touched."""


@dataclass(frozen=True, slots=True)
class Pause:
    """``since`` is the time of the block that paused, UTC seconds; ``None`` where no node could say."""

    since: int | None

    def text(self, lang: str) -> str:
        """What waits, in ``vi`` or ``en``, with the time of Vietnam."""
        since = f"{datetime.fromtimestamp(self.since, UTC) + _VIETNAM:%H:%M %d/%m/%Y}" if self.since else "?"
        return render("WAITING_PAUSED", lang, {"since": since}).message


def is_paused(reader: ChainReader, contract: Address, block: BlockRef) -> bool:
    """Whether the contract was paused at the end of ``block``."""
    (slot,) = reader.slots(contract, [layout.fixed_slot(layout.CONTRACT_STATE)], block)
    state = ContractState.decode(slot)
    return state is not None and state.paused != 0


def refuse_while_paused(reader: ChainReader, contract: Address, block: BlockRef) -> None:
    """Raises ``PausedError`` CONTRACT_PAUSED."""
    if is_paused(reader, contract, block):
        raise PausedError("CONTRACT_PAUSED", paused=1)
