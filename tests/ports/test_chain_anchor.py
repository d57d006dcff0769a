# SPDX-License-Identifier: Apache-2.0
"""What anchoring promises: authorised at its block, recorded once, refused with a stable code."""

from collections.abc import Callable
from typing import Any

import pytest

from registry.core.records import Basis, BatchRecord
from registry.errors import RefusedError
from registry.keys.signers import FileAnchorSigner
from tests.chain_stage import Body, Stage, mined


def test_a_signed_batch_is_recorded_with_key_time_and_size(stage: Stage) -> None:
    body = Body(stage)
    request = body.request(size=3)
    stage.writer.check_anchor(request, body.sign(request))
    receipt = body.anchor(request)
    assert receipt.succeeded
    expected = BatchRecord(int.from_bytes(body.key.address, "big"), receipt.block.timestamp, 3, 16)
    assert body.batch(request) == expected


def test_the_same_batch_again_changes_nothing_whoever_sends_it(stage: Stage) -> None:
    body = Body(stage)
    request = body.request()
    body.anchor(request)
    first = body.batch(request)
    stage.advance(100)
    assert body.anchor(request).succeeded
    assert body.anchor(request, stage.second_writer).succeeded
    later = body.request(deadline=request.deadline + 500)
    assert body.anchor(later).succeeded
    assert body.batch(request) == first


def test_the_same_bytes_again_are_one_transaction(stage: Stage) -> None:
    body = Body(stage)
    request = body.request()
    transaction = stage.writer.prepare_anchor(request, body.sign(request))
    first = mined(stage.writer, transaction.raw, transaction.hash)
    nonce = stage.writer.next_nonce()
    assert mined(stage.writer, transaction.raw, transaction.hash) == first
    assert stage.writer.next_nonce() == nonce == transaction.nonce + 1


def test_nothing_is_known_of_a_transaction_that_was_never_sent(stage: Stage) -> None:
    body = Body(stage)
    request = body.request()
    transaction = stage.writer.prepare_anchor(request, body.sign(request))
    assert stage.writer.receipt(transaction.hash) is None
    assert body.batch(request) is None


def test_two_prepared_ahead_take_following_nonces(stage: Stage) -> None:
    body = Body(stage)
    first, second = body.request(root=1), body.request(root=2)
    start = stage.writer.next_nonce()
    one = stage.writer.prepare_anchor(first, body.sign(first), nonce=start)
    two = stage.writer.prepare_anchor(second, body.sign(second), nonce=start + 1)
    assert (one.nonce, two.nonce) == (start, start + 1)
    mined(stage.writer, one.raw, one.hash)
    mined(stage.writer, two.raw, two.hash)
    assert body.batch(first)
    assert body.batch(second)


def test_a_nonce_that_another_transaction_took_is_refused(stage: Stage) -> None:
    body = Body(stage)
    first, second = body.request(root=1), body.request(root=2)
    one = stage.writer.prepare_anchor(first, body.sign(first))
    two = stage.writer.prepare_anchor(second, body.sign(second), nonce=one.nonce)
    mined(stage.writer, one.raw, one.hash)
    with pytest.raises(RefusedError) as error:
        stage.writer.broadcast(two.raw)
    assert error.value.code == "NONCE_TAKEN"
    assert body.batch(second) is None


def test_several_grants_of_one_batch(stage: Stage) -> None:
    body = Body(stage)
    stage.authority.grant(body.code, Basis.ACCREDITATION, "TCVN 1")
    third = stage.authority.grant(body.code, Basis.REGISTRATION, "TCVN 2")
    assert third == 3
    request = body.request(grants=(1, 3))
    assert body.anchor(request).succeeded
    assert body.batch(request)


def _suspended_body(stage: Stage, body: Body) -> None:
    stage.authority.suspend_body(body.code)


def _withdrawn_body(stage: Stage, body: Body) -> None:
    stage.authority.withdraw_body(body.code)


def _suspended_grant(stage: Stage, body: Body) -> None:
    stage.authority.suspend_grant(body.code, 1)


def _withdrawn_grant(stage: Stage, body: Body) -> None:
    stage.authority.withdraw_grant(body.code, 1)


def _revoked_key(stage: Stage, body: Body) -> None:
    stage.authority.revoke_key(body.code, body.key_id)


def _compromised_key(stage: Stage, body: Body) -> None:
    stage.authority.set_compromised(body.code, body.key_id)


def _other_key(stage: Stage, body: Body) -> None:
    body.key = FileAnchorSigner(b"\x05" * 32)


def _credential_key(stage: Stage, body: Body) -> None:
    """An address registered as if it were a thumbprint is no anchor key."""
    body.key = FileAnchorSigner(b"\x06" * 32)
    stage.authority.register_credential_key(body.code, body.key_id)


def _nothing(stage: Stage, body: Body) -> None:
    pass


REFUSED: list[tuple[str, Callable[[Stage, Body], None], dict[str, Any], str]] = [
    ("suspended body", _suspended_body, {}, "BODY_NOT_ACTIVE"),
    ("withdrawn body", _withdrawn_body, {}, "BODY_NOT_ACTIVE"),
    ("suspended grant", _suspended_grant, {}, "GRANT_NOT_ACTIVE"),
    ("withdrawn grant", _withdrawn_grant, {}, "GRANT_NOT_ACTIVE"),
    ("unknown grant", _nothing, {"grants": (1, 2)}, "GRANT_NOT_ACTIVE"),
    ("revoked key", _revoked_key, {}, "KEY_NOT_GOOD"),
    ("compromised key", _compromised_key, {}, "KEY_NOT_GOOD"),
    ("key of nobody", _other_key, {}, "KEY_NOT_GOOD"),
    ("credential key", _credential_key, {}, "KEY_NOT_GOOD"),
    ("past deadline", _nothing, {"deadline": 1}, "DEADLINE_PASSED"),
    ("no root", _nothing, {"root": 0}, "ROOT_ZERO"),
    ("no leaves", _nothing, {"size": 0}, "BATCH_SIZE"),
    ("too many leaves", _nothing, {"size": (1 << 20) + 1}, "BATCH_SIZE"),
    ("no grants", _nothing, {"grants": ()}, "GRANTS_ORDER"),
    ("nine grants", _nothing, {"grants": tuple(range(1, 10))}, "GRANTS_ORDER"),
    ("grants twice", _nothing, {"grants": (1, 1)}, "GRANTS_ORDER"),
]


@pytest.mark.parametrize(("spoil", "changes", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_the_contract_refuses_on_chain_too(
    stage: Stage, spoil: Callable[[Stage, Body], None], changes: dict[str, Any], code: str
) -> None:
    body = Body(stage)
    spoil(stage, body)
    request = body.request(**{"root": 7, **changes})
    signature = body.sign(request)
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(request, signature)
    assert error.value.code == code
    receipt = stage.force(request, signature)
    assert not receipt.succeeded
    if code != "GRANTS_ORDER":
        assert body.batch(request) is None


def test_an_unknown_body_cannot_anchor(stage: Stage) -> None:
    body = Body(stage, register=False)
    request = body.request()
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(request, body.sign(request))
    assert error.value.code == "BODY_NOT_ACTIVE"
    assert not stage.force(request, body.sign(request)).succeeded
    assert body.batch(request) is None


def test_a_grant_ends_by_itself(stage: Stage) -> None:
    body = Body(stage)
    until = stage.reader.head().timestamp + 5_000
    number = stage.authority.grant(body.code, Basis.REGISTRATION, "TCVN 3", valid_until=until)
    assert body.anchor(body.request(grants=(number,), root=1)).succeeded
    stage.advance(5_001)
    request = body.request(grants=(number,), root=2)
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(request, body.sign(request))
    assert error.value.code == "GRANT_NOT_ACTIVE"
    assert error.value.params["grant"] == number
    assert not stage.force(request, body.sign(request)).succeeded
    assert body.batch(request) is None


def test_a_reinstated_body_anchors_again(stage: Stage) -> None:
    body = Body(stage)
    stage.authority.suspend_body(body.code)
    stage.advance(10)
    stage.authority.reinstate_body(body.code)
    assert body.anchor(body.request()).succeeded


def test_another_size_under_the_same_root_is_refused(stage: Stage) -> None:
    body = Body(stage)
    body.anchor(body.request(size=3))
    other = body.request(size=4)
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(other, body.sign(other))
    assert error.value.code == "BATCH_SIZE_DIFFERS"
    assert not stage.force(other, body.sign(other)).succeeded


def test_a_changed_request_has_another_signer(stage: Stage) -> None:
    body = Body(stage)
    signature = body.sign(body.request(root=1))
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(body.request(root=2), signature)
    assert error.value.code == "KEY_NOT_GOOD"


@pytest.mark.parametrize("damage", ["short", "high s", "v 0", "empty"])
def test_a_malformed_signature_is_refused(stage: Stage, damage: str) -> None:
    body = Body(stage)
    request = body.request()
    good = body.sign(request)
    order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
    high = (order - int.from_bytes(good[32:64], "big")).to_bytes(32, "big")
    bad = {
        "short": good[:64],
        "high s": good[:32] + high + bytes([55 - good[64]]),
        "v 0": good[:64] + b"\0",
        "empty": b"",
    }[damage]
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(request, bad)
    assert error.value.code == "SIGNATURE_WRONG"


def test_a_key_counts_for_its_own_body_only(stage: Stage) -> None:
    mine, other = Body(stage), Body(stage)
    other.key = mine.key
    request = other.request()
    with pytest.raises(RefusedError) as error:
        stage.writer.check_anchor(request, other.sign(request))
    assert error.value.code == "KEY_NOT_GOOD"
    assert error.value.params["body"] == other.code


def test_one_key_may_serve_two_bodies(stage: Stage) -> None:
    mine, other = Body(stage), Body(stage)
    other.add_key(mine.key)
    other.key = mine.key
    assert other.anchor(other.request()).succeeded
