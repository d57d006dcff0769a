# SPDX-License-Identifier: Apache-2.0
"""``antin trust init|root|draft|sign|publish``: the authority's side of the signed trust list."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import Json, Lang, read_file, speaker, write_file
from registry.cli.trust_keys import (
    keys_of,
    need_library,
    new_password,
    open_key,
    public_half,
    put_keys,
    read_keys,
)
from registry.cli.trust_telling import tell_draft, tell_root
from registry.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from tuf.api.metadata import Metadata, Targets

    from registry.update.drafts import Holders

OfficeDir = Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục làm việc / the office's folder.")]
RootKeys = Annotated[
    list[Path] | None,
    typer.Option(
        "--root-key", metavar="FILE", help="Khóa công khai của người giữ / a holder's FILE.pub.json."
    ),
]
Threshold = Annotated[
    int, typer.Option("--threshold", metavar="K", help="Số chữ ký cần / signatures needed.")
]
Days = Annotated[
    int | None, typer.Option("--days", min=1, max=3_660, help="Số ngày có giá trị / days to its end.")
]


def init(
    folder: OfficeDir,
    threshold: Threshold,
    root_key: RootKeys = None,
    root_keys: Annotated[
        int | None,
        typer.Option("--root-keys", metavar="N", min=1, max=64,
                     help="Tạo N khóa ngay tại đây / make N holders' keys here, to be carried away."),
    ] = None,
    days: Days = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Draft the first root: K of N holders must sign it, and every list. Prints the fingerprint for the decision."""
    out = speaker(lang, as_json)
    need_library()
    from registry.update.drafts import ROOT_DAYS, Holders, first_root
    from registry.update.office import Office

    office = Office(folder)
    if office.begun:
        raise UsageError("TRUST_OFFICE_EXISTS", str(folder))
    if bool(root_key) == bool(root_keys):
        raise UsageError("TRUST_HOLDERS")
    given = read_keys(root_key or [])
    password = new_password()
    made = [folder / "holders" / f"holder-{n}.pem" for n in range(1, (root_keys or 0) + 1)]
    keys = keys_of([*made, office.online_key], password, out)
    public = {path: public_half(private, str(path)) for path, private in keys.items()}
    holders = Holders(root=given or [public[path] for path in made], threshold=threshold,
                      online=public[office.online_key])  # fmt: skip
    draft = first_root(holders, now=int(time.time()), days=days or ROOT_DAYS)
    # Only now, when nothing can be wrong any more, is anything written; the draft last: without it one may go on.
    put_keys(keys, password)
    path = office.put_root(draft)
    for key_path in made:
        out.line(f"  {key_path}")
    if made:
        out.note("Chuyển mỗi khóa cho một người giữ, rồi xóa khỏi máy này.",
                 "Carry each key to its holder, then remove it from this machine.")  # fmt: skip
    tell_root(out, path, draft, made)


def rotate(
    folder: OfficeDir,
    threshold: Threshold,
    root_key: RootKeys = None,
    online: Annotated[
        Path | None,
        typer.Option("--online-key", metavar="FILE", help="Khóa trực tuyến mới / another online key."),
    ] = None,
    days: Days = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Draft the next root with these holders: a lost key is left out, a new one put in. Enough holders of the
    old root and of the new one must sign it.
    """
    out = speaker(lang, as_json)
    need_library()
    from registry.update.drafts import ROOT_DAYS, next_root
    from registry.update.office import Office
    from registry.update.publish import read_published

    office = Office(folder)
    before = read_published(office.web).root
    if before is None:
        raise UsageError("TRUST_DRAFT_MISSING", str(office.web))
    public = online or office.online_key.with_name(office.online_key.name + ".pub.json")
    holders = _holders(root_key or [], threshold, public)
    draft = next_root(before, holders, now=int(time.time()), days=days or ROOT_DAYS)
    tell_root(out, office.put_root(draft), draft, [])


def draft(
    folder: OfficeDir,
    trust_list: Annotated[
        Path, typer.Option("--list", metavar="FILE", help="Danh sách đã lập / the built list.")
    ],
    profiles: Annotated[
        list[Path] | None, typer.Option("--profile", metavar="FILE", help="Hồ sơ mạng / a network profile.")
    ] = None,
    days: Days = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Draft the next list for the holders to sign."""
    out = speaker(lang, as_json)
    need_library()
    from registry.core.strict_json import loads
    from registry.update.drafts import TARGETS_DAYS, next_targets
    from registry.update.names import MAX_TARGET_BYTES
    from registry.update.office import Office
    from registry.update.publish import read_published
    from registry.verify.trust import TrustList, fingerprint

    office = Office(folder)
    data = read_file(trust_list, MAX_TARGET_BYTES)
    TrustList.parse(data)
    files = {path.name: read_file(path, MAX_TARGET_BYTES) for path in profiles or []}
    for content in files.values():
        loads(content, limit=MAX_TARGET_BYTES)
    made, contents = next_targets(
        read_published(office.web).targets, data, files, now=int(time.time()), days=days or TARGETS_DAYS
    )
    path = office.put_targets(made, contents)
    tell_draft(out, path, made)
    out.document({"draft": str(path), "version": made.signed.version, "list_sha256": fingerprint(data),
                  "expires": made.signed.expires.isoformat(), "profiles": sorted(files)})  # fmt: skip


def sign(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Dự thảo / the draft that goes round.")],
    key: Annotated[Path, typer.Option("--key", metavar="FILE", help="Khóa của mình / the holder's own key.")],
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FILE", help="Gốc hiện hành / the root in force, to check by."),
    ] = None,
    trust_list: Annotated[
        Path | None,
        typer.Option(
            "--list", metavar="FILE", help="Danh sách đã xem / the list that was read: must be the one."
        ),
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Show what the draft says, and add one signature to it. Needs no network and no other file."""
    out = speaker(lang, as_json)
    need_library()
    from tuf.api.metadata import Root, Targets

    from registry.update.drafts import sign_draft
    from registry.update.metadata import MAX_METADATA_BYTES, metadata_bytes, read_metadata
    from registry.update.office import is_root

    data = read_file(file, MAX_METADATA_BYTES)
    known = (
        [] if root is None else [read_metadata(read_file(root, MAX_METADATA_BYTES), Root, str(root)).signed]
    )
    made: Metadata[Root] | Metadata[Targets]
    if is_root(data, str(file)):
        made = read_metadata(data, Root, str(file))
        # A holder who is to leave signs the next root by the present one.
        known = [made.signed, *known] if known or made.signed.version == 1 else []
    else:
        made = read_metadata(data, Targets, str(file))
        _check_list(made.signed, trust_list)
    tell_draft(out, file, made)
    public = sign_draft(made, open_key(key), known, str(file))
    write_file(file, metadata_bytes(made), force=True)
    count = len(made.signatures)
    out.say(f"Đã ký bằng khóa {public.keyid[:16]}; tệp có {count} chữ ký",
            f"Signed with key {public.keyid[:16]}; the file has {count} signature(s)")  # fmt: skip
    out.document({"file": str(file), "keyid": public.keyid, "signatures": sorted(made.signatures)})


def publish(
    folder: OfficeDir,
    signed: Annotated[
        list[Path] | None,
        typer.Option("--signed", metavar="FILE", help="Bản sao đã ký gửi về / a copy that a holder signed."),
    ] = None,
    timestamp_days: Annotated[int, typer.Option("--timestamp-days", min=1, max=366)] = 14,
    snapshot_days: Annotated[int, typer.Option("--snapshot-days", min=1, max=366)] = 31,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Publish the drafts once enough have signed, or only renew the timestamp where there are none. DIR/web is
    what any web server hands out.
    """
    out = speaker(lang, as_json)
    need_library()
    from registry.update.metadata import MAX_METADATA_BYTES, seconds
    from registry.update.office import Office
    from registry.update.publish import publish as put

    office = Office(folder)
    drafts = office.collect([(str(path), read_file(path, MAX_METADATA_BYTES)) for path in signed or []])
    online = open_key(office.online_key)
    done = put(office.web, drafts, online, now=int(time.time()),
               snapshot_days=snapshot_days, timestamp_days=timestamp_days)  # fmt: skip
    office.clear()
    roles = {
        part.signed.type: part.signed
        for part in (done.root, done.targets, done.snapshot, done.timestamp)
        if part
    }
    out.say(f"Đã công bố trong {office.web}", f"Published in {office.web}")
    for role, part in roles.items():
        out.line(f"  {role} {part.version}  → {part.expires:%Y-%m-%d %H:%M} UTC")
    out.document({"web": str(office.web), "roles": {
        role: {"version": part.version, "expires": seconds(part.expires)} for role, part in roles.items()
    }})  # fmt: skip


def _holders(public: Sequence[Path], threshold: int, online: Path) -> "Holders":
    from registry.update.drafts import Holders

    return Holders(root=read_keys(list(public)), threshold=threshold, online=read_keys([online])[0])


def _check_list(targets: "Targets", path: Path | None) -> None:
    from registry.core.hashing import sha256
    from registry.update.names import LIST_NAME, MAX_TARGET_BYTES

    if path is None:
        return
    described = targets.targets.get(LIST_NAME)
    if described is None or described.hashes["sha256"] != sha256(read_file(path, MAX_TARGET_BYTES)).hex():
        raise RefusedError("TRUST_TARGET_DIFFERS", str(path))
