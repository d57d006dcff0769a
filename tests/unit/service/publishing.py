# SPDX-License-Identifier: Apache-2.0
"""Publishing over the world of the service's tests."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from registry.core import layout
from registry.core.credential import parse_credential
from registry.core.records import BodyRecord, GrantRecord, OrderRecord, Record
from registry.core.status_list import bit_at, decode_list
from registry.service.publish_deps import PublishDeps
from registry.service.status_lists import PublishedList
from registry.testing.fake_chain import FakeChain
from registry.verify.trust import Network
from tests.unit.core.samples import Key
from tests.unit.service.world import World, trust_list

REGISTRY_KEY = Key(77)
PUBLIC_URL = "https://antin.example.vn"


def network(world: World, **changes: Any) -> Network:
    return replace(trust_list(world.chain).networks[0], **changes)


def publish_deps(world: World, **changes: Any) -> PublishDeps:
    fields: dict[str, Any] = {
        "store": world.stores[-1], "reader": lambda: world.chain, "network": network(world),
        "public_url": PUBLIC_URL, "signer": lambda: REGISTRY_KEY, "clock": world,
    }  # fmt: skip
    return PublishDeps(**{**fields, **changes})


@dataclass(frozen=True)
class Opened:
    """A published list taken apart, its signature checked."""

    payload: dict[str, Any]
    set: set[int]


def opened(published: PublishedList, key: Key = REGISTRY_KEY) -> Opened:
    credential = parse_credential(published.jws)
    assert credential.key_id == key.jwk.thumbprint()
    assert key.jwk.verifies(credential.signature, credential.signing_input)
    bits = decode_list(credential.payload["credentialSubject"]["encodedList"])
    return Opened(credential.payload, {n for n in range(8 * len(bits)) if bit_at(bits, n)})


def put(chain: FakeChain, slot: bytes, record: Record) -> None:
    """Write a record as the contract would, without an event."""
    with chain.ledger.block():
        chain.ledger.write(chain.contract, slot, record.encode())


def post_order(chain: FakeChain, body: bytes, grant: int, order: OrderRecord) -> None:
    """What ``postOrder`` leaves in storage."""
    slot = layout.grant_slot(body, grant) if grant else layout.body_slot(body)
    record = (GrantRecord if grant else BodyRecord).decode(chain.ledger.read(chain.contract, slot))
    assert isinstance(record, BodyRecord | GrantRecord)
    put(chain, layout.order_slot(body, grant, record.orders), order)
    put(chain, slot, replace(record, orders=record.orders + 1))
