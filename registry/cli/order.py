# SPDX-License-Identifier: Apache-2.0
"""``antin order post|list|retract``: what the authority orders over everything that a body issued in an interval."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.moments import ReasonCode, instant, shown_instant, shown_interval
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import Output
from registry.cli.preview_text import asked_to_go_on, end_dry_run, tell_preview
from registry.cli.targets import DryRun, Yes
from registry.errors import EvidenceError, TransientError, UsageError

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.service.order_numbers import OrderNumbers
    from registry.service.orders import Matches, Order, PostedOrder

BodyCode = Annotated[str, typer.Option("--body", metavar="CODE", help="Tổ chức / body.")]
Number = Annotated[
    str, typer.Option("--number", metavar="NO", help="Số quyết định / number of the decision.")
]
Grant = Annotated[
    int,
    typer.Option("--grant", metavar="N", min=0, max=65_535, help="Quyền, 0 là cả tổ chức / grant, 0: all."),
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(
        no_args_is_help=True, help="Quyết định của cơ quan quản lý / orders of the authority."
    )
    group.command("post", help="Ra quyết định / post an order.")(post)
    group.command("list", help="Liệt kê / list the orders over a body and its grants.")(list_orders)
    group.command("retract", help="Rút quyết định / end an order from now on.")(retract)
    app.add_typer(group, name="order")


def post(
    body: BodyCode,
    action: Annotated[str, typer.Option("--action", metavar="ACTION", help="review|suspend|withdraw")],
    reason: ReasonCode,
    grant: Grant = 0,
    issued_from: Annotated[
        str | None, typer.Option("--issued-from", metavar="DATE", help="Cấp hoặc ghi sổ từ / issued from.")
    ] = None,
    issued_until: Annotated[
        str | None, typer.Option("--issued-until", metavar="DATE", help="Đến hết ngày / last day (open).")
    ] = None,
    effective: Annotated[
        str | None, typer.Option("--effective", metavar="DATE", help="Có hiệu lực từ / in force from (now).")
    ] = None,
    number: Number = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Which certificates it would match is counted, and what verifiers will see is shown, before it is posted."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service import orders

    order = orders.Order(
        body=body, grant=grant, action=_action(action), reason=reason, number=number,
        issued_from=instant(issued_from, "--issued-from"),
        issued_until=instant(issued_until, "--issued-until", day_after=True),
        effective_from=instant(effective, "--effective"),
    )  # fmt: skip
    orders.check_order(order)
    place = open_workplace(home)
    found = orders.count_matches(order, deps=place.order_deps())
    with out.progress() as progress:
        preview = orders.preview_order(order, found, deps=place.preview_deps(), progress=progress)
    _tell_matches(out, order, found)
    tell_preview(out, preview)
    if dry_run:
        end_dry_run(out, preview, matches=_matches(found))
    if not asked_to_go_on(out, yes=yes):
        return
    n = orders.post_order(order, authority=place.authority)
    out.say(f"Đã ra quyết định số thứ tự {n} đối với {body}", f"Posted as order {n} over {body}")
    out.document({"body": body, "grant": grant, "n": n, "matches": _matches(found)})


def list_orders(body: BodyCode, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Retracted ones included: an order's number stands in the chain's events, not in its record."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.order_numbers import OrderNumbers
    from registry.service.orders import read_orders

    place = open_workplace(home)
    found = read_orders(body, reader=place.checked_reader(), contract=place.contract)
    numbers = _numbers(out, place, body) if found else {}
    for one in found:
        number = numbers.get((one.grant, one.n), OrderNumbers())
        out.say(*_line(one, number))
    if not found:
        out.say("Chưa có quyết định nào.", "No orders.")
    out.document({"body": body, "orders": [_document(one, numbers) for one in found]})


def retract(
    body: BodyCode,
    n: Annotated[int, typer.Argument(metavar="N", min=0, help="Số thứ tự / number, as in antin order list.")],
    reason: ReasonCode,
    grant: Grant = 0,
    number: Number = "",
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """It ends from the block's time on; that it was in force stays on record."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.orders import retract_order

    receipt = retract_order(
        body, n, grant=grant, reason=reason, number=number, authority=open_workplace(home).authority
    )
    out.say(f"Đã rút ở khối {receipt.block.number}", f"Retracted at block {receipt.block.number}")
    out.document({"body": body, "grant": grant, "n": n, "block": receipt.block.number})


def _action(text: str) -> Any:
    from registry.core.records import OrderAction

    if text.upper() not in OrderAction.__members__:
        raise UsageError("ORDER_ACTION", action=text)
    return OrderAction[text.upper()]


def _tell_matches(out: Output, order: "Order", found: "Matches") -> None:
    out.note(
        f"Khớp {len(found.matched)} trong {found.total} giấy của {order.body} ở đây; "
        f"{found.pending} chưa ghi xong.",
        f"Matches {len(found.matched)} of {found.total} certificates of {order.body} here; "
        f"{found.pending} not on chain yet.",
    )
    if found.unknown is None:
        out.note("Chưa xem các lô ghi từ nơi khác.", "Batches anchored from elsewhere were not looked at.")
    elif found.unknown:
        out.note(
            f"{len(found.unknown)} lô với {found.unknown_certificates} lá không có ở đây: không biết khớp hay không.",
            f"{len(found.unknown)} batches with {found.unknown_certificates} leaves are not held here: unknown.",
        )


def _matches(found: "Matches") -> dict[str, Any]:
    unknown = None if found.unknown is None else [
        {"batch_id": one.batch_id, "size": one.size, "anchored_at": one.anchored_at} for one in found.unknown
    ]  # fmt: skip
    return {
        "matched": len(found.matched), "total": found.total, "pending": found.pending, "unknown_batches": unknown,
        "certificates": [{"code": r.code, "number": r.number, "revision": r.revision} for r in found.matched],
    }  # fmt: skip


def _numbers(out: Output, place: "Workplace", body: str) -> "dict[tuple[int, int], OrderNumbers]":
    """The orders stand in the contract whether or not a node tells the events; their numbers then wait."""
    from registry.service.order_numbers import decisions_of, order_numbers

    try:
        return order_numbers(place.of_log(decisions_of(body)))
    except (TransientError, EvidenceError) as error:
        out.note(f"Chưa đọc được số quyết định: {error.text('vi')}",
                 f"The decisions' numbers could not be read: {error.text('en')}")  # fmt: skip
        return {}


_ACTIONS = {"review": "rà soát", "suspend": "đình chỉ", "withdraw": "thu hồi"}


def _line(one: "PostedOrder", number: "OrderNumbers") -> tuple[str, str]:
    from registry.core.records import OrderAction
    from registry.verify.values import reason_text

    r = one.record
    place = f"{one.grant}/{one.n}" if one.grant else f"{one.n}"
    action = OrderAction(r.action).name.lower()
    parts = [(f"{place}: {_ACTIONS[action]}", f"{place}: {action}")]
    if number.posted:
        parts.append((f"quyết định số {number.posted}", f"decision {number.posted}"))
    if r.issued_from or r.issued_until:
        vi, en = (shown_interval(r.issued_from, r.issued_until, lang) for lang in ("vi", "en"))
        parts.append((f"giấy cấp {vi}", f"issued {en}"))
    else:
        parts.append(("mọi giấy", "whenever issued"))
    since = shown_instant(r.effective_from)
    parts.append((f"hiệu lực từ {since}", f"in force from {since}"))
    parts.append((f"lý do: {reason_text(r.reason, 'vi')}", f"reason: {reason_text(r.reason, 'en')}"))
    if r.retracted_at:
        by = (f" theo quyết định số {number.retracted}", f" by decision {number.retracted}")
        ended, told = shown_instant(r.retracted_at), bool(number.retracted)
        parts.append((f"đã rút {ended}{by[0] * told}", f"retracted {ended}{by[1] * told}"))
    return ", ".join(vi for vi, _ in parts), ", ".join(en for _, en in parts)


def _document(one: "PostedOrder", numbers: "dict[tuple[int, int], OrderNumbers]") -> dict[str, Any]:
    from registry.core.records import OrderAction

    r, number = one.record, numbers.get((one.grant, one.n))
    return {
        "grant": one.grant, "n": one.n, "action": OrderAction(r.action).name.lower(), "reason": r.reason,
        "issued_from": r.issued_from or None, "issued_until": r.issued_until or None,
        "effective_from": r.effective_from, "recorded_at": r.recorded_at,
        "retracted_at": r.retracted_at or None,
        "number": (number and number.posted) or None,
        "retraction_number": (number and number.retracted) or None,
    }  # fmt: skip
