# SPDX-License-Identifier: Apache-2.0
"""A body's batches out of logs: a source that withholds one is passed over, and none that is whole is an error."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.core.events import decode_event
from registry.core.events_types import BatchAnchored
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.logs import LogPage, RawLog
from registry.service.anchored import anchored_batches, batches_of
from registry.service.lane_records import View
from registry.service.orders import AnchoredBatch
from registry.service.status_changes import mark_of
from registry.service.whole_log import of_whole_log
from registry.store.schema import upgrade_store
from registry.testing.fake_chain import CONTRACT
from registry.testing.fake_logs import LoggingChain
from tests.unit.service.world import START, World, draft


class Censor:
    """A node that leaves batches out of its logs, or is away."""

    def __init__(self, chain: LoggingChain, *, away: bool = False) -> None:
        self.chain, self.away = chain, away

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        return [log for page in self.pages(contract, first, last) for log in page.logs]

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        if self.away:
            raise TransientError("CHAIN_UNREACHABLE", endpoint="away:", reason="timed out")
        for page in self.chain.pages(contract, first, last):
            yield LogPage(page.end, [log for log in page.logs if not _anchors(log)])


def _anchors(log: RawLog) -> bool:
    return isinstance(decode_event(log.topics, log.data), BatchAnchored)


def test_the_first_log_that_is_whole_counts(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    chain = LoggingChain(start=START)
    world = World(url, chain=chain).settle_in()
    world.anchored(draft("A-1"), draft("A-2"))
    mark = mark_of(View(chain, CONTRACT, chain.head()))

    def found(*sources: LoggingChain | Censor, first: int = 0) -> tuple[AnchoredBatch, ...]:
        return of_whole_log(batches_of("VD-CERT"), sources=sources, contract=CONTRACT, first=first, mark=mark)

    expected = anchored_batches("VD-CERT", logs=chain, contract=CONTRACT, first=0, last=mark.block)
    assert len(expected) == 1
    assert found(chain, first=mark.block) == expected, (
        "a list may pin a later block than the contract's first"
    )
    assert found(chain) == found(Censor(chain, away=True), Censor(chain), chain) == expected
    with pytest.raises(EvidenceError, match="LOGS_INCOMPLETE"):
        found(Censor(chain))
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        found(Censor(chain), Censor(chain, away=True))
    world.close()
