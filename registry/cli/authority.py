# SPDX-License-Identifier: Apache-2.0
"""``antin authority scheduled|execute|cancel|schedule``: acts that wait in the access manager for their time."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import Output
from registry.errors import UsageError, vietnam_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from registry.bootstrap import Workplace
    from registry.chain.operations import Operation, Stage
    from registry.cli.act_words import Names, Told
    from registry.ports.chain import Receipt

Id = Annotated[
    str, typer.Argument(metavar="ID", help="Mã hoặc 8 chữ số đầu / id, or its first 8 digits or more.")
]
_STAGES = {
    "waiting": ("còn chờ, thực hiện được từ {ready}", "waits, ready at {ready}"),
    "ready": ("thực hiện được đến trước {expires}", "ready, until {expires}"),
    "expired": ("quá hạn từ {expires}", "expired at {expires}"),
    "executed": ("đã thực hiện {ended}", "carried out at {ended}"),
    "cancelled": ("đã hủy {ended}", "cancelled at {ended}"),
}


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(
        no_args_is_help=True, help="Việc đang chờ của cơ quan / acts that wait for their time."
    )
    group.command("scheduled", help="Liệt kê việc đang chờ / list what waits.")(scheduled)
    group.command("execute", help="Thực hiện khi đến lúc / carry one out once it is ready.")(execute)
    group.command("cancel", help="Hủy / cancel one: guardian, scheduler or administrator.")(cancel)
    group.command("schedule", help="Đăng ký chờ lại / schedule anew what was cancelled or expired.")(again)
    app.add_typer(group, name="authority")


def scheduled(
    everything: Annotated[
        bool, typer.Option("--all", help="Cả việc đã thực hiện hoặc hủy / also what has ended.")
    ] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Read from the access manager's events; no key is needed, so that anybody may watch what the authority is
    about to permit.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    place = open_workplace(home)
    names, now = names_of(place), now_of(place)
    found = [one for one in place.schedule.operations() if one.ended is None or everything]
    usual = _usual(place)
    rows = [_tell(out, one, one.stage(now), _told(one, names, usual)) for one in found]
    if not rows:
        out.say("Không có việc nào đang chờ.", "Nothing waits.")
    out.document({"scheduled": rows})


def execute(identity: Id, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """By the account that scheduled it. A contract that refuses says why, and the act goes on waiting."""
    _end(
        identity, home, speaker(lang, as_json), ("Đã thực hiện", "Carried out"),
        lambda place, one: place.scheduler.execute(one, now_of(place)),
    )  # fmt: skip


def cancel(identity: Id, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """By the account of this folder's authority key: a guardian keeps a folder of their own."""
    done = ("Đã hủy", "Cancelled")
    _end(identity, home, speaker(lang, as_json), done, lambda place, one: place.scheduler.cancel(one))


def _end(
    identity: str,
    home: "Path | None",
    out: Output,
    done: tuple[str, str],
    act: "Callable[[Workplace, Operation], Receipt]",
) -> None:
    """Show what it is, end its waiting, and say in which block."""
    from registry.cli.workplace import open_workplace

    place = open_workplace(home)
    one = place.schedule.find(identity)
    told = _words(out, one, place)
    block = act(place, one).block.number
    out.say(f"{done[0]} ở khối {block}", f"{done[1]} at block {block}")
    out.document({"operation": "0x" + one.id.hex(), "act": told.function, "block": block})


def again(identity: Id, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """What was cancelled is not scheduled again by itself, neither by a repeated command nor by a worker."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.errors import ScheduledError

    place = open_workplace(home)
    one = place.schedule.find(identity)
    _words(out, one, place)
    raise ScheduledError(place.scheduler.again(one, now_of(place)))


def now_of(place: "Workplace") -> int:
    """The later of chain and clock, as blocks to come will have it."""
    return max(place.clock.now(), place.checked_reader().head().timestamp)


def names_of(place: "Workplace") -> "Names":
    """Codes of this registry's bodies and of the trust list's scopes; of bodies none where there is no store."""
    from registry.cli.act_words import Names

    try:
        with place.store.reading() as work:
            bodies = [body.code for body in work.bodies.all()]
    except UsageError:  # a guardian's folder has no store: bodies are shown by their hashes
        bodies = []
    return Names.of(bodies, [scope.code for scope in place.trust.scopes])


def _usual(place: "Workplace") -> tuple[bytes, ...]:
    """The contract and its access manager: of these alone are the words that say nothing of a target."""
    return (place.contract, place.schedule.manager)


def _told(one: "Operation", names: "Names", usual: tuple[bytes, ...]) -> "Told":
    """In words. The same call of any other contract does something else: then that one is named first."""
    from registry.cli.act_words import tell_call

    told = tell_call(one.data, names)
    if one.target in usual:
        return told
    target = "0x" + one.target.hex()
    vi, en = f"ở hợp đồng khác, {target}: {told.vi}", f"at another contract, {target}: {told.en}"
    return replace(told, vi=vi, en=en)


def _words(out: Output, one: "Operation", place: "Workplace") -> "Told":
    told = _told(one, names_of(place), _usual(place))
    out.say(told.vi, told.en)
    return told


def _tell(out: Output, one: "Operation", stage: "Stage", told: "Told") -> dict[str, Any]:
    ended = vietnam_time(one.ended_at) if one.ended else ""
    times = {"ready": vietnam_time(one.ready_at), "expires": vietnam_time(one.expires_at), "ended": ended}
    vi, en = (text.format(**times) for text in _STAGES[stage.value])
    identity = "0x" + one.id.hex()
    out.line(identity)
    out.say(f"  {told.vi}", f"  {told.en}")
    out.say(f"  {vi}; do 0x{one.caller.hex()}", f"  {en}; by 0x{one.caller.hex()}")
    return {
        "operation": identity, "stage": stage.value, "act": told.function, "arguments": told.arguments,
        "words": {"vi": told.vi, "en": told.en}, "by": "0x" + one.caller.hex(),
        "target": "0x" + one.target.hex(),
        "scheduled_at": one.scheduled_at, "ready_at": one.ready_at, "expires_at": one.expires_at,
        "ended_at": one.ended_at or None,
    }  # fmt: skip
