# SPDX-License-Identifier: Apache-2.0
"""Status lists say what the chain says, and nothing that it has not said."""

import random
from dataclasses import replace
from typing import Any

import pytest

from registry.core import layout
from registry.core.credential import parse_credential
from registry.core.credential.addresses import LIST_SIZE
from registry.core.hashing import body_id
from registry.core.records import Basis, Lane, OrderRecord, State
from registry.core.types import Address, Code, LeafHash
from registry.errors import EvidenceError, RefusedError, RegistryError, TransientError
from registry.ports.store_rows import StoredCertificate
from registry.service.anchor import anchor
from registry.service.bundle import bundle_of
from registry.service.status_lists import FRESH_SECONDS, LIFE_SECONDS, StatusLists
from registry.testing.faults import Faults, FaultyChain
from registry.verify.trust import PinnedContract
from tests.reference.test_issue_verifies import judged
from tests.unit.service.publishing import Opened, network, opened, post_order, publish_deps
from tests.unit.service.world import START, World, calibration_draft, draft

DAY = 86_400


def stored(world: World) -> list[StoredCertificate]:
    with world.stores[-1].reading() as work:
        return list(work.certificates.each())


def lists(world: World, **changes: Any) -> tuple[Opened, Opened]:
    """Revocation and suspension of VD-CERT's first list, derived anew."""
    made = StatusLists(publish_deps(world, **changes))
    return opened(made.get("VD-CERT", 0, "revocation")), opened(made.get("VD-CERT", 0, "suspension"))


def sets(world: World) -> tuple[set[int], set[int]]:
    revocation, suspension = lists(world)
    return revocation.set, suspension.set


def test_credentials_point_at_their_bit(world: World) -> None:
    world.anchored(draft("A-1"), draft("A-2"))
    one, two = stored(world)
    assert sets(world) == (set(), set())
    world.chain.set_status("VD-CERT", one.leaf, State.WITHDRAWN, reason=1)
    revocation, suspension = lists(world)
    entry = parse_credential(one.jws).payload["credentialStatus"]
    assert revocation.payload["id"] == entry["statusListCredential"]
    assert revocation.set == {int(entry["statusListIndex"])} == {one.status_index}
    assert suspension.payload["id"] == entry["statusListCredential"].replace("/revocation", "/suspension")
    assert (suspension.set, two.status_index in revocation.set) == (set(), False)
    assert revocation.payload["issuer"] == "did:web:antin.example.vn"


@pytest.mark.parametrize("lane", list(Lane))
def test_each_lane_counts(world: World, lane: Lane) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    bit = {one.status_index}
    move = world.chain.set_status
    move("VD-CERT", one.leaf, State.SUSPENDED, reason=1, lane=lane)
    assert sets(world) == (set(), bit)
    move("VD-CERT", one.leaf, State.ACTIVE, lane=lane)
    assert sets(world) == (set(), set())
    move("VD-CERT", one.leaf, State.SUPERSEDED, reason=16, lane=lane)
    assert sets(world) == (bit, set())


def test_one_lane_does_not_hide_the_other(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    world.chain.set_status("VD-CERT", one.leaf, State.SUPERSEDED, reason=16)
    world.chain.set_status("VD-CERT", one.leaf, State.SUSPENDED, reason=11, lane=Lane.AUTHORITY)
    assert sets(world) == ({one.status_index}, {one.status_index})


def test_whole_batch_counts_for_each_of_it(world: World) -> None:
    result = world.anchored(draft("A-1"), draft("A-2"))
    with world.stores[-1].reading() as work:
        batch = work.batches.get(result.batches[0])
    assert batch is not None
    world.chain.set_status("VD-CERT", batch.batch_id, State.SUSPENDED, reason=3)
    assert sets(world) == (set(), {row.status_index for row in stored(world)})


def test_reinstatement_by_a_compromised_key_does_not_count(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    signer = world.anchors["VD-CERT"].address
    world.chain.set_status("VD-CERT", one.leaf, State.SUSPENDED, reason=1, actor=signer)
    world.chain.set_status("VD-CERT", one.leaf, State.ACTIVE, actor=signer)
    assert sets(world) == (set(), set())
    world.chain.set_compromised("VD-CERT", layout.anchor_key_id(signer), since=world.now() - 60)
    assert sets(world) == (set(), {one.status_index})


@pytest.mark.parametrize(
    ("action", "grant", "interval", "expected"),
    [
        (1, 0, (START - DAY, 0), ("", "")),
        (2, 0, (START - 3_600, 0), ("", "bit")),
        (3, 0, (START - DAY, 0), ("bit", "")),
        (3, 2, (START - DAY, START + DAY), ("bit", "")),
        (3, 0, (START + DAY, 0), ("", "")),
        (3, 0, (START - 3 * DAY, START - DAY), ("bit", "")),  # the issue day lies in it
        (3, 0, (START - 400 * DAY, START - 300 * DAY), ("", "")),
    ],
)
def test_orders_that_match(
    world: World, action: int, grant: int, interval: tuple[int, int], expected: tuple[str, str]
) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    now = world.now()
    order = OrderRecord(action, 11, *interval, now, now, 0)
    post_order(world.chain, body_id("VD-CERT"), grant, order)
    bits = {"": set(), "bit": {one.status_index}}
    assert sets(world) == (bits[expected[0]], bits[expected[1]])


def test_orders_begin_and_end(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    now = world.now()
    post_order(world.chain, body_id("VD-CERT"), 0, OrderRecord(2, 11, 0, 0, now + 100, now, now + 200))
    seen = []
    for _ in range(3):
        seen.append(sets(world)[1] == {one.status_index})
        world.chain.advance(120)
    assert seen == [False, True, False]


def test_lists_agree_with_the_verifier_on_random_histories(world: World) -> None:
    world.anchored(*(draft(f"A-{n}") for n in range(8)))
    rows, chance = stored(world), random.Random(20)
    for _ in range(60):
        row, lane = chance.choice(rows), chance.choice(list(Lane))
        try:
            world.chain.set_status("VD-CERT", row.leaf, chance.choice(list(State)), reason=1, lane=lane)
        except RefusedError:
            continue
    revoked, suspended = sets(world)
    for row in rows:
        report = judged(world, bundle_of(row.code, store=world.stores[-1]))
        here = (row.status_index in revoked, row.status_index in suspended)
        assert {
            "STATUS_ACTIVE": here == (False, False),
            "STATUS_SUPERSEDED": here == (True, False),
            "STATUS_SUSPENDED": here[1],
            "STATUS_WITHDRAWN": here[0],
        }[report.checks[7].code]
    assert revoked
    assert suspended


def test_a_list_is_of_one_body_and_only_of_what_is_anchored(world: World) -> None:
    world.anchored(calibration_draft(), body="VD-LAB")
    world.issue(draft("A-1"))
    made = StatusLists(publish_deps(world))
    assert opened(made.get("VD-LAB", 0, "revocation")).set == set()
    for body, number in (("VD-CERT", 1), ("VD-NEIN", 0)):
        with pytest.raises(RefusedError) as error:
            made.get(body, number, "revocation")
        assert error.value.code == "STATUS_LIST_UNKNOWN"


def test_second_list_begins_where_the_first_ends(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    other = replace(
        one, code=Code(one.code[:-1] + "0"), leaf=LeafHash(bytes(32)), number="A-2", normal_number="A2",
        status_index=LIST_SIZE + 5,
    )  # fmt: skip
    with world.stores[-1].writing() as work:
        work.certificates.add([other])
        found = work.certificates.listed("VD-CERT", LIST_SIZE, 2 * LIST_SIZE)
    assert found == []  # in no batch yet, so it is in no list either


def test_unanchored_certificate_that_the_store_calls_final_is_an_error(world: World) -> None:
    world.anchored(draft("A-1"))

    class Empty(FaultyChain):
        """A chain that has forgotten every batch."""

        def slots(self, contract: Address, slots: list[bytes], block: Any) -> list[bytes]:
            with world.stores[-1].reading() as work:
                lost = {layout.batch_slot(b.batch_id) for b in work.batches.page(limit=9, offset=0)[0]}
            values = world.chain.slots(contract, slots, block)
            return [bytes(32) if slot in lost else v for slot, v in zip(slots, values, strict=True)]

    with pytest.raises(EvidenceError) as error:
        lists(world, reader=lambda: Empty(world.chain, Faults()))
    assert error.value.code == "STATUS_LIST_NOT_ANCHORED"


def test_kept_list_is_handed_out_until_it_ends_and_never_longer(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    made = StatusLists(publish_deps(world))
    first = made.get("VD-CERT", 0, "revocation")
    world.chain.set_status("VD-CERT", one.leaf, State.WITHDRAWN, reason=1)
    assert made.get("VD-CERT", 0, "revocation") is first
    world.chain.down = True
    world.chain.ledger.now += FRESH_SECONDS
    assert made.get("VD-CERT", 0, "revocation") is first
    assert opened(first).payload["validUntil"] == "2026-11-22T12:15:00Z"
    world.chain.ledger.now = first.valid_until - 1
    assert made.get("VD-CERT", 0, "revocation") is first
    world.chain.ledger.now = first.valid_until
    with pytest.raises(TransientError):
        made.get("VD-CERT", 0, "revocation")
    world.chain.down = False
    assert opened(made.get("VD-CERT", 0, "revocation")).set == {one.status_index}


def test_an_unreachable_chain_gives_no_first_list(world: World) -> None:
    world.anchored(draft("A-1"))
    world.chain.down = True
    with pytest.raises(TransientError) as error:
        lists(world)
    assert error.value.code == "CHAIN_UNREACHABLE"


def test_chain_that_stands_still_gives_no_list(world: World) -> None:
    world.anchored(draft("A-1"))
    rhythm = network(world, block_period=5)
    lists(world, network=rhythm)
    world.chain.ledger.now += LIFE_SECONDS + 1
    with pytest.raises(TransientError) as error:
        lists(world, network=rhythm)
    assert error.value.code == "STATUS_LIST_STALE"


def test_only_final_blocks_count(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    for _ in range(3):
        world.chain.advance(1)
    world.chain.set_status("VD-CERT", one.leaf, State.WITHDRAWN, reason=1)
    deep = network(world, finality=3)
    assert lists(world, network=deep)[0].set == set()
    for _ in range(3):
        world.chain.advance(1)
    assert lists(world, network=deep)[0].set == {one.status_index}


def test_without_a_new_event_nothing_is_read_again(world: World) -> None:
    world.anchored(*(draft(f"A-{n}") for n in range(5)))
    faults = Faults()
    made = StatusLists(publish_deps(world, reader=lambda: FaultyChain(world.chain, faults)))
    made.get("VD-CERT", 0, "revocation")
    reads = faults.calls["slots"]
    world.chain.advance(FRESH_SECONDS)
    made.get("VD-CERT", 0, "suspension")
    assert faults.calls["slots"] == reads + 2  # is it retired, and its running hash
    (one, *_) = stored(world)
    world.chain.set_status("VD-CERT", one.leaf, State.SUSPENDED, reason=1)
    world.chain.advance(FRESH_SECONDS)
    assert opened(made.get("VD-CERT", 0, "suspension")).set == {one.status_index}


def test_new_certificate_joins_a_kept_list(world: World) -> None:
    world.anchored(draft("A-1"))
    made = StatusLists(publish_deps(world))
    made.get("VD-CERT", 0, "revocation")
    second = world.issue(draft("A-2"))
    anchor(second.batches, deps=world.anchor_deps())
    world.chain.set_status("VD-CERT", second.issued[0].leaf, State.WITHDRAWN, reason=1)
    world.chain.advance(FRESH_SECONDS)
    index = {row.status_index for row in stored(world) if row.number == "A-2"}
    assert opened(made.get("VD-CERT", 0, "revocation")).set == index


def test_retired_contract_is_asked_together_with_its_successor(world: World) -> None:
    world.anchored(draft("A-1"))
    (one,) = stored(world)
    heir = world.chain.another_contract(Address(bytes.fromhex("c1" * 20)))
    heir.register_body("VD-CERT", valid_from=START - DAY)
    for _ in range(2):
        heir.grant("VD-CERT", Basis.DESIGNATION, "QCVN 4:2009/BKHCN", valid_from=START - DAY)
    heir.set_status("VD-CERT", one.leaf, State.WITHDRAWN, reason=1)
    world.chain.retire(heir.contract)
    with pytest.raises(EvidenceError) as error:
        lists(world)
    assert error.value.code == "STATUS_LIST_SUCCESSOR"
    pinned = (
        *network(world).contracts,
        PinnedContract(address=heir.contract, code_hash=bytes(32), from_block=0),
    )
    assert lists(world, network=network(world, contracts=pinned))[0].set == {one.status_index}


@pytest.mark.parametrize("name", ["head", "slots"])
def test_each_read_may_fail_and_no_list_comes_of_it(world: World, name: str) -> None:
    world.anchored(draft("A-1"), draft("A-2"))
    (one, _) = stored(world)
    world.chain.set_status("VD-CERT", one.leaf, State.SUSPENDED, reason=1)
    counted = Faults()
    StatusLists(publish_deps(world, reader=lambda: FaultyChain(world.chain, counted))).get(
        "VD-CERT", 0, "revocation"
    )
    for number in range(1, counted.calls[name] + 1):
        faults = Faults((name, number))
        made = StatusLists(publish_deps(world, reader=lambda f=faults: FaultyChain(world.chain, f)))
        with pytest.raises(RegistryError) as error:
            made.get("VD-CERT", 0, "suspension")
        assert isinstance(error.value, TransientError)
        assert opened(made.get("VD-CERT", 0, "suspension")).set == {one.status_index}
