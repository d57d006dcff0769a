# SPDX-License-Identifier: Apache-2.0
"""Share links: which file, how often, until when; and that the last use is given once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from registry.core.hashing import sha256
from registry.core.types import Code
from registry.errors import RegistryError, TransientError
from registry.service.attach import Paper, attach
from registry.service.shares import NewShare, ShareDesk, create_share, list_shares, revoke_share
from registry.testing.faults import Faults, FaultyStore
from tests.unit.service.world import DCC, Counting, World, calibration_draft, draft

PDF = Paper("giay.pdf", b"%PDF-1.7 the finished certificate")


def calibration(world: World) -> Code:
    return world.anchored(calibration_draft(), body="VD-LAB").issued[0].code


def share(world: World, code: Code, **changes: Any) -> NewShare:
    fields: dict[str, Any] = {
        "days": 1, "uses": 1, "store": world.stores[-1], "clock": world, "entropy": Counting(b"s"),
    }  # fmt: skip
    return create_share(code, **{**fields, **changes})


def desk(world: World) -> ShareDesk:
    return ShareDesk(world.stores[-1], world)


def refusal(action: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(RegistryError) as error:
        action(*args, **named)
    return error.value.code


def test_the_token_is_long_and_kept_nowhere(world: World) -> None:
    made = share(world, calibration(world))
    assert len(made.token) == 43  # 256 bits
    with world.stores[-1].reading() as work:
        (row,) = work.shares.all()
    assert row.token_hash == sha256(made.token.encode())
    assert desk(world).look(made.token).sha256 == sha256(DCC)


def test_the_last_use_is_given_once(world: World) -> None:
    made = share(world, calibration(world), uses=3)

    def take(_: int) -> str:
        store = world.stores[0]
        try:
            ShareDesk(store, world).take(made.token)
        except RegistryError as error:
            return error.code
        return "taken"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(take, range(16)))
    assert answers.count("taken") == 3
    assert set(answers) == {"taken", "SHARE_UNKNOWN"}
    (view,) = list_shares(world.stores[-1])
    assert (view.uses, view.left) == (3, 0)


@pytest.mark.parametrize(("persisted", "uses"), [(False, 0), (True, 1)])
def test_a_use_counts_exactly_when_it_was_stored(world: World, persisted: bool, uses: int) -> None:
    made = share(world, calibration(world), uses=2)
    store = FaultyStore(world.stores[-1], Faults(("commit", 1), persisted))
    with pytest.raises(TransientError):
        ShareDesk(store, world).take(made.token)
    (view,) = list_shares(world.stores[-1])
    assert view.uses == uses


def test_a_link_ends_at_its_hour_and_when_revoked(world: World) -> None:
    code = calibration(world)
    made = share(world, code)
    world.chain.ledger.now = made.share.expires_at - 1
    desk(world).look(made.token)
    world.chain.ledger.now = made.share.expires_at
    assert refusal(desk(world).look, made.token) == "SHARE_UNKNOWN"
    assert refusal(desk(world).take, made.token) == "SHARE_UNKNOWN"
    second = share(world, code, entropy=Counting(b"t"))
    revoke_share(2, store=world.stores[-1], clock=world)
    assert refusal(desk(world).take, second.token) == "SHARE_UNKNOWN"
    since = list_shares(world.stores[-1])[0].revoked_at
    world.chain.advance(5)
    revoke_share(2, store=world.stores[-1], clock=world)
    assert list_shares(world.stores[-1])[0].revoked_at == since
    assert refusal(revoke_share, 9, store=world.stores[-1], clock=world) == "SHARE_NOT_HERE"


def test_which_file(world: World) -> None:
    code = calibration(world)
    for keep in (False, True):
        deps = world.issue_deps("VD-LAB", entropy=Counting(b"x"))
        attach(code, [PDF], keep=keep, deps=deps)
        made = share(world, code, entropy=Counting(b"%d" % keep))
        assert (made.share.sha256, made.media_type) == (sha256(DCC), "application/xml")
    pdf = share(world, code, digest=sha256(PDF.data), entropy=Counting(b"p"))
    view, data = desk(world).take(pdf.token)
    assert (view.media_type, data, view.file_name) == ("application/pdf", PDF.data, f"{code}.pdf")
    assert refusal(share, world, code, digest=bytes(32)) == "SHARE_NO_FILE"


def test_what_is_not_kept_or_not_one_is_not_shared(world: World) -> None:
    code = world.anchored(draft()).issued[0].code
    assert refusal(share, world, code) == "SHARE_NO_FILE"
    papers = [PDF, Paper("b.png", b"\x89PNG\r\n\x1a\n")]
    attach(code, papers, keep=True, deps=world.issue_deps(entropy=Counting(b"x")))
    assert refusal(share, world, code) == "SHARE_WHICH_FILE"
    assert refusal(share, world, Code("0" * 32)) == "CERTIFICATE_NOT_HERE"


@pytest.mark.parametrize("limits", [{"days": 0}, {"days": 366}, {"uses": 0}, {"uses": 1_001}])
def test_limits(world: World, limits: dict[str, int]) -> None:
    assert refusal(share, world, calibration(world), **limits) == "SHARE_LIMITS"
