# SPDX-License-Identifier: Apache-2.0
"""A body's batches as the chain's events name them, whoever anchored them."""

from collections.abc import Iterator

from registry.core.events import decode_event
from registry.core.events_types import BatchAnchored
from registry.core.hashing import body_id
from registry.core.types import Address, BatchId
from registry.ports.logs import LogReader
from registry.service.orders import AnchoredBatch


def anchored_batches(
    body: str, *, logs: LogReader, contract: Address, first: int, last: int
) -> tuple[AnchoredBatch, ...]:
    """Batches of ``body`` in the contract's logs of blocks ``first`` to ``last``, oldest first.

    The logs are not held against the running hash: an auditor does that (``antin audit replay``). Raises
    ``TransientError`` as the reader, ``EvidenceError`` EVENT_FORMAT, CHAIN_ANSWER.
    """
    return tuple(_batches(body_id(body), logs, contract, first, last))


def _batches(
    body: bytes, logs: LogReader, contract: Address, first: int, last: int
) -> Iterator[AnchoredBatch]:
    for page in logs.pages(contract, first, last):
        for log in page.logs:
            event = decode_event(log.topics, log.data)
            if isinstance(event, BatchAnchored) and event.body == body:
                yield AnchoredBatch(BatchId(event.batch_id), event.grants, log.timestamp, event.size)
