# SPDX-License-Identifier: Apache-2.0
"""``antin status set|show``: what happened to a certificate since it was issued."""

from typing import Annotated

import typer

from registry.cli.moments import ReasonCode, Since, instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import finish
from registry.core.code import group_code, parse_code
from registry.core.records import State
from registry.errors import UsageError

REFUSED = 1
CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Mã tra cứu / code.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Trạng thái / status.")
    group.command("set", help="Đình chỉ, phục hồi, thay thế, thu hồi / change the status.")(set_status)
    group.command("show", help="Xem / show the records of both lanes.")(show)
    app.add_typer(group, name="status")


def set_status(
    code: CodeArgument,
    state: Annotated[str, typer.Argument(metavar="STATE", help="active|suspended|superseded|withdrawn")],
    reason: ReasonCode,
    since: Since = None,
    note: Annotated[str, typer.Option("--note", help="Ghi chú công khai / a public note.")] = "",
    successor: Annotated[
        str | None, typer.Option("--successor", metavar="CODE", help="Giấy thay thế / the newer one.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại / do not ask.")] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Signed by the body's anchor key, in the body's lane. What verifiers will see is shown first."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.ports.store_rows import Phase
    from registry.service.change_status import Change, change_status
    from registry.verify.values import REASONS, reason_text

    if state.upper() not in State.__members__ or reason not in REASONS:
        raise UsageError("STATUS_UNKNOWN", value=f"{state} / {reason}")
    wanted = parse_code(code)
    change = Change(State[state.upper()], reason, instant(since, "--since"), note,
                    parse_code(successor) if successor else None)  # fmt: skip
    out.note(f"{group_code(wanted)} → {state}, lý do: {reason_text(reason, 'vi')}",
             f"{group_code(wanted)} → {state}, reason: {reason_text(reason, 'en')}")  # fmt: skip
    if as_json and not yes:
        raise UsageError("CONFIRMATION_MISSING")
    place = open_workplace(home)
    if not yes and not typer.confirm("Ký và ghi lên chuỗi? / Sign and record?", err=True):
        return
    request = change_status(wanted, change, deps=place.anchor_deps())
    done = request.phase is Phase.FINAL
    out.say("Đã ghi." if done else f"Bị từ chối: {request.error_code}",
            "Recorded." if done else f"Refused: {request.error_code}")  # fmt: skip
    out.document({"code": wanted, "state": state, "reason": reason, "recorded": done,
                  "error": request.error_code})  # fmt: skip
    finish(0 if done else REFUSED)


def show(code: CodeArgument, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Every record of the body's and the authority's lane at the newest block."""
    out = speaker(lang, as_json)
    from registry.cli.standing import describe_status
    from registry.cli.workplace import open_workplace

    description = describe_status(open_workplace(home), parse_code(code))
    for vi, en in description.lines:
        out.say(vi, en)
    out.document(description.document)
