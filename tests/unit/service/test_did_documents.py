# SPDX-License-Identifier: Apache-2.0
"""DID documents follow the chain's records of keys."""

import json
from typing import Any

import pytest

from registry.core import base64url
from registry.errors import RefusedError, TransientError
from registry.ports.store_rows import StoredKey
from registry.service.did import DidDocuments
from tests.unit.core.samples import Key
from tests.unit.service.publishing import REGISTRY_KEY, publish_deps
from tests.unit.service.world import World, draft

DID = "did:web:antin.example.vn:body:VD-CERT"


def document(world: World) -> dict[str, Any]:
    value = json.loads(DidDocuments(publish_deps(world)).body("VD-CERT"))
    assert isinstance(value, dict)
    return value


def test_registry_names_the_key_of_its_lists(world: World) -> None:
    found = json.loads(DidDocuments(publish_deps(world)).registry())
    kid = base64url.encode(REGISTRY_KEY.jwk.thumbprint())
    assert found["assertionMethod"] == [f"did:web:antin.example.vn#{kid}"]


def test_good_key_asserts_and_a_bad_one_stays_listed(world: World) -> None:
    assert document(world)["verificationMethod"] == []
    world.anchored(draft("A-1"))
    thumbprint = world.keys["VD-CERT"].jwk.thumbprint()
    found = document(world)
    assert found["id"] == DID
    assert found["assertionMethod"] == [f"{DID}#{base64url.encode(thumbprint)}"]
    world.chain.set_compromised("VD-CERT", thumbprint, since=world.now() - 3_600)
    found = document(world)
    assert found["assertionMethod"] == []
    assert found["verificationMethod"][0]["revoked"] == "2026-11-22T11:00:00Z"
    world.chain.revoke_key("VD-CERT", thumbprint)
    assert document(world)["verificationMethod"][0]["revoked"] == "2026-11-22T11:00:00Z"


def test_key_that_the_chain_does_not_know_is_not_listed(world: World) -> None:
    jwk = Key(9).jwk
    with world.stores[-1].writing() as work:
        work.bodies.put_key(StoredKey(thumbprint=jwk.thumbprint(), body="VD-CERT", x=jwk.x, y=jwk.y))
        work.commit()
    assert document(world)["verificationMethod"] == []


def test_without_the_chain_there_is_no_document(world: World) -> None:
    world.chain.down = True
    with pytest.raises(TransientError):
        document(world)


def test_unknown_body(world: World) -> None:
    with pytest.raises(RefusedError) as error:
        DidDocuments(publish_deps(world)).body("VD-NEIN")
    assert error.value.code == "DID_UNKNOWN"
