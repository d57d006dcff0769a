# SPDX-License-Identifier: Apache-2.0
"""What stands in the contract's events, out of a log that is whole: one that withholds an event does not lead to the
running hash that the contract's storage has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from registry.core.events import arguments_hash, next_head
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.logs import LogReader, RawLog
from registry.service.status_changes import Mark

T = TypeVar("T")
Pick = Callable[[RawLog], Iterable[T]]
"""What is wanted of one log; none where it is of no concern."""


def of_whole_log(
    pick: Pick[T], *, sources: Sequence[LogReader], contract: Address, first: int, mark: Mark
) -> tuple[T, ...]:
    """Everything that ``pick`` finds up to the block of ``mark``, oldest first, out of the first source that is whole.

    ``first`` is the contract's first block as pinned; where its log begins earlier, all of it is read. Raises as the
    last source or ``pick`` does, and ``EvidenceError`` LOGS_INCOMPLETE where no source is whole.
    """
    failure: RegistryError = EvidenceError("LOGS_INCOMPLETE", block=mark.block)
    for logs, begin in ((logs, begin) for begin in dict.fromkeys((first, 0)) for logs in sources):
        try:
            return tuple(_picked(pick, logs, contract, begin, mark))
        except (TransientError, EvidenceError) as error:
            failure = error
    raise failure


def _picked(pick: Pick[T], logs: LogReader, contract: Address, first: int, mark: Mark) -> Iterator[T]:
    head, count = bytes(32), 0
    for page in logs.pages(contract, first, mark.block):
        for log in page.logs:
            yield from pick(log)
            head = next_head(head, count, log.timestamp, log.topics[0], arguments_hash(log.topics, log.data))
            count += 1
    if (head, count) != (mark.head, mark.count):
        raise EvidenceError("LOGS_INCOMPLETE", block=mark.block)
