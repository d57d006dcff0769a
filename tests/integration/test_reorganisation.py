# SPDX-License-Identifier: Apache-2.0
"""A real node whose newest blocks vanish: nothing read before is believed, and the same bytes go in again."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.chain.ganache import Ganache
from registry.chain.rpc import JsonRpc
from registry.errors import RegistryError
from tests.chain_stage import Body, RealStage, deployed
from tests.conftest import needs_ganache
from tests.support import ROOT

pytestmark = pytest.mark.chain


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RealStage]:
    needs_ganache()
    with Ganache.start(tmp_path / "chain", project=ROOT) as chain, closing(JsonRpc(chain.url)) as rpc:
        yield deployed(rpc)


def test_a_block_that_vanished_is_told_and_the_same_bytes_are_taken_again(own: RealStage) -> None:
    body = Body(own)
    request = body.request()
    before = own.rpc.call("evm_snapshot")
    sent = own.writer.prepare_anchor(request, body.sign(request))
    own.writer.broadcast(sent.raw)
    seen = own.reader.head()
    assert body.batch(request) is not None
    assert own.rpc.call("evm_revert", before)
    own.advance(1)  # another block of the same number
    assert (own.reader.head().number, own.reader.head().hash != seen.hash) == (seen.number, True)
    assert body.batch(request) is None
    assert own.writer.receipt(sent.hash) is None
    with pytest.raises(RegistryError, match="BLOCK_CHANGED"):
        own.reader.slots(own.contract, [bytes(32)], seen)
    own.writer.broadcast(sent.raw)
    assert body.batch(request) is not None
