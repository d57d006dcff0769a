# SPDX-License-Identifier: Apache-2.0
"""``antin key rotate``: a new key takes the place of an old one, which is revoked after a chosen overlap.

Every step goes on from where an earlier run ended: a key that was made and not registered is taken up again, so
that a broken run leaves neither two new keys nor a body that cannot issue.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.key_chain import chain_key, domain_of, records
from registry.cli.key_places import (
    Chain,
    KeyRole,
    Module,
    PinFile,
    TokenLabel,
    body_role,
    make_key,
    token_place,
)
from registry.cli.key_register import check, enter, newest, prove
from registry.cli.options import Body, HomeDir, Json, Lang, read_file, speaker, vietnam_day, write_file
from registry.cli.output import Output
from registry.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.keys.entries import KeyEntry, TokenPlace

DAY = 86_400
MAX_OVERLAP_DAYS = 400
ROUTINE = 99
"""Reason "other": nothing is wrong with a key that is replaced in time."""
REQUEST_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Rotated:
    """``fresh`` is in use, or waits (``waiting``) for the authority to register its proof."""

    fresh: "KeyEntry"
    waiting: bool


def add(group: typer.Typer) -> None:
    """Add the verb."""
    group.command("rotate", help="Thay khóa / replace a body's key by a new one.")(rotate)


def rotate(
    body: Body,
    purpose: Annotated[str, typer.Option("--purpose", metavar="ROLE", help="credential | anchor")],
    overlap: Annotated[
        int | None,
        typer.Option(
            "--overlap-days",
            metavar="N",
            min=0,
            max=MAX_OVERLAP_DAYS,
            help="Số ngày khóa cũ còn dùng được; 0: thu hồi ngay / days until the old key may be revoked.",
        ),
    ] = None,
    finish: Annotated[
        bool, typer.Option("--finish", help="Thu hồi khóa cũ đã hết hạn chờ / revoke what is due.")
    ] = False,
    target: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Tệp gửi cơ quan quản lý / proof to send.")
    ] = None,
    x5c: Chain = None,
    module: Module = None,
    token: TokenLabel = "",
    pin_file: PinFile = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """--overlap-days N makes and registers the new key and uses it from then on; --finish revokes the old one
    once its days are over. Where the authority's key is not in this keyring, --out writes the proof to send,
    and the same command again goes on once the key is registered.
    """  # fmt: skip
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    role = body_role(purpose)
    if finish == (overlap is not None):
        raise UsageError("KEY_ROTATE_WHAT")
    place = open_workplace(home)
    if overlap is None:
        _report_revoked(out, body, role, revoke_due(place, role, body))
        return
    pem = read_file(x5c) if x5c else b""
    done = replace_key(place, role, body, overlap * DAY, token_place(module, token, pin_file), pem, target)
    revoked = revoke_due(place, role, body) if overlap == 0 and not done.waiting else []
    _report(out, done, revoked, target)


def replace_key(
    place: "Workplace", role: KeyRole, body: str, overlap: int, where: "TokenPlace | None", pem: bytes,
    target: Path | None,
) -> Rotated:  # fmt: skip
    """Make the new key unless one waits, have it registered, and use it; ``overlap`` in seconds.

    Raises ``UsageError`` KEY_MISSING, KEY_PROOF_TARGET; what tokens, proofs and the chain raise.
    """
    ring = place.keyring
    ring.public_id(role, body)
    fresh = newest(place, role, body)
    if not fresh.pending:
        fresh = make_key(ring, role, body, where, pending=True)
    if not _registered(place, fresh):
        proof = prove(place, fresh, pem)
        if not ring.has("authority"):
            if target is None:
                raise UsageError("KEY_PROOF_TARGET")
            write_file(target, proof.to_bytes(), force=True)
            return Rotated(fresh, waiting=True)
        enter(place, proof, check(place, proof))
    due = place.clock.now() + overlap
    for old in _in_use(place, role, body):
        if not old.retire_at:
            ring.change(old, retire_at=due)
    ring.change(fresh, pending=False)
    return Rotated(fresh, waiting=False)


def revoke_due(place: "Workplace", role: KeyRole, body: str) -> "list[KeyEntry]":
    """Revoke every older key whose overlap is over; those that were revoked now.

    Raises ``RefusedError`` KEY_OVERLAP_RUNS where one's days are not over, KEY_STILL_NEEDED where certificates
    that it may have signed are not on chain yet: they would be void.
    """
    *older, _ = _in_use(place, role, body)
    found = records(place, body, [bytes.fromhex(e.id) for e in older])
    left = [
        e for e, record in zip(older, found, strict=True) if record and not record.revoked_at and e.retire_at
    ]
    due = [e for e in left if e.retire_at <= place.clock.now()]
    if left and not due:
        raise RefusedError(
            "KEY_OVERLAP_RUNS", until=f"{vietnam_day(min(e.retire_at for e in left)):%d/%m/%Y}"
        )
    if due:
        _refuse_unsettled(place, body)
    for entry in due:
        _revoke(place, entry)
    return due


def _in_use(place: "Workplace", role: str, body: str) -> "list[KeyEntry]":
    return [e for e in place.keyring.entries if (e.role, e.body) == (role, body) and not e.pending]


def _registered(place: "Workplace", entry: "KeyEntry") -> bool:
    return records(place, entry.body, [bytes.fromhex(entry.id)]) != [None]


def _refuse_unsettled(place: "Workplace", body: str) -> None:
    from registry.ports.store_rows import BatchState

    with place.store.reading() as work:
        waiting = work.batches.in_states((BatchState.OPEN, BatchState.SEALED, BatchState.SUBMITTED))
    if any(batch.body == body for batch in waiting):
        raise RefusedError("KEY_STILL_NEEDED", body=body)


def _revoke(place: "Workplace", entry: "KeyEntry") -> None:
    """By the authority where its account is here, else by the body's own word, which is enough to stop a key."""
    key = chain_key(bytes.fromhex(entry.id))
    if place.keyring.has("authority"):
        place.authority.revoke_key(entry.body, key, reason=ROUTINE)
        return
    from registry.core.key_requests import RevokeOwnKeyRequest

    deadline = max(place.clock.now(), place.checked_reader().head().timestamp) + REQUEST_SECONDS
    request = RevokeOwnKeyRequest(body=entry.body, key=key, reason=ROUTINE, deadline=deadline)
    signature = place.keyring.anchor_signer(entry.body).sign_digest(request.digest(domain_of(place)))
    place.relayer.check_request(request, signature)
    transaction = place.relayer.prepare_request(request, signature)
    place.relayer.broadcast(transaction.raw)
    place.relayer.wait(transaction.hash)


def _report(out: Output, done: Rotated, revoked: "list[KeyEntry]", target: Path | None) -> None:
    fresh = done.fresh
    if done.waiting:
        out.say(f"Khóa mới {fresh.id} chờ đăng ký. Gửi {target} cho cơ quan quản lý, rồi chạy lại lệnh này.",
                f"New key {fresh.id} waits. Send {target} to the authority, then run this again.")  # fmt: skip
    else:
        out.say(f"Khóa mới {fresh.id} đang dùng.", f"New key {fresh.id} is in use.")
    for old in revoked:
        out.say(f"Đã thu hồi khóa cũ {old.id}.", f"Revoked the old key {old.id}.")
    out.document({"body": fresh.body, "role": fresh.role, "id": fresh.id, "waiting": done.waiting,
                  "proof": str(target) if done.waiting else None, "revoked": [e.id for e in revoked]})  # fmt: skip


def _report_revoked(out: Output, body: str, role: str, revoked: "list[KeyEntry]") -> None:
    for old in revoked:
        out.say(f"Đã thu hồi khóa cũ {old.id}.", f"Revoked the old key {old.id}.")
    if not revoked:
        out.say("Không có khóa cũ nào cần thu hồi.", "No old key is left to revoke.")
    out.document({"body": body, "role": role, "revoked": [e.id for e in revoked]})
