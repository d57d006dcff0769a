# SPDX-License-Identifier: Apache-2.0
"""A body's batches as the chain's events name them, whoever anchored them."""

from collections.abc import Callable, Iterator
from functools import partial

from registry.core.events import decode_event
from registry.core.events_types import BatchAnchored
from registry.core.hashing import body_id
from registry.core.types import Address, BatchId
from registry.ports.logs import LogReader, RawLog
from registry.service.orders import AnchoredBatch


def anchored_batches(
    body: str, *, logs: LogReader, contract: Address, first: int, last: int
) -> tuple[AnchoredBatch, ...]:
    """Batches of ``body`` in the contract's logs of blocks ``first`` to ``last``, oldest first.

    The logs are not held against the running hash: ``whole_log`` does that, and an auditor. Raises
    ``TransientError`` as the reader, ``EvidenceError`` EVENT_FORMAT, CHAIN_ANSWER.
    """
    return tuple(_batches(body, logs, contract, first, last))


def _batches(body: str, logs: LogReader, contract: Address, first: int, last: int) -> Iterator[AnchoredBatch]:
    pick = batches_of(body)
    for page in logs.pages(contract, first, last):
        for log in page.logs:
            yield from pick(log)


def batches_of(body: str) -> Callable[[RawLog], Iterator[AnchoredBatch]]:
    """What picks the body's batches out of logs. Raises ``EvidenceError`` EVENT_FORMAT when it picks."""
    return partial(_batch, body_id(body))


def _batch(body: bytes, log: RawLog) -> Iterator[AnchoredBatch]:
    event = decode_event(log.topics, log.data)
    if isinstance(event, BatchAnchored) and event.body == body:
        yield AnchoredBatch(BatchId(event.batch_id), event.grants, log.timestamp, event.size)
