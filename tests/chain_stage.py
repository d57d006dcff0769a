# SPDX-License-Identifier: Apache-2.0
"""One way to act on a chain in memory and on a real one, so that one suite runs on both."""

from collections.abc import Sequence
from itertools import count
from typing import Any, Protocol

from registry.chain.authority import AuthorityActs
from registry.chain.deploy import Deployment, deploy
from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY
from registry.chain.reader import RpcChainReader
from registry.chain.relayer import Relayer
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender
from registry.core import layout
from registry.core.anchor import AnchorRequest, Domain, batch_id, typed_digest
from registry.core.hashing import body_id, sha256
from registry.core.records import Basis, BatchRecord
from registry.core.status import StatusManyRequest, StatusRequest
from registry.core.types import Address, MerkleRoot
from registry.keys.signers import FileAccount, FileAnchorSigner
from registry.ports.authority import Authority
from registry.ports.chain import BodyRequest, ChainReader, ChainWriter, Receipt
from registry.testing.fake_chain import FakeChain

# Third account of ganache's published mnemonic: a second relayer.
SECOND_RELAYER_KEY = bytes.fromhex("6370fd033278c143179d81c5526140625662b8daa446c22ee2d73db3707e620c")
STRANGER_KEY = bytes.fromhex("646f1ce2fdad0e6deeeb5c7e8e5543bdde65e86029e2fd9fc169899c440a7913")
PLENTY = 600_000  # gas, so that a refused transaction reaches a block instead of failing its estimate
_numbers = count(1)
StatusAsked = StatusRequest | StatusManyRequest
Request = AnchorRequest | StatusAsked | BodyRequest


class Stage(Protocol):
    """A contract, those who act on it, and time."""

    contract: Address
    domain: Domain

    @property
    def reader(self) -> ChainReader: ...

    @property
    def writer(self) -> ChainWriter: ...

    @property
    def second_writer(self) -> ChainWriter: ...

    @property
    def authority(self) -> Authority: ...

    @property
    def stranger(self) -> Authority: ...

    def advance(self, seconds: int) -> None: ...

    def force(self, request: Request, signature: bytes) -> Receipt:
        """Send although the contract would refuse, and return the receipt."""

    def another_contract(self) -> Address: ...


class FakeStage:
    """The chain in memory."""

    def __init__(self) -> None:
        chain = FakeChain()
        self.chain = chain
        self.contract, self.domain = chain.contract, chain.domain
        self.reader: ChainReader = chain
        self.writer: ChainWriter = chain
        self.second_writer: ChainWriter = chain.as_sender(Address(b"\x22" * 20))
        self.authority: Authority = chain
        stranger = chain.as_sender(Address(b"\x33" * 20))
        stranger.sender = Address(b"\x33" * 20)
        self.stranger: Authority = stranger

    def advance(self, seconds: int) -> None:
        self.chain.advance(seconds)

    def force(self, request: Request, signature: bytes) -> Receipt:
        if isinstance(request, AnchorRequest):
            transaction = self.writer.prepare_anchor(request, signature)
        elif isinstance(request, StatusAsked):
            transaction = self.writer.prepare_status(request, signature)
        else:
            transaction = self.writer.prepare_request(request, signature)
        self.writer.broadcast(transaction.raw)
        receipt = self.writer.receipt(transaction.hash)
        assert receipt is not None
        return receipt

    def another_contract(self) -> Address:
        return self.chain.another_contract(Address(b"\xc1" * 20)).contract


class RealStage:
    """A node that speaks JSON-RPC."""

    def __init__(self, rpc: JsonRpc, deployment: Deployment) -> None:
        self.rpc, self.deployment, self.contract = rpc, deployment, deployment.contract
        self.domain = Domain(chain_id=deployment.chain_id, contract=deployment.contract)
        self.reader = RpcChainReader(rpc)
        self.relayer = self._relayer(DEMO_RELAYER_KEY)
        self.writer: ChainWriter = self.relayer
        self.second_writer: ChainWriter = self._relayer(SECOND_RELAYER_KEY)
        self.authority: Authority = self._acts(DEMO_AUTHORITY_KEY)
        self.stranger: Authority = self._acts(STRANGER_KEY)

    def advance(self, seconds: int) -> None:
        self.rpc.call("evm_increaseTime", seconds)
        self.rpc.call("evm_mine")

    def force(self, request: Request, signature: bytes) -> Receipt:
        if isinstance(request, AnchorRequest):
            transaction = self.relayer.prepare_anchor(request, signature, gas=PLENTY)
        elif isinstance(request, StatusAsked):
            transaction = self.relayer.prepare_status(request, signature, gas=PLENTY)
        else:
            transaction = self.relayer.prepare_request(request, signature, gas=PLENTY)
        self.relayer.broadcast(transaction.raw)
        return self.relayer.wait(transaction.hash)

    def another_contract(self) -> Address:
        return deployed(self.rpc).contract

    def _relayer(self, key: bytes) -> Relayer:
        return Relayer(Sender(self.rpc, FileAccount(key)), self.contract)

    def _acts(self, key: bytes) -> AuthorityActs:
        return AuthorityActs(Sender(self.rpc, FileAccount(key)), self.contract)


def deployed(rpc: JsonRpc) -> RealStage:
    """Deploy the contract with the demo authority as its administrator."""
    account = FileAccount(DEMO_AUTHORITY_KEY)
    record = deploy(Sender(rpc, account), RpcChainReader(rpc), network="test", admin=account.address)
    return RealStage(rpc, record)


class Body:
    """A registered body with one grant and one good anchor key, and its requests."""

    def __init__(self, stage: Stage, *, register: bool = True) -> None:
        self.stage = stage
        self.start = stage.reader.head().timestamp
        self.code = f"TEST-{next(_numbers)}"
        self.key = FileAnchorSigner(sha256(self.code.encode()))
        if register:
            stage.authority.register_body(self.code)
            self.grant = stage.authority.grant(self.code, Basis.DESIGNATION, "QCVN 4:2009/BKHCN")
            self.add_key(self.key)

    @property
    def id(self) -> bytes:
        return body_id(self.code)

    @property
    def key_id(self) -> bytes:
        return layout.anchor_key_id(self.key.address)

    def add_key(self, key: FileAnchorSigner) -> None:
        message = {"body": self.id, "key": key.address, "validFrom": 0}
        proof = key.sign_digest(typed_digest(self.stage.domain, "RegisterAnchorKey", message))
        self.stage.authority.register_anchor_key(self.code, key.address, proof)

    def request(self, root: int = 1, size: int = 3, **changes: Any) -> AnchorRequest:
        deadline = self.stage.reader.head().timestamp + 3_600
        fields: dict[str, Any] = {"grants": (1,), "root": MerkleRoot(root.to_bytes(32, "big")), "size": size,
                                  "deadline": deadline}  # fmt: skip
        return AnchorRequest(body=self.code, **{**fields, **changes})

    def sign(self, request: Request) -> bytes:
        return self.key.sign_digest(request.digest(self.stage.domain))

    def anchor(self, request: AnchorRequest, writer: ChainWriter | None = None) -> Receipt:
        chosen = writer or self.stage.writer
        transaction = chosen.prepare_anchor(request, self.sign(request))
        return mined(chosen, transaction.raw, transaction.hash)

    def set_status(self, request: StatusRequest | StatusManyRequest) -> Receipt:
        transaction = self.stage.writer.prepare_status(request, self.sign(request))
        return mined(self.stage.writer, transaction.raw, transaction.hash)

    def batch(self, request: AnchorRequest) -> BatchRecord | None:
        identity = batch_id(self.code, request.grants, request.root, retrospective=request.retrospective)
        slot = layout.batch_slot(identity)
        return BatchRecord.decode(read(self.stage, [slot])[0])


def mined(writer: ChainWriter, raw: bytes, transaction_hash: bytes) -> Receipt:
    """Send and take the receipt; both chains here mine at once."""
    writer.broadcast(raw)
    receipt = writer.receipt(transaction_hash)
    assert receipt is not None
    return receipt


def read(stage: Stage, slots: Sequence[bytes]) -> list[bytes]:
    """Slots of the stage's contract at the newest block."""
    return stage.reader.slots(stage.contract, slots, stage.reader.head())
