# SPDX-License-Identifier: Apache-2.0
"""``antin key proof|register|show``: a body proves that it holds a key, the authority registers it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.key_chain import (
    chain_key,
    chains_of,
    checked_chain,
    domain_of,
    keep_chain,
    kept_chain,
    records,
)
from registry.cli.key_places import Chain, Yes, body_role
from registry.cli.options import Body, HomeDir, Json, Lang, read_file, speaker, vietnam_day, write_file
from registry.cli.output import Output
from registry.cli.preview_text import confirmed
from registry.errors import ScheduledError, UsageError
from registry.texts.words import role_word

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.keys.entries import KeyEntry
    from registry.keys.proof import KeyProof
    from registry.keys.x5c import SignerChain


def add(group: typer.Typer) -> None:
    """Add the verbs."""
    group.command("proof", help="Chứng minh giữ khóa / prove that the body holds a key.")(proof)
    group.command("register", help="Đăng ký lên chuỗi / register a body's keys on chain.")(register_keys)
    group.command("show", help="Xem khóa của tổ chức / a body's keys on chain, with their chains.")(show)


def proof(
    body: Body,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="credential | anchor")],
    target: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Tệp gửi cơ quan quản lý / the file.")
    ],
    x5c: Chain = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Writes the file that the authority needs to register the body's newest key; nothing secret is in it."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    place = open_workplace(home)
    entry = newest(place, body_role(role), body)
    made = prove(place, entry, _pem(x5c))
    write_file(target, made.to_bytes())
    out.say(f"Đã ghi {target}: gửi cho cơ quan quản lý.", f"Wrote {target}: send it to the authority.")
    out.document({"body": body, "role": role, "id": entry.id, "file": str(target)})


def register_keys(
    body: Annotated[
        str, typer.Option("--body", metavar="CODE", help="Tổ chức / body of this registry.")
    ] = "",
    proofs: Annotated[
        list[Path] | None, typer.Option("--proof", metavar="FILE", help="Tệp chứng minh / a body's proof.")
    ] = None,
    x5c: Chain = None,
    yes: Yes = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """By the authority: the keys whose proofs are given, or the newest keys of a body of this keyring.

    Every key proves that it signs for this body on this network. Whose certificate a chain carries is shown
    before anything is registered.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.keys.proof import MAX_PROOF_BYTES, parse_proof
    from registry.service.waiting_acts import Waiting

    if bool(body) == bool(proofs) or (proofs and x5c):
        raise UsageError("KEY_REGISTER_WHAT")
    place = open_workplace(home)
    if proofs:
        wanted = [parse_proof(read_file(path, MAX_PROOF_BYTES), str(path)) for path in proofs]
    else:
        wanted = own_proofs(place, body, _pem(x5c))
    chains = [check(place, one) for one in wanted]
    if (proofs or x5c) and not _agreed(out, wanted, chains, yes=yes):
        return
    waiting = Waiting()
    for one, chain in zip(wanted, chains, strict=True):
        waiting.done(partial(enter, place, one, chain))
    waiting.tell()
    for one in wanted:
        out.line(f"{role_word(one.kind, out.lang):10}  {one.body}  {_shown(one)}")
    out.document({"body": wanted[0].body, **{one.kind: _shown(one) for one in wanted},
                  "x5c": [chain.subject for chain in chains if chain] or None})  # fmt: skip


def register_body_keys(place: "Workplace", body: str) -> tuple[bytes, bytes]:
    """Register those of the body's two newest keys that are not; returns thumbprint and address."""
    made = own_proofs(place, body)
    for one in made:
        enter(place, one, check(place, one))
    return made[0].key, made[1].key


def newest(place: "Workplace", role: str, body: str) -> "KeyEntry":
    """The body's newest key, one that waits for its registration included. Raises ``UsageError`` KEY_MISSING."""
    found = [e for e in place.keyring.entries if (e.role, e.body) == (role, body)]
    if not found:
        raise UsageError("KEY_MISSING", role=role, body=body, folder=str(place.home.keys))
    return found[-1]


def own_proofs(place: "Workplace", body: str, pem: bytes = b"") -> "list[KeyProof]":
    """Proofs of the body's newest credential key and anchor key."""
    credential, anchor = (newest(place, role, body) for role in ("credential", "anchor"))
    return [prove(place, credential, pem), prove(place, anchor)]


def prove(place: "Workplace", entry: "KeyEntry", pem: bytes = b"") -> "KeyProof":
    """The proof of one listed key; ``pem`` is a credential key's chain. Raises ``UsageError`` KEY_PURPOSE."""
    from registry.keys.proof import prove_anchor_key, prove_credential_key
    from registry.keys.x5c import der_of

    where = (entry.body, place.network.name, domain_of(place))
    if entry.role == "anchor":
        if pem:
            raise UsageError("KEY_PURPOSE", role="anchor")
        return prove_anchor_key(place.keyring.anchor_key(entry), *where)
    signer = place.keyring.credential_key(entry)
    if pem:
        # Refused here already, before the authority is troubled: a chain of another key is a mix-up.
        checked_chain(place, pem, signer.jwk)
    return prove_credential_key(signer, *where, der_of(pem) if pem else ())


def check(place: "Workplace", one: "KeyProof") -> "SignerChain | None":
    """The proof holds here and now, and so does its chain, which is returned. Raises what both raise."""
    from registry.keys.x5c import pem_of

    one.check(place.network.name, domain_of(place))
    return checked_chain(place, pem_of(one.x5c), one.jwk) if one.x5c else None


def enter(place: "Workplace", one: "KeyProof", chain: "SignerChain | None") -> bool:
    """Register the key unless it is, and keep its chain, also where the registration waits for its time; whether it
    was new.
    """
    from registry.core.types import Address

    (record,) = records(place, one.body, [one.key])
    try:
        if record is None and one.kind == "credential":
            place.authority.register_credential_key(one.body, one.key)
        elif record is None:
            place.authority.register_anchor_key(one.body, Address(one.key), one.signature)
    except ScheduledError:
        _keep(place, one, chain)
        raise
    _keep(place, one, chain)
    return record is None


def _keep(place: "Workplace", one: "KeyProof", chain: "SignerChain | None") -> None:
    if chain:
        keep_chain(place, one.body, one.key, chain)


def show(body: Body, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """The body's keys of this keyring as the contract records them, and the X.509 chains kept for them."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.keys.entries import KeyEntry

    place = open_workplace(home)
    entries = [e for e in place.keyring.entries if e.body == body]
    # An authority holds no key of a body, but the chains that it registered.
    chains = [t for t in chains_of(place, body) if t not in {e.id for e in entries}]
    entries += [KeyEntry("credential", body, thumbprint) for thumbprint in chains]
    found = records(place, body, [bytes.fromhex(e.id) for e in entries])
    rows = [_row(place, entry, record) for entry, record in zip(entries, found, strict=True)]
    for row in rows:
        out.say(*_line(row))
    out.document({"body": body, "keys": rows})


def _row(place: "Workplace", entry: "KeyEntry", record: Any) -> dict[str, Any]:
    from base64 import b64encode

    from registry.keys.x5c import der_of

    identity = bytes.fromhex(entry.id)
    chain = kept_chain(place, entry.body, identity) if entry.role == "credential" else None
    x5c = {"subject": chain.subject, "issuer": chain.issuer, "serial": chain.serial, "not_after": chain.not_after,
           "certificates": [b64encode(der).decode() for der in der_of(chain.pem)]} if chain else None  # fmt: skip
    times = {name: getattr(record, name) or None if record else None
             for name in ("valid_from", "revoked_at", "compromised_since")}  # fmt: skip
    return {"role": entry.role, "id": entry.id, "key": chain_key(identity).hex(), "place": entry.place,
            "pending": entry.pending, "retire_at": entry.retire_at or None, "registered": record is not None,
            **times, "x5c": x5c}  # fmt: skip


def _line(row: dict[str, Any]) -> tuple[str, str]:
    words = [("chưa đăng ký", "not registered")] if not row["registered"] else []
    for name, vi, en in (("valid_from", "từ", "since"), ("revoked_at", "thu hồi", "revoked"),
                         ("compromised_since", "lộ từ", "compromised since"),
                         ("retire_at", "hẹn thu hồi", "to be revoked from")):  # fmt: skip
        if row[name] and not (name == "retire_at" and row["revoked_at"]):
            day = f"{vietnam_day(row[name]):%d/%m/%Y}"
            words.append((f"{vi} {day}", f"{en} {day}"))
    if row["x5c"]:
        words.append((f"chứng thư: {row['x5c']['subject']}", f"certificate: {row['x5c']['subject']}"))
    head = f"{row['role']:10}  {row['id']}  "
    return head + ", ".join(vi for vi, _ in words), head + ", ".join(en for _, en in words)


def _agreed(
    out: Output, wanted: "Sequence[KeyProof]", chains: "Sequence[SignerChain | None]", *, yes: bool
) -> bool:
    for one, chain in zip(wanted, chains, strict=True):
        out.note(f"{one.body}: {one.kind} {_shown(one)}", f"{one.body}: {one.kind} {_shown(one)}")
        if chain:
            until = f"{vietnam_day(chain.not_after):%d/%m/%Y}"
            out.note(f"  chứng thư của {chain.subject}, do {chain.issuer} cấp, đến {until}",
                     f"  certificate of {chain.subject}, issued by {chain.issuer}, until {until}")  # fmt: skip
    if yes:
        return True
    if out.as_json:
        raise UsageError("CONFIRMATION_MISSING")
    return confirmed("Đăng ký các khóa này? / Register these keys?")


def _shown(one: "KeyProof") -> str:
    return one.key.hex() if one.kind == "credential" else "0x" + one.key.hex()


def _pem(path: Path | None) -> bytes:
    from registry.keys.x5c import MAX_CHAIN_BYTES

    return read_file(path, MAX_CHAIN_BYTES) if path else b""
