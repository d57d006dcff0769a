# SPDX-License-Identifier: Apache-2.0
"""Options that say which certificates a verb is about, and how they become targets."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import read_file
from registry.cli.output import Output
from registry.errors import Finding, UsageError, refuse_on_errors

if TYPE_CHECKING:
    from registry.core.types import BatchId
    from registry.ports.store import Store
    from registry.service.targets import Target, Wish

Codes = Annotated[list[str] | None, typer.Argument(metavar="[CODE…]", help="Mã tra cứu / codes.")]
Number = Annotated[str | None, typer.Option("--number", metavar="NO", help="Số giấy / certificate number.")]
Revision = Annotated[
    int | None, typer.Option("--revision", metavar="N", min=0, help="Lần sửa / revision (default: newest).")
]
OfBody = Annotated[
    str | None, typer.Option("--body", metavar="CODE", help="Tổ chức cấp / the body whose they are.")
]
Batch = Annotated[
    str | None, typer.Option("--batch", metavar="ID", help="Cả lô, theo mã lô / a whole batch, by its id.")
]
ListFile = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="Danh sách mã hoặc số / list of codes or numbers."),
]
SkipInvalid = Annotated[
    bool, typer.Option("--skip-invalid", help="Bỏ qua dòng lỗi / leave bad lines out, do the rest.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước / show the preview only.")]
Yes = Annotated[bool, typer.Option("--yes", help="Không hỏi lại / do not ask.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a command was given to name certificates with."""

    codes: list[str] | None = None
    number: str | None = None
    revision: int | None = None
    body: str | None = None
    batch: str | None = None
    file: Path | None = None
    skip_invalid: bool = False


def targets(named: Named, store: "Store", out: Output) -> tuple["Target", ...]:
    """Everything that was named, each once. Bad lines are reported together; with ``skip_invalid`` they are
    said and left out.

    Raises ``FindingsError`` with each bad line, ``RefusedError`` and ``InputError`` for the only one named,
    ``UsageError`` BATCH_OPTION.
    """
    from registry.service.targets import Wish, batch_target, resolve, resolve_one

    if named.batch is not None:
        return (batch_target(_batch_id(named), store=store, body=named.body),)
    wishes = [Wish(text=code) for code in named.codes or ()]
    if named.number is not None:
        wishes.append(Wish(text=named.number, revision=named.revision))
    listed, findings = _listed(named.file)
    if len(wishes) == 1 and not listed and not findings:
        return (resolve_one(wishes[0], store=store, body=named.body),)
    resolved = resolve([*wishes, *listed], store=store, body=named.body)
    findings = [*findings, *resolved.findings]
    if not named.skip_invalid or not resolved.targets:
        refuse_on_errors(findings)
    if not out.as_json:
        out.findings(findings)
    return resolved.targets


def _listed(file: Path | None) -> tuple[list["Wish"], list[Finding]]:
    from registry.intake.target_list import read_target_list
    from registry.service.targets import Wish

    if file is None:
        return [], []
    found = read_target_list(read_file(file), file.name)
    wishes = [Wish(text=one.text, revision=one.revision, where=one.where) for one in found.named]
    return wishes, list(found.findings)


def _batch_id(named: Named) -> "BatchId":
    from registry.core.types import BatchId

    others = (named.codes, named.number, named.file)
    try:
        identity = bytes.fromhex((named.batch or "").removeprefix("0x"))
    except ValueError as error:
        raise UsageError("BATCH_OPTION", batch=named.batch) from error
    if len(identity) != 32 or any(others):
        raise UsageError("BATCH_OPTION", batch=named.batch)
    return BatchId(identity)
