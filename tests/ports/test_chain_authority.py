# SPDX-License-Identifier: Apache-2.0
"""What the authority's acts promise: bitemporal change records, no permissive backdoor, coded refusals."""

from collections.abc import Callable

import pytest

from registry.core import layout
from registry.core.records import Basis, BodyRecord, ChangeKind, ChangeRecord, GrantRecord, KeyKind, KeyRecord
from registry.core.types import Address
from registry.errors import RefusedError
from registry.keys.signers import FileAnchorSigner
from registry.ports.authority import Authority
from tests.chain_stage import Body, Stage, read

THUMBPRINT = b"\x77" * 32


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as error:
        act()
    return error.value.code


def changes(body: Body, grant: int = 0) -> list[ChangeRecord]:
    slots = [layout.change_slot(body.id, grant, n) for n in range(8)]
    return [r for slot in read(body.stage, slots) if (r := ChangeRecord.decode(slot))]


def key_record(body: Body, key: bytes) -> KeyRecord | None:
    return KeyRecord.decode(read(body.stage, [layout.key_slot(body.id, key)])[0])


def test_a_body_is_recorded_with_its_time(stage: Stage) -> None:
    body = Body(stage, register=False)
    start = stage.reader.head().timestamp - 86_400
    receipt = stage.authority.register_body(body.code, valid_from=start, reason=1, order="01/QĐ-TĐC")
    record = BodyRecord.decode(read(stage, [layout.body_slot(body.id)])[0])
    assert record == BodyRecord(start, 0, 0, receipt.block.timestamp, 1, 0, 0, 1, 0)
    assert changes(body) == [ChangeRecord(ChangeKind.REGISTERED, 1, 1, start, 0, receipt.block.timestamp)]


def test_a_body_is_registered_once_and_not_ahead(stage: Stage) -> None:
    body, other = Body(stage), Body(stage, register=False)
    ahead = stage.reader.head().timestamp + 100_000
    assert code_of(lambda: stage.authority.register_body(body.code)) == "BODY_EXISTS"
    assert (
        code_of(lambda: stage.authority.register_body(other.code, valid_from=ahead)) == "TAKES_EFFECT_LATER"
    )
    long = "x" * 65
    assert code_of(lambda: stage.authority.register_body(other.code, order=long)) == "CHAIN_TEXT_TOO_LONG"


def test_suspension_moves_earlier_only_and_ends_once(stage: Stage) -> None:
    body = Body(stage)
    now = stage.reader.head().timestamp
    stage.authority.suspend_body(body.code, effective_from=now + 50_000)
    assert code_of(lambda: stage.authority.suspend_body(body.code, effective_from=now + 60_000)) == (
        "ALREADY_SUSPENDED"
    )
    stage.authority.suspend_body(body.code, effective_from=now - 100, reason=4)
    ahead = now + 100_000
    assert code_of(lambda: stage.authority.reinstate_body(body.code, effective_from=ahead)) == (
        "TAKES_EFFECT_LATER"
    )
    stage.authority.reinstate_body(body.code)
    assert code_of(lambda: stage.authority.reinstate_body(body.code)) == "NOT_SUSPENDED"
    kinds = [(c.kind, c.flags) for c in changes(body)]
    assert kinds == [(1, 0), (2, 0), (2, 1), (3, 0)]


def test_an_end_moves_earlier_only(stage: Stage) -> None:
    body = Body(stage)
    now = stage.reader.head().timestamp
    stage.authority.withdraw_body(body.code, effective_from=now + 50_000)
    assert body.anchor(body.request()).succeeded
    assert (
        code_of(lambda: stage.authority.withdraw_body(body.code, effective_from=now + 50_000))
        == "ENDS_EARLIER"
    )
    assert code_of(lambda: stage.authority.withdraw_body(body.code, effective_from=1)) == "INTERVAL_NEGATIVE"
    stage.authority.withdraw_body(body.code)
    assert code_of(lambda: stage.authority.grant(body.code, Basis.REGISTRATION, "X")) == "BODY_WITHDRAWN"


def test_grants_are_numbered_from_one_within_a_body(stage: Stage) -> None:
    first, second = Body(stage), Body(stage)
    assert (first.grant, second.grant) == (1, 1)
    now = stage.reader.head().timestamp
    until = now + 1_000_000
    number = stage.authority.grant(
        first.code, Basis.ACCREDITATION, "TCVN 5", grantor=12, valid_from=now - 50, valid_until=until
    )
    record = GrantRecord.decode(read(stage, [layout.grant_slot(first.id, number)])[0])
    assert record is not None
    assert (number, record.basis, record.grantor, record.valid_until) == (2, 2, 12, until)
    assert [(c.kind, c.flags, c.until) for c in changes(first, number)] == [(1, 1, until)]


def test_grant_refusals(stage: Stage) -> None:
    body, unknown = Body(stage), Body(stage, register=False)
    acts, now = stage.authority, stage.reader.head().timestamp
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: acts.grant(unknown.code, Basis.REGISTRATION, "X"), "BODY_UNKNOWN"),
        (lambda: acts.grant(body.code, Basis.REGISTRATION, "X", valid_until=now - 5), "INTERVAL_NEGATIVE"),
        (
            lambda: acts.grant(body.code, Basis.REGISTRATION, "X", valid_from=now + 9_999),
            "TAKES_EFFECT_LATER",
        ),
        (lambda: acts.suspend_grant(body.code, 9), "GRANT_UNKNOWN"),
        (lambda: acts.suspend_grant(body.code, 0), "GRANT_ZERO"),
        (lambda: acts.restore_grant(body.code, 1), "NOT_SUSPENDED"),
        (lambda: acts.suspend_body(unknown.code), "BODY_UNKNOWN"),
    ]
    assert [code_of(act) for act, _ in cases] == [code for _, code in cases]


def test_a_grant_is_suspended_restored_and_withdrawn(stage: Stage) -> None:
    body = Body(stage)
    stage.authority.suspend_grant(body.code, 1, reason=2, order="7/QĐ")
    stage.authority.restore_grant(body.code, 1)
    stage.authority.withdraw_grant(body.code, 1)
    assert [c.kind for c in changes(body, 1)] == [1, 2, 3, 4]
    assert [c.kind for c in changes(body)] == [1]


def test_credential_keys(stage: Stage) -> None:
    body, unknown = Body(stage), Body(stage, register=False)
    acts = stage.authority
    receipt = acts.register_credential_key(body.code, THUMBPRINT)
    time = receipt.block.timestamp
    assert key_record(body, THUMBPRINT) == KeyRecord(KeyKind.CREDENTIAL, time, 0, 0, time, 1)
    assert code_of(lambda: acts.register_credential_key(body.code, THUMBPRINT)) == "KEY_EXISTS"
    assert code_of(lambda: acts.register_credential_key(body.code, bytes(32))) == "KEY_ZERO"
    assert code_of(lambda: acts.register_credential_key(unknown.code, THUMBPRINT)) == "BODY_UNKNOWN"


def test_an_anchor_key_signs_its_own_registration(stage: Stage) -> None:
    body, key = Body(stage), FileAnchorSigner(b"\x09" * 32)
    wrong = FileAnchorSigner(b"\x0a" * 32).sign_digest(b"\x01" * 32)
    acts = stage.authority
    assert code_of(lambda: acts.register_anchor_key(body.code, key.address, wrong)) == "KEY_PROOF_INVALID"
    assert code_of(lambda: acts.register_anchor_key(body.code, key.address, b"")) == "SIGNATURE_WRONG"
    body.add_key(key)
    record = key_record(body, layout.anchor_key_id(key.address))
    assert record is not None
    assert record.kind == KeyKind.ANCHOR


def test_revocation_is_final_and_compromise_moves_earlier(stage: Stage) -> None:
    body = Body(stage)
    acts, now = stage.authority, stage.reader.head().timestamp
    acts.set_compromised(body.code, body.key_id, since=now - 10)
    assert code_of(lambda: acts.set_compromised(body.code, body.key_id, since=now - 10)) == (
        "COMPROMISE_NOT_EARLIER"
    )
    acts.set_compromised(body.code, body.key_id, since=now - 20)
    assert code_of(lambda: acts.set_compromised(body.code, body.key_id, since=now + 99_999)) == (
        "TAKES_EFFECT_LATER"
    )
    acts.revoke_key(body.code, body.key_id, reason=6)
    assert code_of(lambda: acts.revoke_key(body.code, body.key_id)) == "KEY_REVOKED_ALREADY"
    assert code_of(lambda: acts.revoke_key(body.code, b"\x01" * 32)) == "KEY_UNKNOWN"
    record = key_record(body, body.key_id)
    assert record is not None
    assert (record.compromised_since, record.changes) == (now - 20, 4)
    assert record.revoked_at > 0
    slots = [layout.key_change_slot(body.id, body.key_id, n) for n in range(5)]
    found = [ChangeRecord.decode(slot) for slot in read(stage, slots)]
    assert [c.kind for c in found if c] == [8, 7, 7, 6]


def test_a_stranger_may_do_none_of_it(stage: Stage) -> None:
    body = Body(stage)
    acts: Authority = stage.stranger
    for act in (
        lambda: acts.register_body("OTHER"),
        lambda: acts.suspend_body(body.code),
        lambda: acts.grant(body.code, Basis.REGISTRATION, "X"),
        lambda: acts.suspend_grant(body.code, 1),
        lambda: acts.register_credential_key(body.code, THUMBPRINT),
        lambda: acts.revoke_key(body.code, body.key_id),
        lambda: acts.retire(Address(b"\x01" * 20)),
    ):
        assert code_of(act) == "NOT_AUTHORITY"
    assert body.anchor(body.request()).succeeded
