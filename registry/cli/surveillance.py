# SPDX-License-Identifier: Apache-2.0
"""``antin surveillance record|due``: certificates under methods 2 to 6 are surveyed at least once a year."""

from datetime import date
from typing import Annotated

import typer

from registry.cli.moments import instant
from registry.cli.options import Body, HomeDir, Json, Lang, speaker
from registry.cli.output import coded, finish
from registry.cli.targets import Named, Number, OfBody, Revision, targets
from registry.core.code import group_code
from registry.errors import UsageError

REFUSED = 1
DECISIONS = ("continued", "with_conditions")


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Giám sát / surveillance.")
    group.command("record", help="Ghi kết quả giám sát đạt / record that a certificate was surveyed.")(record)
    group.command("due", help="Đến hạn giám sát / what is due, overdue first.")(due)
    app.add_typer(group, name="surveillance")


def record(
    last: Annotated[str, typer.Option("--last", metavar="DATE", help="Ngày giám sát / surveyed on.")],
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Mã tra cứu / code.")] = None,
    next_due: Annotated[
        str | None, typer.Option("--next", metavar="DATE", help="Hạn lần tới / due again (default: never).")
    ] = None,
    decision: Annotated[
        str, typer.Option("--decision", metavar="DECISION", help=" | ".join(DECISIONS))
    ] = DECISIONS[0],
    number: Number = None,
    revision: Revision = None,
    body: OfBody = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Signed by the body's anchor key. A surveillance that was not passed is a suspension: antin status set."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.core.surveillance import Decision
    from registry.ports.store_rows import Phase
    from registry.service.surveillance import maintain

    if decision not in DECISIONS:
        raise UsageError("SURVEILLANCE_DECISION", decision=decision)
    surveyed, again = instant(last, "--last"), instant(next_due, "--next")
    place = open_workplace(home)
    named = Named(codes=[code] if code else None, number=number, revision=revision, body=body)
    (target,) = targets(named, place.store, out)
    wanted = Decision.CONTINUED if decision == DECISIONS[0] else Decision.WITH_CONDITIONS
    request = maintain(target, surveyed, again, wanted, deps=place.anchor_deps())
    done = request.phase is Phase.FINAL
    refused = request.error_code or ""
    out.say("Đã ghi." if done else f"Bị từ chối: {coded(refused, 'vi')}",
            "Recorded." if done else f"Refused: {coded(refused, 'en')}")  # fmt: skip
    out.document({"code": target.code, "number": target.number, "last": request.last,
                  "next_due": request.next_due or None, "n": request.n, "recorded": done,
                  "error": request.error_code})  # fmt: skip
    finish(0 if done else REFUSED)


def due(
    body: Body,
    within: Annotated[
        int | None, typer.Option("--within", metavar="DAYS", min=0, help="Trong số ngày tới / within days.")
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """From the certificates' content and the chain's records; a year after the issue where none was recorded."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.surveillance import due_list

    place = open_workplace(home)
    reader = place.checked_reader()
    found = due_list(body, store=place.store, reader=reader, contract=place.contract, now=place.clock.now())
    if within is not None:
        from registry.verify.values import day_of

        today = day_of(place.clock.now())
        found = tuple(one for one in found if (one.due - today).days <= within)
    for one in found:
        late_vi = f"  quá hạn {one.overdue} ngày" if one.overdue else ""
        late_en = f"  overdue by {one.overdue} days" if one.overdue else ""
        line = f"{_day(one.due)}  {one.number} r{one.revision}  {group_code(one.code)}"
        out.say(line + late_vi, line + late_en)
    if not found:
        out.say("Không có giấy nào phải giám sát.", "No certificate is due.")
    out.document({"body": body, "due": [
        {"code": one.code, "number": one.number, "revision": one.revision, "last": one.last, "due": one.due,
         "overdue_days": one.overdue}
        for one in found
    ]})  # fmt: skip


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
