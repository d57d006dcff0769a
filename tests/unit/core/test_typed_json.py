# SPDX-License-Identifier: Apache-2.0
"""A request goes to a signer elsewhere and comes back the same; anything else is named and refused."""

import copy
import json
from typing import Any

import pytest

from registry.core.anchor import TYPES, AnchorRequest, Domain, typed_digest
from registry.core.records import State
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.core.typed_digest import TypedDigest
from registry.core.typed_json import from_document, to_document
from registry.core.types import Address, MerkleRoot
from registry.errors import InputError

DOMAIN = Domain(chain_id=2**200 + 1, contract=Address(b"\xab" * 20))
ITEM = StatusItem(subject=b"\1" * 32, n=3, state=State.SUSPENDED, reason=1)
ANCHOR = AnchorRequest(body="VD-CERT", grants=(1, 7), root=MerkleRoot(b"\2" * 32), size=5, deadline=2**64 - 1)
REQUESTS: list[Any] = [
    ANCHOR,
    StatusRequest(body="VD-CERT", item=ITEM, note="Ghi chú", deadline=1),
    StatusManyRequest(body="VD-CERT", items=(ITEM, ITEM), deadline=0),
    StatusManyRequest(body="VD-CERT", items=(), deadline=0),
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_comes_back_with_its_digest(request_: Any) -> None:
    digest = request_.digest(DOMAIN)
    again = from_document(json.loads(json.dumps(to_document(digest))))
    assert isinstance(again, TypedDigest)
    assert (again, again.domain, again.primary) == (digest, DOMAIN, digest.primary)
    assert to_document(again) == to_document(digest)


def test_the_key_that_registers_itself_is_an_address() -> None:
    message = {"body": b"\3" * 32, "key": b"\4" * 20, "validFrom": 0}
    digest = typed_digest(DOMAIN, "RegisterAnchorKey", message)
    assert from_document(to_document(digest)) == digest


def test_a_typed_digest_is_plain_bytes_to_who_only_signs() -> None:
    digest: bytes = ANCHOR.digest(DOMAIN)
    assert (len(digest), bytes(digest).hex()) == (32, digest.hex())
    assert digest == bytes(digest)


def changed(path: str, value: Any) -> Any:
    digest = ANCHOR.digest(DOMAIN)
    assert isinstance(digest, TypedDigest)
    document: Any = copy.deepcopy(to_document(digest))
    *names, last = path.split(".")
    place = document
    for name in names:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("domain.name", "Other"), ("domain.version", "2"), ("domain.chainId", 1), ("domain.chainId", "01"),
        ("domain.chainId", "-1"), ("domain.chainId", str(2**256)), ("domain.verifyingContract", "0xAB"),
        ("domain.salt", "0x"), ("domain.chainId", None), ("primaryType", "Anch"), ("primaryType", 7),
        ("primaryType", "EIP712Domain"), ("message.body", "0x" + "11" * 31), ("message.body", "0x" + "AA" * 32),
        ("message.body", None), ("message.more", "1"), ("message.grants", "1"), ("message.grants", [1]),
        ("message.grants", ["65536"]), ("message.grants", ["1"] * 1_025), ("message.size", "1.0"),
        ("message.deadline", str(2**64)), ("message", []), ("types", {}),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(path: str, value: Any) -> None:
    with pytest.raises(InputError) as error:
        from_document(changed(path, value))
    assert error.value.code == "TYPED_REQUEST_FORMAT"


@pytest.mark.parametrize("document", [None, [], "x", {}, 7])
def test_what_is_no_object_is_refused(document: Any) -> None:
    with pytest.raises(InputError):
        from_document(document)


def test_every_type_has_a_form() -> None:
    kinds = {kind.removesuffix("[]") for fields in TYPES.values() for _, kind in fields}
    plain = {k for k in kinds if k not in TYPES}
    assert all(k in {"bytes32", "address", "string"} or k.startswith("uint") for k in plain)
