# SPDX-License-Identifier: Apache-2.0
"""Every act of the contract on a chain in memory that keeps its logs."""

from registry.audit.replay import replay
from registry.audit.state import RegistryState
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import Address
from registry.ports.logs import LogPage, RawLog
from registry.testing.fake_chain import FakeChain
from registry.testing.fake_logs import LoggingChain
from tests.chain_stage import Body, FakeStage
from tests.integration.test_chain_twin import ACTS


def logging_stage() -> tuple[FakeStage, LoggingChain]:
    """A stage on a chain with logs."""
    stage, chain = FakeStage(), LoggingChain()
    stage.chain, stage.contract, stage.domain = chain, chain.contract, chain.domain
    stage.reader = stage.writer = stage.second_writer = stage.authority = chain
    return stage, chain


def busy_chain() -> LoggingChain:
    """A chain on which every act was done once or more, in the end the contract's retirement."""
    stage, chain = logging_stage()
    maintained(Body(stage), b"\x61" * 32)
    body = Body(stage, register=False)
    body.start = chain.now
    for number, act in enumerate(ACTS):
        act(stage, body)
        if number % 10 == 9:
            chain.advance(1)
    chain.advance(1)
    chain.retire(chain.another_contract(Address(b"\xc1" * 20)).contract)
    chain.advance(1)
    return chain


def maintained(body: Body, subject: bytes) -> None:
    """Surveillance of a certificate, twice."""
    now = body.stage.reader.head().timestamp
    for n in range(2):
        request = MaintainRequest(
            body=body.code, subject=subject, n=n, last=now - 9 + n, next_due=now + 999, decision=Decision(n + 1),
            deadline=1 << 33,
        )  # fmt: skip
        signature = body.key.sign_digest(request.digest(body.stage.domain))
        transaction = body.stage.writer.prepare_request(request, signature)
        body.stage.writer.broadcast(transaction.raw)


def all_logs(chain: LoggingChain) -> list[RawLog]:
    return chain.logs(chain.contract, 0, chain.head().number)


def pages_of(chain: FakeChain, logs: list[RawLog]) -> list[LogPage]:
    return [LogPage(chain.head(), logs)]


def replayed(chain: LoggingChain) -> RegistryState:
    pages = chain.pages(chain.contract, 0, chain.head().number)
    return replay(pages, RegistryState(chain.identity().chain_id))
