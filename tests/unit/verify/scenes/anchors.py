# SPDX-License-Identifier: Apache-2.0
"""Checks 3 and 6."""

from datetime import date

from msgspec.structs import replace

from registry.core import layout
from registry.core.bundle import encode_bundle
from registry.core.code import code_of
from registry.core.hashing import body_id, keccak256
from registry.core.records import (
    ZERO_SLOT,
    BatchRecord,
    BodyRecord,
    ContractState,
)
from registry.verify import Question, Report, recognise, verify
from tests.unit.core.samples import Key
from tests.unit.verify.build import ANCHORED, World
from tests.unit.verify.scenes.scene import DAY, FILE, Altered, gives


@gives(3, "SKIPPED", "NO_EVIDENCE", "INDETERMINATE", "UNREACHABLE")
@gives(6, "ERROR", "CHAIN_UNREACHABLE", "INDETERMINATE", "UNREACHABLE")
def chain_down() -> Report:
    world = World()
    issued = world.issue()
    world.chain.down = True
    return world.verify(issued)


@gives(3, "FAIL", "BODY_DIFFERS", "INVALID", "TAMPERED")
def batch_of_another_body() -> Report:
    world = World()
    issued = world.issue()
    anchor = replace(issued.bundle.anchors[0], body="VD-LAB")
    return world.verify(encode_bundle(replace(issued.bundle, anchors=(anchor,))))


@gives(3, "FAIL", "SIGNER_KEY_UNKNOWN", "INVALID", "KEY_NOT_GOOD")
def unregistered_key() -> Report:
    world = World()
    world.key = Key(3)
    return world.verify(world.issue())


@gives(3, "FAIL", "SIGNER_KEY_NOT_YET_VALID", "INVALID", "KEY_NOT_GOOD")
def key_registered_later() -> Report:
    world = World()
    world.key = Key(3)
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.add_key("VD-CERT", Key(3).jwk.thumbprint())
    return world.verify(issued)


@gives(3, "FAIL", "SIGNER_KEY_REVOKED", "INVALID", "KEY_NOT_GOOD")
def key_revoked_before() -> Report:
    world = World()
    world.chain.revoke_key("VD-CERT", world.key.jwk.thumbprint())
    world.chain.advance(DAY)
    return world.verify(world.issue())


@gives(3, "FAIL", "SIGNER_KEY_COMPROMISED", "INVALID", "KEY_NOT_GOOD")
def key_compromised_before() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.set_compromised("VD-CERT", world.anchor_key.id, since=ANCHORED - 60)
    return world.verify(issued)


@gives(6, "WARN", "DEMO_NETWORK", "VALID", "VALID")
def demo_network() -> Report:
    world = World(demo=True)
    return world.verify(world.issue())


@gives(6, "ERROR", "CERTIFICATE_NOT_FOUND", "INDETERMINATE", "NOT_FOUND")
def code_nobody_issued() -> Report:
    return World().verify(code_of(b"nobody issued this"))


@gives(6, "ERROR", "NUMBER_NOT_FOUND", "INDETERMINATE", "NOT_FOUND")
def number_nobody_issued() -> Report:
    return World().verify(recognise("VD-CERT/1", body="VD-CERT"))


@gives(6, "ERROR", "NO_SOURCE", "INDETERMINATE", "CANNOT_TELL")
def no_source() -> Report:
    world = World()
    thing = recognise(code_of(b"x"))
    return verify(
        thing, trust=world.trust(), readers=[world.chain], bundles=None, question=Question(), now=world.now
    )


@gives(6, "ERROR", "SOURCE_UNREACHABLE", "INDETERMINATE", "UNREACHABLE")
def source_down() -> Report:
    world = World()
    issued = world.issue()
    world.source.down = True
    return world.verify(issued.code)


@gives(6, "ERROR", "WRONG_NETWORK", "INDETERMINATE", "WRONG_NETWORK")
def another_network() -> Report:
    world = World()
    return world.verify(world.issue(network="antin-other"))


@gives(6, "ERROR", "NOT_ANCHORED", "INDETERMINATE", "NOT_FOUND")
def never_anchored() -> Report:
    world = World()
    return world.verify(world.issue(anchored=False))


@gives(6, "ERROR", "NOT_ANCHORED_AT_DATE", "INDETERMINATE", "NOT_ANCHORED_AT_DATE")
def anchored_later() -> Report:
    world = World()
    return world.verify(world.issue(), at=date(2026, 7, 15))


@gives(6, "FAIL", "ANCHOR_SIZE_DIFFERS", "INVALID", "TAMPERED")
def batch_of_another_size() -> Report:
    world = World()
    issued = world.issue()
    slot = layout.batch_slot(issued.batch)
    record = BatchRecord(int.from_bytes(world.anchor_key.address, "big"), ANCHORED, 7, 16)
    return world.verify(issued, readers=[Altered(world, {slot: record.encode()})])


def _flags(flags: int) -> Report:
    world = World()
    issued = world.issue()
    record = BatchRecord(int.from_bytes(world.anchor_key.address, "big"), ANCHORED, 3, flags)
    return world.verify(issued, readers=[Altered(world, {layout.batch_slot(issued.batch): record.encode()})])


@gives(6, "ERROR", "ANCHOR_VERSION_UNKNOWN", "INDETERMINATE", "CANNOT_TELL")
def batch_of_another_version() -> Report:
    return _flags(2 << 4)


@gives(6, "ERROR", "ANCHOR_KIND_UNKNOWN", "INDETERMINATE", "CANNOT_TELL")
def batch_of_another_kind() -> Report:
    return _flags((1 << 4) + 1)


@gives(6, "ERROR", "FILE_STATEMENT_NOT_ANCHORED", "INDETERMINATE", "CANNOT_TELL")
def statement_not_anchored() -> Report:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    anchor = replace(issued.bundle.anchors[1], grants=(1, 2))
    bundle = replace(issued.bundle, anchors=(issued.bundle.anchors[0], anchor))
    return world.verify(encode_bundle(bundle))


@gives(6, "ERROR", "EVIDENCE_NO_NODE", "INDETERMINATE", "CANNOT_TELL")
def no_node() -> Report:
    world = World()
    return world.verify(world.issue(), readers=[])


@gives(6, "ERROR", "EVIDENCE_NODES_DISAGREE", "INDETERMINATE", "CANNOT_TELL")
def nodes_disagree() -> Report:
    world = World(agree=2)
    issued = world.issue()
    liar = Altered(world, {layout.batch_slot(issued.batch): ZERO_SLOT})
    return world.verify(issued, readers=[world.chain, liar])


@gives(6, "ERROR", "EVIDENCE_NODES_LAG", "INDETERMINATE", "CANNOT_TELL")
def nodes_far_apart() -> Report:
    world = World(agree=2)
    issued = world.issue()
    behind = world.chain.head()
    world.chain.advance(DAY)
    return world.verify(issued, readers=[world.chain, Altered(world, head=behind)])


@gives(6, "ERROR", "EVIDENCE_WRONG_CHAIN", "INDETERMINATE", "CANNOT_TELL")
def node_of_another_chain() -> Report:
    world = World()
    issued = world.issue()
    other = replace(world.chain.identity(), genesis_hash=b"\x07" * 32)
    return world.verify(issued, readers=[Altered(world, identity=other)])


@gives(6, "ERROR", "EVIDENCE_NO_CONTRACT", "INDETERMINATE", "CANNOT_TELL")
def no_contract() -> Report:
    world = World()
    return world.verify(world.issue(), readers=[Altered(world, code_hash=keccak256(b""))])


@gives(6, "ERROR", "EVIDENCE_OTHER_CONTRACT", "INDETERMINATE", "CANNOT_TELL")
def other_code() -> Report:
    world = World()
    return world.verify(world.issue(), readers=[Altered(world, code_hash=b"\x01" * 32)])


def _state(**changes: int) -> Report:
    world = World()
    issued = world.issue()
    slot = layout.fixed_slot(layout.CONTRACT_STATE)
    state = ContractState.decode(world.chain.slots(world.chain.contract, [slot], world.chain.head())[0])
    assert state is not None
    return world.verify(issued, readers=[Altered(world, {slot: replace(state, **changes).encode()})])


@gives(6, "ERROR", "EVIDENCE_CONTRACT_VERSION", "INDETERMINATE", "CANNOT_TELL")
def contract_of_another_version() -> Report:
    return _state(version=2)


@gives(6, "ERROR", "EVIDENCE_OTHER_CHAIN", "INDETERMINATE", "CANNOT_TELL")
def contract_of_another_chain_id() -> Report:
    return _state(chain_id=1)


@gives(6, "ERROR", "EVIDENCE_CONTRADICTORY", "INDETERMINATE", "CANNOT_TELL")
def history_that_lacks_a_change() -> Report:
    world = World()
    issued = world.issue()
    slot = layout.change_slot(body_id("VD-CERT"), 0, 0)
    return world.verify(issued, readers=[Altered(world, {slot: bytes(32)})])


@gives(6, "ERROR", "EVIDENCE_TOO_LARGE", "INDETERMINATE", "CANNOT_TELL")
def too_many_changes() -> Report:
    world = World()
    issued = world.issue()
    record = world.chain.body_record("VD-CERT")
    assert isinstance(record, BodyRecord)
    slot = layout.body_slot(body_id("VD-CERT"))
    return world.verify(issued, readers=[Altered(world, {slot: replace(record, changes=5_000).encode()})])


@gives(6, "ERROR", "FILE_NOT_BOUND", "INDETERMINATE", "FILE_NOT_BOUND")
@gives(11, "ERROR", "FILE_NOT_BOUND", "INDETERMINATE", "FILE_NOT_BOUND")
def scan_of_the_paper() -> Report:
    return World().verify(b"\xff\xd8 a scan")
