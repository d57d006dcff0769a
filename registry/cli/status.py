# SPDX-License-Identifier: Apache-2.0
"""``antin status set|show|authority set|lift``: what happened to a certificate since it was issued."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import status_authority
from registry.cli.moments import ReasonCode, Since, instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import Output, coded, finish
from registry.cli.preview_text import check_confirmation, confirmed, end_dry_run, refuse_preview, tell_preview
from registry.cli.targets import (
    Batch,
    Codes,
    DryRun,
    ListFile,
    Named,
    Number,
    OfBody,
    Revision,
    SkipInvalid,
    Yes,
    targets,
)
from registry.core.code import group_code, parse_code
from registry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.service.change_many import Changed
    from registry.service.change_status import Change

REFUSED = 1
CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Mã tra cứu / code.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Trạng thái / status.")
    group.command("set", help="Đình chỉ, phục hồi, thay thế, thu hồi / change the status.")(set_status)
    status_authority.add(group)
    group.command("show", help="Xem / show the records of both lanes.")(show)
    app.add_typer(group, name="status")


def set_status(
    *,
    codes: Codes = None,
    state: Annotated[str, typer.Argument(metavar="STATE", help="active|suspended|superseded|withdrawn")],
    reason: ReasonCode,
    since: Since = None,
    note: Annotated[str, typer.Option("--note", help="Ghi chú công khai / a public note.")] = "",
    successor: Annotated[
        str | None, typer.Option("--successor", metavar="CODE", help="Giấy thay thế / the newer one.")
    ] = None,
    number: Number = None,
    revision: Revision = None,
    body: OfBody = None,
    batch: Batch = None,
    file: ListFile = None,
    skip_invalid: SkipInvalid = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Signed by the body's anchor key, in the body's lane: one signature for up to a hundred certificates.
    What verifiers will see is shown first.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.change_many import change_many
    from registry.service.preview import preview

    change = _change(state, reason, instant(since, "--since"), note, successor)
    check_confirmation(as_json=as_json, yes=yes or dry_run)
    place = open_workplace(home)
    named = Named(codes=codes, number=number, revision=revision, body=body, batch=batch, file=file,
                  skip_invalid=skip_invalid)  # fmt: skip
    found = targets(named, place.store, out)
    with out.progress() as progress:
        shown = preview(found, change, deps=place.preview_deps(), progress=progress)
    tell_preview(out, shown)
    if dry_run:
        end_dry_run(out, shown)
    if not skip_invalid:
        refuse_preview(out, shown)
    if not yes and not confirmed("Ký và ghi lên chuỗi? / Sign and record?"):
        return
    with out.progress() as progress:
        done = change_many(
            found, change, deps=place.anchor_deps(), skip_invalid=skip_invalid, progress=progress
        )
    _tell(out, state, done)
    failed = any(one.refusal or (one.request and one.request.error_code) for one in done)
    finish(REFUSED if failed else 0)


def _change(state: str, reason: int, since: int, note: str, successor: str | None) -> "Change":
    from registry.core.records import State
    from registry.service.change_status import Change
    from registry.verify.values import REASONS

    if state.upper() not in State.__members__ or reason not in REASONS:
        raise UsageError("STATUS_UNKNOWN", value=f"{state} / {reason}")
    return Change(
        State[state.upper()], reason, since, note, None if successor is None else parse_code(successor)
    )


def _tell(out: Output, state: str, done: "Sequence[Changed]") -> None:
    rows = []
    for one in done:
        refused = one.refusal.code if one.refusal else one.request.error_code if one.request else None
        code = group_code(one.target.code) if one.target.code else ""
        line = "  ".join(part for part in (one.target.name, code) if part)
        new = one.request is not None
        vi, en = ("đã ghi", "recorded") if new else ("đã ghi từ trước", "recorded before")
        if refused:
            vi, en = f"bị từ chối: {coded(refused, 'vi')}", f"refused: {coded(refused, 'en')}"
        out.say(f"{line}: {vi}", f"{line}: {en}")
        rows.append({"code": one.target.code, "subject": one.target.subject, "body": one.target.body,
                     "number": one.target.number or None, "state": state, "recorded": refused is None,
                     "recorded_now": new and refused is None, "error": refused})  # fmt: skip
    recorded = all(row["recorded"] for row in rows)
    out.document({"state": state, "recorded": recorded, "changed": rows})


def show(code: CodeArgument, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Every record of the body's and the authority's lane at the newest block."""
    out = speaker(lang, as_json)
    from registry.cli.standing import describe_status
    from registry.cli.workplace import open_workplace

    description = describe_status(open_workplace(home), parse_code(code))
    for vi, en in description.lines:
        out.say(vi, en)
    out.document(description.document)
