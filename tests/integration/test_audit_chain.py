# SPDX-License-Identifier: Apache-2.0
"""The compiled contract's own logs, out of a real node, explain every slot of its storage."""

from contextlib import closing

import pytest

from registry.audit.compare import confirmed, differing_slots, examine
from registry.audit.state import RegistryState
from registry.chain.logs import LogRpc, RpcLogReader
from registry.core.events import EVENTS
from registry.ports.logs import LogPage
from tests.chain_stage import Body, RealStage
from tests.integration.test_chain_twin import ACTS
from tests.unit.audit.stage import maintained

pytestmark = pytest.mark.chain


def test_a_replay_of_every_act_is_the_contract_s_storage(fresh_stage: RealStage) -> None:
    stage = fresh_stage
    maintained(Body(stage), b"\x61" * 32)
    body = Body(stage, register=False)
    body.start = stage.reader.head().timestamp
    for act in ACTS:
        act(stage, body)
    stage.authority.retire(stage.another_contract())
    first, head, reader = stage.deployment.block, stage.reader.head(), stage.reader

    with closing(LogRpc(f"http://{stage.rpc.endpoint.partition('://')[2]}", timeout=60.0)) as rpc:
        pages = list(RpcLogReader(rpc).pages(stage.contract, first, head.number))
    logs = [log for page in pages for log in page.logs]
    assert {log.topics[0] for log in logs} == {form.topic0 for form in EVENTS}

    found = examine(pages, RegistryState(1337), reader, stage.contract, head, first=first)
    assert found.broken is None
    assert [d for _, d in differing_slots(found.state, reader, stage.contract, head) if d] == []

    for lost in (logs[0], logs[len(logs) // 2], logs[-1]):
        altered = [LogPage(head, [log for log in logs if log != lost])]
        checked = confirmed(altered, reader, head)
        broken = examine(checked, RegistryState(1337), reader, stage.contract, head, first=first).broken
        assert broken is not None
        assert (broken.block, broken.exact) == (lost.block, True)
