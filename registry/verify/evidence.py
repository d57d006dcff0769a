# SPDX-License-Identifier: Apache-2.0
"""What the chain says about one certificate: interpreted storage, nothing judged yet."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from registry.core import layout
from registry.core.chainproof.finality import Finality
from registry.core.hashing import body_id
from registry.core.history import KeyHistory, Standing
from registry.core.records import (
    BatchRecord,
    BodyRecord,
    ChangeRecord,
    ContractState,
    GrantRecord,
    KeyRecord,
    Lane,
    OrderRecord,
    State,
    StatusRecord,
    SurveillanceRecord,
)
from registry.core.types import Address
from registry.ports.chain import BlockRef
from registry.verify.slots import SlotTable
from registry.verify.trust import Network


class LeafSubject(Struct, frozen=True):
    """A leaf hash and, where a bundle names one, the id of its batch.

    ``anchor_key`` is the address that anchored it, for contracts that took over and hold no such batch.
    """

    leaf: bytes
    batch: bytes | None
    anchor_key: int | None = None


class Subject(Struct, frozen=True):
    """What to ask about: ``files`` are the file statements that matter, ``actors`` addresses whose key
    records matter beside those that are found to; ``previous`` is the leaf hash of the revision before.
    """

    body: str
    grants: tuple[int, ...]
    key: bytes | None
    leaf: LeafSubject
    files: tuple[LeafSubject, ...] = ()
    actors: tuple[int, ...] = ()
    previous: bytes | None = None


class LeafEvidence(NamedTuple):
    """Batch, its anchor key, and every status record of a leaf and of its batch."""

    batch: BatchRecord | None
    anchor_key: KeyHistory | None
    lanes: tuple[tuple[StatusRecord, ...], tuple[StatusRecord, ...]]
    batch_lane: tuple[StatusRecord, ...]


class GrantEvidence(NamedTuple):
    """One grant of the body."""

    basis: int
    grantor: int
    scope_hash: bytes
    standing: Standing


class Order(NamedTuple):
    """An order over the body (``grant`` 0) or one of its grants."""

    grant: int
    record: OrderRecord


class ContractEvidence(Struct, frozen=True):
    """One contract's storage at the block, as far as it concerns the subject; ``None`` is proven absence."""

    contract: Address
    state: ContractState
    successor: Address
    body: Standing | None
    grants: dict[int, GrantEvidence | None]
    key: KeyHistory | None
    leaf: LeafEvidence
    files: tuple[LeafEvidence, ...]
    actors: dict[int, KeyHistory]
    """Keys of the body that wrote a reinstatement into its lane, by address."""
    orders: tuple[Order, ...]
    surveillance: SurveillanceRecord | None
    """The latest surveillance of the certificate, or of the revision before where this one has none yet; the
    contract keeps no earlier one.
    """


class ChainEvidence(Struct, frozen=True):
    """``contracts`` are the one that anchored and those that took over from it, all read at ``block``.

    ``complete`` is false where a retired contract names a successor that the trust list does not pin.
    ``finality`` is what the seals of a chain proof are worth; ``None`` for what nodes answered in this run.
    """

    network: Network
    block: BlockRef
    contracts: tuple[ContractEvidence, ...]
    complete: bool = True
    finality: Finality | None = None

    @property
    def read_now(self) -> bool:
        """Whether the time of reading stands for the block's: blocks of a dev chain come only with
        transactions, and its nodes answered in this run. A proof is as old as its block.
        """
        return self.finality is None and self.network.block_period == 0

    @property
    def anchor(self) -> ContractEvidence:
        """The contract that the certificate was anchored in."""
        return self.contracts[0]


def interpret(table: SlotTable, contract: Address, subject: Subject) -> ContractEvidence:
    """Read everything about ``subject`` out of a contract's storage.

    Raises ``EvidenceError``: RECORD_FORMAT, EVIDENCE_CONTRADICTORY, EVIDENCE_TOO_LARGE.
    """
    body = body_id(subject.body)
    record = table.record(BodyRecord, layout.body_slot(body))
    leaf = _leaf(table, body, subject.leaf)
    files = tuple(_leaf(table, body, item) for item in subject.files)
    state = table.record(ContractState, layout.fixed_slot(layout.CONTRACT_STATE))
    return ContractEvidence(
        contract=contract,
        state=state or ContractState(0, 0, 0, 0, 0),
        successor=Address(table.word(layout.fixed_slot(layout.SUCCESSOR))[12:]),
        body=None if record is None else _standing(table, body, 0, record),
        grants={number: _grant(table, body, number) for number in subject.grants},
        key=None if subject.key is None else _key(table, body, subject.key),
        leaf=leaf,
        files=files,
        actors=_actors(table, body, (leaf, *files), subject.actors),
        orders=_orders(table, body, record, subject.grants),
        surveillance=_surveillance(table, body, (subject.leaf.leaf, subject.previous)),
    )


def _surveillance(
    table: SlotTable, body: bytes, leaves: tuple[bytes | None, ...]
) -> SurveillanceRecord | None:
    slots = [layout.surveillance_slot(body, leaf) for leaf in leaves if leaf is not None]
    records = [table.record(SurveillanceRecord, slot) for slot in slots]
    return next((record for record in records if record is not None), None)


def _leaf(table: SlotTable, body: bytes, subject: LeafSubject) -> LeafEvidence:
    batch = None
    if subject.batch is not None:
        batch = table.record(BatchRecord, layout.batch_slot(subject.batch))
    signer = subject.anchor_key
    if signer is None and batch is not None:
        signer = batch.anchor_key
    return LeafEvidence(
        batch=batch,
        anchor_key=None if signer is None else _key(table, body, layout.anchor_key_id(signer)),
        lanes=(_lane(table, body, subject.leaf, Lane.BODY), _lane(table, body, subject.leaf, Lane.AUTHORITY)),
        batch_lane=() if subject.batch is None else _lane(table, body, subject.batch, Lane.BODY),
    )


def _lane(table: SlotTable, body: bytes, subject: bytes, lane: Lane) -> tuple[StatusRecord, ...]:
    return table.listed(StatusRecord, lambda n: layout.status_slot(body, subject, lane, n))


def _standing(table: SlotTable, body: bytes, grant: int, record: BodyRecord | GrantRecord) -> Standing:
    changes = table.counted(ChangeRecord, record.changes, lambda n: layout.change_slot(body, grant, n))
    standing = Standing(changes)
    if len(changes) == record.changes:
        standing.check_against(record)
    return standing


def _grant(table: SlotTable, body: bytes, number: int) -> GrantEvidence | None:
    record = table.record(GrantRecord, layout.grant_slot(body, number))
    scope = table.word(layout.grant_scope_slot(body, number))
    if record is None:
        return None
    return GrantEvidence(record.basis, record.grantor, scope, _standing(table, body, number, record))


def _key(table: SlotTable, body: bytes, key: bytes) -> KeyHistory | None:
    record = table.record(KeyRecord, layout.key_slot(body, key))
    if record is None:
        return None
    changes = table.counted(ChangeRecord, record.changes, lambda n: layout.key_change_slot(body, key, n))
    history = KeyHistory(record.kind, changes)
    if len(changes) == record.changes:
        history.check_against(record)
    return history


def _actors(
    table: SlotTable, body: bytes, leaves: tuple[LeafEvidence, ...], more: tuple[int, ...]
) -> dict[int, KeyHistory]:
    records = [record for leaf in leaves for record in (*leaf.lanes[Lane.BODY], *leaf.batch_lane)]
    addresses = {*more, *(record.actor for record in records if record.state == State.ACTIVE)}
    keys = {actor: _key(table, body, layout.anchor_key_id(actor)) for actor in sorted(addresses)}
    return {actor: key for actor, key in keys.items() if key is not None}


def _orders(
    table: SlotTable, body: bytes, record: BodyRecord | None, grants: tuple[int, ...]
) -> tuple[Order, ...]:
    counts = {0: record.orders if record else 0}
    for number in grants:
        grant = table.record(GrantRecord, layout.grant_slot(body, number))
        counts[number] = grant.orders if grant else 0
    return tuple(
        Order(number, order)
        for number, count in counts.items()
        for order in table.counted(OrderRecord, count, _order_place(body, number))
    )


def _order_place(body: bytes, grant: int) -> Callable[[int], bytes]:
    return lambda n: layout.order_slot(body, grant, n)
