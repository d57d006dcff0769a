# SPDX-License-Identifier: Apache-2.0
"""A real chain that dies, comes back, loses its reply or is not the one that was pinned."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.chain.contract import artifact, check_contract
from registry.chain.deploy import deploy
from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY, Ganache
from registry.chain.reader import RpcChainReader
from registry.chain.relayer import Relayer
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender
from registry.core.records import Basis
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, TransientError
from registry.keys.signers import FileAccount, FileAnchorSigner
from registry.ports.chain import ChainIdentity, check_chain
from tests.chain_stage import Body, RealStage, deployed
from tests.conftest import needs_ganache
from tests.support import ROOT
from tests.unit.chain.node import Exchange, node

pytestmark = pytest.mark.chain
SEND = "eth_sendRawTransaction"


@pytest.fixture
def own_chain(tmp_path: Path) -> Iterator[Ganache]:
    """A chain that a test may kill."""
    needs_ganache()
    with Ganache.start(tmp_path / "chain", project=ROOT) as chain:
        yield chain


def test_a_chain_killed_comes_back_with_everything(own_chain: Ganache) -> None:
    with closing(JsonRpc(own_chain.url)) as rpc:
        stage = deployed(rpc)
        body = Body(stage)
        request = body.request()
        body.anchor(request)
        before = (stage.reader.identity(), stage.reader.head(), body.batch(request))
        own_chain.kill()
        with pytest.raises(TransientError) as error:
            stage.reader.head()
        assert error.value.code == "CHAIN_UNREACHABLE"
        with pytest.raises(TransientError):
            stage.writer.check_anchor(request, body.sign(request))
    with (
        Ganache.start(own_chain.folder, project=ROOT) as again,
        closing(JsonRpc(again.url)) as rpc,
    ):
        restarted = RealStage(rpc, stage.deployment)
        body.stage = restarted
        assert (restarted.reader.identity(), restarted.reader.head(), body.batch(request)) == before
        check_chain(restarted.reader, stage.deployment.identity)
        check_contract(restarted.reader, restarted.contract, stage.deployment.code_hash)


def test_two_chains_of_the_same_id_are_told_apart(own_chain: Ganache, real_stage: RealStage) -> None:
    with closing(JsonRpc(own_chain.url)) as rpc:
        other = RpcChainReader(rpc).identity()
        assert other.chain_id == real_stage.reader.identity().chain_id
        with pytest.raises(EvidenceError) as error:
            check_chain(real_stage.reader, other)
        assert error.value.code == "WRONG_CHAIN"


def test_a_lost_reply_is_settled_by_the_same_bytes(real_stage: RealStage) -> None:
    """The node takes the transaction, its answer never arrives: cannot tell, and one anchor in the end."""
    body = Body(real_stage)
    request = body.request()
    lost: list[int] = []

    def forward(exchange: Exchange) -> None:
        asked = exchange.body if isinstance(exchange.body, list) else [exchange.body]
        answers = real_stage.rpc.batch([(a["method"], a["params"]) for a in asked])
        if asked[0]["method"] == SEND and len(lost) < 1:
            lost.append(exchange.number)
            exchange.send(b"", status=504)
            return
        exchange.result(*answers)

    with node(forward) as served, closing(JsonRpc(served.url)) as rpc:
        relayer = Relayer(Sender(rpc, FileAccount(DEMO_RELAYER_KEY)), real_stage.contract)
        transaction = relayer.prepare_anchor(request, body.sign(request))
        with pytest.raises(TransientError) as error:
            relayer.broadcast(transaction.raw)
        assert error.value.code == "CHAIN_UNREACHABLE"
        relayer.broadcast(transaction.raw)
        receipt = relayer.wait(transaction.hash)
        methods = [e.body["method"] for e in served.exchanges if isinstance(e.body, dict)]
    assert methods.count(SEND) == 1
    assert receipt.succeeded
    record = body.batch(request)
    assert record is not None
    assert record.anchored_at == receipt.block.timestamp
    assert real_stage.writer.next_nonce() == transaction.nonce + 1


def test_a_chain_without_the_contract(real_stage: RealStage) -> None:
    with pytest.raises(EvidenceError) as missing:
        check_contract(real_stage.reader, Address(b"\x44" * 20))
    assert missing.value.code == "CONTRACT_MISSING"
    with pytest.raises(EvidenceError) as different:
        check_contract(real_stage.reader, real_stage.deployment.access_manager)
    assert different.value.code == "CONTRACT_DIFFERENT"


def test_every_deployment_has_the_one_code_hash(real_stage: RealStage, fresh_stage: RealStage) -> None:
    assert real_stage.contract != fresh_stage.contract
    for stage in (real_stage, fresh_stage):
        found = stage.reader.code_hash(stage.contract, stage.reader.head())
        assert found == artifact().code_hash == stage.deployment.code_hash


def test_a_request_for_another_contract_does_not_count(real_stage: RealStage, fresh_stage: RealStage) -> None:
    """The same body with the same key stands in both; what it signed for one is nothing to the other."""
    body, other = Body(real_stage), Body(fresh_stage)
    other.code = body.code
    fresh_stage.authority.register_body(body.code)
    fresh_stage.authority.grant(body.code, Basis.DESIGNATION, "QCVN 4:2009/BKHCN")
    other.add_key(body.key)
    request = body.request()
    with pytest.raises(RefusedError) as error:
        fresh_stage.writer.check_anchor(request, body.sign(request))
    assert error.value.code == "KEY_NOT_GOOD"
    assert not fresh_stage.force(request, body.sign(request)).succeeded


def test_only_the_administrator_named_at_deployment_acts(real_stage: RealStage) -> None:
    sender = Sender(real_stage.rpc, FileAccount(DEMO_AUTHORITY_KEY))
    stranger = FileAnchorSigner(b"\x21" * 32).address
    record = deploy(sender, real_stage.reader, network="test", admin=stranger)
    with pytest.raises(RefusedError) as error:
        RealStage(real_stage.rpc, record).authority.register_body("VD-CERT")
    assert error.value.code == "NOT_AUTHORITY"


def test_a_key_without_money_cannot_send(real_stage: RealStage) -> None:
    body = Body(real_stage)
    poor = Relayer(Sender(real_stage.rpc, FileAccount(b"\x61" * 32)), real_stage.contract)
    request = body.request()
    poor.check_anchor(request, body.sign(request))
    transaction = poor.prepare_anchor(request, body.sign(request), gas=200_000)
    with pytest.raises(RefusedError) as error:
        poor.broadcast(transaction.raw)
    assert error.value.code == "RELAYER_FUNDS"
    assert body.batch(request) is None


def test_another_contract_identity_is_not_this_one(real_stage: RealStage) -> None:
    identity = real_stage.reader.identity()
    with pytest.raises(EvidenceError) as error:
        check_chain(real_stage.reader, ChainIdentity(1, identity.genesis_hash))
    assert error.value.code == "WRONG_CHAIN"


def test_stopping_twice_is_harmless_and_starting_twice_is_refused(own_chain: Ganache) -> None:
    with pytest.raises(TransientError) as error:
        Ganache.start(own_chain.folder, project=ROOT)
    assert error.value.code == "GANACHE_FAILED"
    assert "ganache.log" in error.value.remedy("vi")
    with closing(JsonRpc(own_chain.url)) as rpc:
        assert rpc.call("eth_chainId") == "0x539"
    own_chain.stop()
    own_chain.stop()


def test_no_chain_outlives_the_program_that_started_it(tmp_path: Path) -> None:
    needs_ganache()
    script = (
        "import sys, pathlib\n"
        "from registry.chain.ganache import Ganache\n"
        "chain = Ganache.start(pathlib.Path(sys.argv[1]), project=pathlib.Path(sys.argv[2]))\n"
        "print(chain.url, flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "chain"), str(ROOT)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        url = program.stdout.readline().strip()
        with closing(JsonRpc(url)) as rpc:
            assert rpc.call("eth_chainId") == "0x539"
        program.kill()
        program.wait()
        assert gone(url), "ganache still answers"


def gone(url: str) -> bool:
    """Whether nobody answers any more, within a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with closing(JsonRpc(url, timeout=2.0)) as rpc:
                rpc.call("eth_chainId")
        except TransientError:
            return True
        time.sleep(0.1)
    return False
