# SPDX-License-Identifier: Apache-2.0
"""A pause on a real chain: mined before our transaction, told with its time, and gone on from."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.chain.pauses import PauseLog
from registry.core.anchor import typed_digest
from registry.core.hashing import body_id
from registry.core.records import Basis
from registry.errors import PausedError
from registry.ports.store_rows import BatchState, Outcome
from registry.service.advance import advance
from registry.service.anchor import recover
from registry.service.batch_errand import load_batch
from registry.service.issue import issue
from registry.service.register_body import register_body
from registry.store.schema import upgrade_store
from registry.verify.values import day_of
from tests.chain_stage import PLENTY, RealStage
from tests.unit.core.samples import QCVN
from tests.unit.service.world import World, draft

pytestmark = pytest.mark.chain
BODY = "VD-CERT"


class OnChain:
    """What a world does with its chain, done on a real one; a refused request still reaches a block."""

    def __init__(self, stage: RealStage) -> None:
        self.stage = stage

    def __getattr__(self, name: str) -> Any:
        parts = (self.stage.reader, self.stage.relayer, self.stage.authority)
        return next(getattr(part, name) for part in parts if hasattr(part, name))

    def prepare_anchor(self, request: Any, signature: bytes) -> Any:
        return self.stage.relayer.prepare_anchor(request, signature, gas=PLENTY)


@pytest.fixture
def world(tmp_path: Path, fresh_stage: RealStage) -> Iterator[World]:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    made = World(url, chain=OnChain(fresh_stage))  # type: ignore[arg-type]
    authority, since = fresh_stage.authority, fresh_stage.reader.head().timestamp - 86_400
    authority.register_body(BODY, valid_from=since)
    for basis in (Basis.REGISTRATION, Basis.DESIGNATION):
        authority.grant(BODY, basis, QCVN, valid_from=since)
    authority.register_credential_key(BODY, made.keys[BODY].jwk.thumbprint(), valid_from=since)
    key = made.anchors[BODY]
    message = {"body": body_id(BODY), "key": key.address, "validFrom": since}
    proof = key.sign_digest(typed_digest(fresh_stage.domain, "RegisterAnchorKey", message))
    authority.register_anchor_key(BODY, key.address, proof, valid_from=since)
    register_body(made.open(), BODY, name_vi="Trung tâm Chứng nhận Ví Dụ")
    yield made
    made.close()


def test_a_pause_mined_before_our_transaction(world: World, fresh_stage: RealStage) -> None:
    stage = fresh_stage
    changes: dict[str, Any] = {
        "contract": stage.contract,
        "chain": stage.reader.identity(),
        "clock": _Clock(stage),
    }
    today = day_of(stage.reader.head().timestamp)
    last = (today + timedelta(days=700)).isoformat()
    wanted = draft("A-1", issued=today.isoformat(), validity={"first": today.isoformat(), "last": last})
    (key,) = issue([wanted], body=BODY, deps=world.issue_deps(BODY, **changes)).batches
    deps = world.anchor_deps(**changes)
    errand = advance(load_batch(key, deps), deps)  # signed and stored
    stage.authority.pause()
    paused_at = stage.reader.head()
    advance(errand, deps)  # sent, mined, undone
    log = PauseLog(stage.rpc, stage.contract, stage.deployment.block)
    for _ in range(2):
        with pytest.raises(PausedError):
            recover(deps)
        assert log.since(stage.reader.head().number) == paused_at.timestamp
    stage.advance(5_400)  # longer than a signed request lives
    stage.authority.unpause()
    assert recover(replace(deps, writer=stage.relayer))[0].state is BatchState.FINAL
    with world.stores[-1].reading() as work:
        outcomes = [(one.outcome, one.outcome_code) for one in work.attempts.of(batch=key)]
    assert outcomes == [(Outcome.REVERTED, "CONTRACT_PAUSED"), (Outcome.MINED, None)]


class _Clock:
    """The chain's time: the shared chain of the tests runs ahead of the wall's."""

    def __init__(self, stage: RealStage) -> None:
        self._stage = stage

    def now(self) -> int:
        return self._stage.reader.head().timestamp
