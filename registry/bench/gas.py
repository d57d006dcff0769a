# SPDX-License-Identifier: Apache-2.0
"""``gas``: what the contract's acts cost, from the receipts of real transactions."""

from contextlib import closing

from registry.bench.result import Result
from registry.bench.scene import BODY, Scene, scenes
from registry.chain.calls import encode_constructor
from registry.chain.contract import ACCESS_MANAGER, artifact
from registry.chain.deploy import Deployment
from registry.chain.hexadecimal import data, read_data
from registry.chain.relayer import Relayer
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender
from registry.core.anchor import AnchorRequest, Domain
from registry.core.hashing import sha256
from registry.core.records import State
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.core.types import MerkleRoot
from registry.errors import RefusedError
from registry.ports.chain import SignedTransaction

UNIT = "gas"
CODE_BYTE_GAS = 200
"""What the EVM takes for each byte of a contract's code, before any work (yellow paper, appendix G)."""
ANCHOR_LIMITS = ((1, 90_000), (2, 100_000))
STATUS_LIMIT = 80_000
BULK_LIMIT = 32_000
NON_CONFORMITY = 1
_BATCH_SIZE = 1_000
_DAY = 86_400


def measure(size: int, chain_url: str | None = None) -> list[Result]:
    """Deployment, a batch with one and with two grants, a status change, and ``size`` of them in one call."""
    with scenes(chain_url) as (scene,), closing(JsonRpc(scene.chain_url, timeout=60.0)) as rpc:
        acts = _Acts(scene, rpc)
        # The first event of a registry's life costs more; what is measured is every later one.
        acts.anchor(1)
        return [
            *_deployment(scene, rpc),
            *(
                Result(f"anchor_{count}_grant{'s' * (count > 1)}", acts.anchor(count), UNIT, "limit", limit)
                for count, limit in ANCHOR_LIMITS
            ),
            Result("status_1", acts.status(), UNIT, "limit", STATUS_LIMIT),
            Result(f"status_many_{size}", acts.status_many(size) / size, f"{UNIT}/record", "limit", BULK_LIMIT),
        ]  # fmt: skip


class _Acts:
    """The body's signed acts, each mined and charged; subjects and roots are drawn anew each time."""

    def __init__(self, scene: Scene, rpc: JsonRpc) -> None:
        self._scene = scene
        self._relayer = Relayer(Sender(rpc, scene.place.keyring.account("relayer")), scene.place.contract)
        self._signer = scene.place.keyring.anchor_signer(BODY)
        self._domain = Domain(chain_id=scene.place.network.chain_id, contract=scene.place.contract)
        self._deadline = scene.place.checked_reader().head().timestamp + _DAY
        self._drawn = 0

    def anchor(self, grants: int) -> int:
        """One batch of 1,000 leaves under so many grants."""
        request = AnchorRequest(
            body=BODY, grants=tuple(range(1, grants + 1)), root=MerkleRoot(self._subject()), size=_BATCH_SIZE,
            deadline=self._deadline,
        )  # fmt: skip
        signature = self._signer.sign_digest(request.digest(self._domain))
        return self._mined(self._relayer.prepare_anchor(request, signature))

    def status(self) -> int:
        """One subject suspended."""
        return self._status(StatusRequest(body=BODY, item=self._item(), deadline=self._deadline))

    def status_many(self, count: int) -> int:
        """So many subjects suspended under one signature."""
        items = tuple(self._item() for _ in range(count))
        return self._status(StatusManyRequest(body=BODY, items=items, deadline=self._deadline))

    def _status(self, request: StatusRequest | StatusManyRequest) -> int:
        signature = self._signer.sign_digest(request.digest(self._domain))
        return self._mined(self._relayer.prepare_status(request, signature))

    def _mined(self, transaction: SignedTransaction) -> int:
        self._relayer.broadcast(transaction.raw)
        receipt = self._relayer.wait(transaction.hash)
        if not receipt.succeeded:
            raise RefusedError("CHAIN_REVERTED", reason="0x" + transaction.hash.hex())
        return receipt.gas_used

    def _item(self) -> StatusItem:
        return StatusItem(subject=self._subject(), n=0, state=State.SUSPENDED, reason=NON_CONFORMITY)

    def _subject(self) -> bytes:
        self._drawn += 1
        return sha256(self._drawn.to_bytes(8, "big"))


def _deployment(scene: Scene, rpc: JsonRpc) -> list[Result]:
    """Contract and access manager, each beside what its code alone costs to keep."""
    sender = Sender(rpc, scene.place.keyring.account("authority"))
    manager = encode_constructor(artifact(ACCESS_MANAGER).bytecode, ["address"], sender.address)
    manager_receipt, _ = sender.send(None, manager)
    record = Deployment.parse(scene.folder.home.deployment.read_bytes())
    contract_receipt = sender.wait(record.transaction_hash)
    made = (
        ("deploy_contract", contract_receipt, record.contract),
        ("deploy_access_manager", manager_receipt, record.access_manager),
    )
    return [
        Result(name, receipt.gas_used, UNIT, "its code alone", _code_gas(rpc, address))
        for name, receipt, address in made
    ]


def _code_gas(rpc: JsonRpc, address: bytes) -> int:
    return CODE_BYTE_GAS * len(read_data(rpc.call("eth_getCode", data(address), "latest"), "eth_getCode"))
