# SPDX-License-Identifier: Apache-2.0
"""``antin network validators``: what the trust list should pin, out of the network's own headers."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options import HomeDir, Json, Lang, TrustFile, speaker, write_file
from registry.cli.output import finish
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.cli.output import Output
    from registry.service.validators import Followed

DIFFERENT = 1
EPOCH = 30_000


def add(group: typer.Typer) -> None:
    """Add the verb."""
    group.command("validators", help="Bộ xác nhận theo phiếu bầu / validators followed by votes.")(validators)


def validators(
    from_block: Annotated[
        int | None, typer.Option("--from-block", min=0, metavar="N", help="Đầu kỳ hoặc khoảng ghim / where to begin.")
    ] = None,
    epoch: Annotated[int, typer.Option("--epoch", min=2, help="Số khối mỗi kỳ / blocks an epoch.")] = EPOCH,
    target: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Ghi danh sách tin cậy mới / write the list so corrected."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace an existing file.")] = False,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Read every header since the last pinned set began, count its votes, and print the sets in the form in which the
    trust list pins them. --epoch is that of the network's genesis file. Nothing is signed: --out writes a list for
    antin trust draft. Exit 0 as pinned, 1 differs, 2 cannot tell.
    """
    out = speaker(lang, as_json)
    if target is not None and target.exists() and not force:
        raise UsageError("FILE_EXISTS", str(target))
    from registry.cli.workplace import open_workplace

    place = open_workplace(home, trust_file)
    found = _follow(place, out, from_block, epoch)
    _tell(out, found)
    written = None if target is None else _write(place, found, target, out, force=force)
    out.document(_document(found) | {"trust_list": written})
    finish(0 if found.as_pinned else DIFFERENT)


def _follow(place: "Workplace", out: "Output", from_block: int | None, epoch: int) -> "Followed":
    from registry.chain.proofs import RpcProver
    from registry.service.validators import FollowDeps, follow_validators

    reader = place.checked_reader()
    deps = FollowDeps(
        network=place.network, reader=reader, epoch=epoch, clock=place.clock, pause=time.sleep,
        provers=[RpcProver(rpc) for rpc in place.rpcs if reader.fits(rpc)],
    )  # fmt: skip
    with out.progress() as bars:
        return follow_validators(
            deps, from_block=from_block, progress=lambda done, total: bars.step("khối / blocks", done, total)
        )


def _tell(out: "Output", found: "Followed") -> None:
    import json

    out.line(json.dumps({"validators": _sets(found)}, indent=2))
    out.note(f"Đã đọc khối {found.first} đến {found.last.number}",
             f"Read blocks {found.first} to {found.last.number}")  # fmt: skip
    if found.votes_unknown:
        out.note(f"Khối {found.first} không mở đầu kỳ nào: không biết các phiếu trước đó trong cùng kỳ.",
                 f"Block {found.first} begins no epoch: votes cast before it in that epoch are not known.")  # fmt: skip
    if found.as_pinned:
        out.note("Đúng như danh sách tin cậy.", "As the trust list pins them.")
    else:
        out.note("Khác danh sách tin cậy: hãy ghim các khoảng trên và phát hành ngay.",
                 "Other than the trust list: pin the intervals above and publish at once.")  # fmt: skip


def _document(found: "Followed") -> dict[str, Any]:
    return {
        "network": found.network.name, "consensus": found.network.consensus, "as_pinned": found.as_pinned,
        "first_block": found.first, "last_block": found.last.number, "last_hash": "0x" + found.last.hash.hex(),
        "votes_unknown": found.votes_unknown, "validators": _sets(found),
    }  # fmt: skip


def _sets(found: "Followed") -> list[dict[str, Any]]:
    from msgspec.structs import replace

    from registry.verify.pinned import network_mapping

    sets: list[dict[str, Any]] = network_mapping(replace(found.network, validators=found.validators))[
        "validators"
    ]
    return sets


def _write(place: "Workplace", found: "Followed", target: Path, out: "Output", *, force: bool) -> str:
    from msgspec.structs import replace

    corrected = replace(found.network, validators=found.validators)
    networks = tuple(corrected if one == found.network else one for one in place.trust.networks)
    write_file(target, replace(place.trust, networks=networks).to_bytes(), force=force)
    out.note(f"Đã ghi {target}", f"Wrote {target}")
    return str(target)
