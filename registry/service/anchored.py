# SPDX-License-Identifier: Apache-2.0
"""A body's batches as the chain's events name them, whoever anchored them."""

from collections.abc import Iterator, Sequence

from registry.core.events import arguments_hash, decode_event, next_head
from registry.core.events_types import BatchAnchored
from registry.core.hashing import body_id
from registry.core.types import Address, BatchId
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.logs import LogReader, RawLog
from registry.service.orders import AnchoredBatch
from registry.service.status_changes import Mark


def anchored_batches(
    body: str, *, logs: LogReader, contract: Address, first: int, last: int
) -> tuple[AnchoredBatch, ...]:
    """Batches of ``body`` in the contract's logs of blocks ``first`` to ``last``, oldest first.

    The logs are not held against the running hash: an auditor does that (``antin audit replay``). Raises
    ``TransientError`` as the reader, ``EvidenceError`` EVENT_FORMAT, CHAIN_ANSWER.
    """
    return tuple(_batches(body_id(body), logs, contract, first, last))


def whole_batches(
    body: str, *, sources: Sequence[LogReader], contract: Address, first: int, mark: Mark
) -> tuple[AnchoredBatch, ...]:
    """The same up to the block of ``mark``, out of the first source whose logs lead to it: one that withholds a batch
    does not.

    ``first`` is the contract's first block as pinned; where its log begins earlier, all of it is read. Raises as
    ``anchored_batches``, and ``EvidenceError`` LOGS_INCOMPLETE where no source is whole.
    """
    failure: RegistryError = EvidenceError("LOGS_INCOMPLETE", block=mark.block)
    for logs, begin in ((logs, begin) for begin in dict.fromkeys((first, 0)) for logs in sources):
        try:
            return tuple(_whole(body_id(body), logs, contract, begin, mark))
        except (TransientError, EvidenceError) as error:
            failure = error
    raise failure


def _whole(
    body: bytes, logs: LogReader, contract: Address, first: int, mark: Mark
) -> Iterator[AnchoredBatch]:
    head, count = bytes(32), 0
    for page in logs.pages(contract, first, mark.block):
        for log in page.logs:
            yield from _batch(log, body)
            head = next_head(head, count, log.timestamp, log.topics[0], arguments_hash(log.topics, log.data))
            count += 1
    if (head, count) != (mark.head, mark.count):
        raise EvidenceError("LOGS_INCOMPLETE", block=mark.block)


def _batches(
    body: bytes, logs: LogReader, contract: Address, first: int, last: int
) -> Iterator[AnchoredBatch]:
    for page in logs.pages(contract, first, last):
        for log in page.logs:
            yield from _batch(log, body)


def _batch(log: RawLog, body: bytes) -> Iterator[AnchoredBatch]:
    event = decode_event(log.topics, log.data)
    if isinstance(event, BatchAnchored) and event.body == body:
        yield AnchoredBatch(BatchId(event.batch_id), event.grants, log.timestamp, event.size)
