# SPDX-License-Identifier: Apache-2.0
"""``antin trust explain``: which policy row a certificate with these facts is judged by, and why."""

import time
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options import HomeDir, Json, Lang, TrustFile, parse_moment, speaker, vietnam_day
from registry.cli.output import Output, finish
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.verify.policy import Demand, Facts
    from registry.verify.trust import TrustList

CANNOT_TELL = 2
NEAREST = 3


Kind = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="conformity|calibration, loại giấy / kind.")
]
Risk = Annotated[
    str | None, typer.Option("--risk", metavar="LEVEL", help="CAO|TRUNG_BINH|THAP, mức rủi ro / level.")
]
Method = Annotated[
    int | None, typer.Option("--method", metavar="1–8", min=1, max=8, help="Phương thức / method.")
]
Mark = Annotated[str | None, typer.Option("--mark", metavar="MARK", help="CR|CS|none, dấu / mark.")]
Issued = Annotated[
    str | None, typer.Option("--issued", metavar="DATE", help="Ngày cấp / issue date (default: today).")
]
Anchored = Annotated[
    str | None, typer.Option("--anchored", metavar="DATE", help="Ngày ghi sổ / day of the record.")
]
Scopes = Annotated[
    list[str] | None, typer.Option("--scope", metavar="CODE", help="Phạm vi / scope; may be repeated.")
]
HsCodes = Annotated[
    list[str] | None, typer.Option("--hs", metavar="HS", help="Mã HS / HS code; may be repeated.")
]


def explain(
    kind: Kind = "conformity",
    risk: Risk = None,
    method: Method = None,
    mark: Mark = None,
    issued: Issued = None,
    anchored: Anchored = None,
    scopes: Scopes = None,
    hs_codes: HsCodes = None,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Exit 0: a row applies on each day that counts; 2: none does, so nobody could tell; 64: a scope that the
    catalogue does not have.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_rules
    from registry.verify.policy import demands

    trust, _ = open_rules(home, trust_file)
    facts = _facts(trust, kind, risk, method, mark, scopes or (), hs_codes or ())
    day = _day(issued, "--issued") or vietnam_day(int(time.time()))
    asked = demands(trust, facts, day, _day(anchored, "--anchored"))
    for position, demand in enumerate(asked):
        _tell(out, trust, facts, demand, late=position > 0)
    _tell_scopes(out, trust, scopes or (), facts)
    out.document(
        {
            "scopes": {text: _known(trust, text) for text in scopes or ()},
            "days": [_document(trust, facts, demand) for demand in asked],
        }
    )
    finish(0 if all(demand.row is not None for demand in asked) else CANNOT_TELL)


def _facts(
    trust: "TrustList", kind: str, risk: str | None, method: int | None, mark: str | None,
    scopes: Sequence[str], hs_codes: Sequence[str],
) -> "Facts":  # fmt: skip
    from registry.verify.catalogue import CERTIFICATE_KINDS, RISK_LEVELS
    from registry.verify.policy import MARKS, NO_MARK, Facts

    level, drawn = risk and risk.upper(), None if mark is None else _mark(mark)
    for option, value, choices in (
        ("--kind", kind, CERTIFICATE_KINDS), ("--risk", level, RISK_LEVELS), ("--mark", drawn, MARKS),
    ):  # fmt: skip
        if value is not None and value not in choices:
            raise UsageError("TRUST_OPTION", option, value=value, choices=", ".join(choices))
    digits = tuple(code.replace(".", "").replace(" ", "") for code in hs_codes)
    if bad := next((code for code in digits if not (code.isdecimal() and len(code) in (6, 8))), None):
        raise UsageError("TRUST_OPTION", "--hs", value=bad, choices="6, 8")
    return Facts(
        kind=kind, mark=None if drawn == NO_MARK else drawn, risk=level, method=method,
        scopes=tuple(_known(trust, text) for text in scopes), hs_codes=digits,
    )  # fmt: skip


def _mark(text: str) -> str:
    return "none" if text.lower() == "none" else text.upper()


def _day(text: str | None, option: str) -> date | None:
    moment = parse_moment(text, option)
    return vietnam_day(moment) if isinstance(moment, int) else moment


def _known(trust: "TrustList", text: str) -> str:
    """The catalogue's code; whoever mistypes it must not be told the rule of another scope. Raises ``UsageError``
    TRUST_SCOPE_UNKNOWN with the nearest names.
    """
    from registry.verify.catalogue import folded

    if (row := trust.scope(text)) is not None:
        return row.code
    named = {name: row.code for row in trust.scopes for name in row.names}
    near = get_close_matches(folded(text), named, n=NEAREST, cutoff=0.0)
    nearest = "; ".join(dict.fromkeys(named[name] for name in near))
    raise UsageError("TRUST_SCOPE_UNKNOWN", "--scope", text=text[:80], nearest=nearest)


def _tell(out: Output, trust: "TrustList", facts: "Facts", demand: "Demand", *, late: bool) -> None:
    from registry.cli.trust_text import label, policy_lines, risk_text
    from registry.verify.policy import passed_over

    day = f"{demand.day:%d/%m/%Y}"
    if late:
        out.say(f"Ngày ghi sổ {day} (ghi muộn, nên phải đạt cả quy định của ngày này):",
                f"Day of the record {day} (late, so its rule counts too):")  # fmt: skip
    else:
        out.say(f"Ngày cấp {day}:", f"Issue date {day}:")
    if demand.risk != facts.risk:
        out.say(f"  Mức rủi ro theo danh mục: {risk_text(demand.risk, 'vi')}, cao hơn mức ghi trên giấy",
                f"  Risk level of the catalogue: {risk_text(demand.risk, 'en')}, above the declared one")  # fmt: skip
    if demand.row is None:
        out.say("  Không có quy định nào áp dụng: chưa thể kết luận.", "  No rule applies: nobody can tell.")
    else:
        for line in policy_lines(demand.row, out.lang):
            out.line(f"  {line}")
    for row, missed in passed_over(trust, facts, demand):
        why = label(missed, out.lang)
        out.say(f"  – bỏ qua {row.id}: khác về {why}", f"  – not {row.id}: {why} differs")


def _tell_scopes(out: Output, trust: "TrustList", given: Sequence[str], facts: "Facts") -> None:
    from registry.cli.trust_text import scope_lines

    for text, code in zip(given, facts.scopes, strict=True):
        if text != code:
            out.say(f"{text} được hiểu là {code}", f"{text} is taken as {code}")
        row = trust.row_of(code)
        for line in scope_lines(row, out.lang) if row else ():
            out.line(line)


def _document(trust: "TrustList", facts: "Facts", demand: "Demand") -> dict[str, Any]:
    from registry.verify.policy import passed_over

    return {
        "day": demand.day,
        "risk": demand.risk,
        "row": None if demand.row is None else demand.row.to_mapping(),
        "passed_over": [
            {"row": row.id, "differs": missed} for row, missed in passed_over(trust, facts, demand)
        ],
    }
