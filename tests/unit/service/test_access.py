# SPDX-License-Identifier: Apache-2.0
"""Keys are shown once, kept as hashes, and refused alike whatever is wrong with them."""

from typing import Any

import pytest

from registry.core.hashing import sha256
from registry.errors import RefusedError, RegistryError
from registry.ports.access import Role
from registry.service.access import (
    AccessDeps,
    NewKey,
    api_keys,
    authenticate,
    create_api_key,
    person_of,
    revoke_api_key,
)
from tests.unit.service.world import Counting, World


@pytest.fixture
def deps(world: World) -> AccessDeps:
    return AccessDeps(store=world.stores[-1], clock=world, entropy=Counting(b"keys"))


def made(deps: AccessDeps, **changes: Any) -> NewKey:
    fields = {
        "role": Role.PREPARER,
        "holder": "Nguyễn Văn An",
        "body": "VD-CERT",
        "expires_at": None,
        **changes,
    }
    return create_api_key(deps=deps, **fields)


def test_a_key_is_known_by_what_was_shown_and_kept_as_a_hash(deps: AccessDeps) -> None:
    new = made(deps)
    caller = authenticate(new.shown, deps=deps)
    assert (caller.key, caller.role, caller.body) == (new.key.id, Role.PREPARER, "VD-CERT")
    (kept,) = api_keys(deps.store)
    secret = bytes.fromhex(new.shown.rsplit("-", 1)[1])
    assert (len(secret), kept.digest) == (32, sha256(secret))
    for text in (repr(new), repr(kept), repr(caller)):
        assert secret.hex() not in text
        assert kept.digest.hex() not in text


def test_a_key_ends_with_its_last_second(deps: AccessDeps, world: World) -> None:
    new = made(deps, expires_at=world.now() + 10)
    world.pause(9)
    assert authenticate(new.shown, deps=deps).key == new.key.id
    world.pause(1)
    assert refusal(new.shown, deps) == "API_KEY_REFUSED"


def test_a_revoked_key_is_refused_and_revoking_again_is_harmless(deps: AccessDeps, world: World) -> None:
    new = made(deps)
    first = revoke_api_key(new.key.id, deps=deps)
    world.pause(5)
    assert revoke_api_key(new.key.id, deps=deps) == first
    assert refusal(new.shown, deps) == "API_KEY_REFUSED"
    with deps.store.reading() as work:
        assert [row.entry.act for row in work.log.each()] == ["api_key.create", "api_key.revoke"]
    with pytest.raises(RefusedError, match="API_KEY_UNKNOWN"):
        revoke_api_key("0" * 16, deps=deps)


@pytest.mark.parametrize(
    "shown", ["", "x", "antin-", "antin-" + "0" * 16 + "-" + "0" * 64, "antin-" + "0" * 16 + "-" + "٠" * 64]
)
def test_anything_else_is_refused_alike(deps: AccessDeps, shown: str) -> None:
    made(deps)
    assert refusal(shown, deps) == "API_KEY_REFUSED"


def refusal(shown: str, deps: AccessDeps) -> str:
    with pytest.raises(RefusedError) as refused:
        authenticate(shown, deps=deps)
    assert (refused.value.where, refused.value.params) == ("", {})
    return refused.value.code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": None}, "API_KEY_BODY"),
        ({"role": Role.AUDITOR}, "API_KEY_BODY"),
        ({"body": "NOBODY"}, "BODY_NOT_HERE"),
        ({"expires_at": 1}, "API_KEY_EXPIRED"),
        ({"holder": "  "}, "TEXT_EMPTY"),
        ({"holder": "Аn"}, "TEXT_LOOK_ALIKE"),
        ({"holder": "x" * 121}, "TEXT_TOO_LONG"),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(deps: AccessDeps, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RegistryError) as refused:
        made(deps, **changes)
    assert refused.value.code == code
    assert api_keys(deps.store) == []


def test_one_person_is_one_pair_of_eyes_however_the_name_is_written() -> None:
    ways = (
        "Nguyen, Van-An.",
        "Nguyễn Văn An",
        "nguyễn  văn an",
        "NGUYEN VAN AN",
        "Nguyễn Văn An",
        "NguyễnVănAn",
    )
    assert {person_of(way) for way in ways} == {"nguyenvanan"}
