# SPDX-License-Identifier: Apache-2.0
"""``antin status authority set`` and ``antin status lift``: the authority's own lane, and what it undoes in a
body's lane.
"""

from typing import Annotated

import typer

from registry.cli.moments import OrderNumber, ReasonCode, Since, instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.preview_text import asked_to_go_on, end_dry_run, refuse_preview, tell_preview
from registry.cli.targets import Codes, DryRun, ListFile, Named, Number, OfBody, Revision, Yes, targets
from registry.core.records import Lane, State
from registry.errors import UsageError


def add(group: typer.Typer) -> None:
    """Add the verbs to the group of status."""
    authority = typer.Typer(no_args_is_help=True, help="Cơ quan quản lý / the authority's lane.")
    authority.command("set", help="Ghi trạng thái của cơ quan quản lý / in its own lane.")(set_status)
    group.add_typer(authority, name="authority")
    group.command("lift", help="Gỡ điều khóa bị lộ đã ghi / undo what a compromised key wrote.")(lift_status)


def set_status(
    *,
    codes: Codes = None,
    state: Annotated[str, typer.Argument(metavar="STATE", help="active|suspended|withdrawn")],
    reason: ReasonCode,
    since: Since = None,
    order: OrderNumber = "",
    number: Number = None,
    revision: Revision = None,
    body: OfBody = None,
    file: ListFile = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The body cannot undo it. For everything that a body issued in an interval post an order: antin order."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.act_rules import check_reason
    from registry.service.authority_acts import set_by_authority
    from registry.service.change_status import Change
    from registry.service.preview import preview

    change = Change(_state(state), reason, instant(since, "--since"))
    check_reason(reason, order)
    place = open_workplace(home)
    named = Named(codes=codes, number=number, revision=revision, body=body, file=file)
    found, deps = targets(named, place.store, out), place.preview_deps()
    with out.progress() as progress:
        shown = preview(found, change, deps=deps, lane=Lane.AUTHORITY, progress=progress)
    tell_preview(out, shown)
    if dry_run:
        end_dry_run(out, shown)
    refuse_preview(out, shown)
    if not asked_to_go_on(out, yes=yes):
        return
    done = set_by_authority(found, change, order, authority=place.authority, deps=deps)
    for one in done:
        vi = "đã ghi từ trước" if one.block is None else f"đã ghi ở khối {one.block}"
        en = "recorded before" if one.block is None else f"recorded at block {one.block}"
        out.say(f"{one.target.name}: {vi}", f"{one.target.name}: {en}")
    out.document({"state": state, "changed": [
        {"code": one.target.code, "number": one.target.number, "block": one.block} for one in done
    ]})  # fmt: skip


def lift_status(
    reason: ReasonCode,
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Mã tra cứu / code.")] = None,
    state: Annotated[
        str, typer.Option("--to", metavar="STATE", help="active|suspended|superseded")
    ] = "active",
    since: Since = None,
    order: OrderNumber = "",
    number: Number = None,
    revision: Revision = None,
    body: OfBody = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """By the authority, and only where the body's newest record was written by a key held compromised by then."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.authority_acts import lift

    wanted = _state(state)
    place = open_workplace(home)
    named = Named(codes=[code] if code else None, number=number, revision=revision, body=body)
    (target,) = targets(named, place.store, out)
    receipt = lift(
        target, wanted, reason=reason, effective_from=instant(since, "--since"), order=order,
        authority=place.authority, deps=place.preview_deps(),
    )  # fmt: skip
    out.say(f"Đã gỡ ở khối {receipt.block.number}", f"Lifted at block {receipt.block.number}")
    out.document({"code": target.code, "state": state, "block": receipt.block.number})


def _state(text: str) -> State:
    if text.upper() not in State.__members__:
        raise UsageError("STATUS_UNKNOWN", value=text)
    return State[text.upper()]
