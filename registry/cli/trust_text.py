# SPDX-License-Identifier: Apache-2.0
"""Rules of a trust list as lines for people, in Vietnamese or English."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from registry.verify.catalogue import RiskRow, ScopeRow
from registry.verify.policy import NO_MARK, PolicyRow
from registry.verify.trust import TrustList
from registry.verify.values import Word, localised

_LABELS = {
    "kind": ("loại giấy", "kind"),
    "marks": ("dấu", "mark"),
    "risks": ("mức rủi ro", "risk level"),
    "methods": ("phương thức", "method"),
    "scopes": ("phạm vi", "scope"),
    "issued_from": ("ngày cấp từ", "issued from"),
    "issued_until": ("ngày cấp đến", "issued until"),
    "conformity": ("hợp chuẩn, hợp quy", "conformity"),
    "calibration": ("hiệu chuẩn", "calibration"),
    "verification": ("kiểm định", "verification"),
    "test_report": ("thử nghiệm", "test report"),
    "declaration": ("công bố hợp quy", "declaration"),
    "norm": ("tiêu chuẩn, quy chuẩn", "norm"),
    "field": ("lĩnh vực hiệu chuẩn", "calibration field"),
    "activity": ("hoạt động", "activity"),
    NO_MARK: ("không có", "none"),
    "applies": ("Áp dụng", "Applies to"),
    "needs": ("Cần", "Needs"),
    "basis": ("Căn cứ", "Legal basis"),
    "doubt": ("Chưa chắc chắn", "Doubt"),
    "earlier": ("Theo quy định trước đây", "Under the earlier rules"),
    "aliases": ("Tên khác", "Also written"),
    "amends": ("Sửa đổi của", "Amends"),
    "replaced_by": ("Được thay thế bởi", "Replaced by"),
    "serves": ("Cho loại giấy", "For"),
    "force": ("Hiệu lực", "In force"),
    "hs": ("mã HS", "HS"),
    "every": ("mọi sản phẩm", "every product"),
    "or": (" hoặc ", " or "),
    "begins": ("bắt đầu bằng", "beginning with"),
    "ends": ("đều kết thúc bằng", "all ending with"),
}


def label(name: str, lang: str) -> str:
    """A member or code word in ``lang``; itself where it has no words."""
    return _LABELS.get(name, (name, name))[lang != "vi"]


def needs_text(row: PolicyRow, lang: str) -> str:
    """``registration + designation or recognition``."""
    sets = [" + ".join(_words(sorted(bases), lang)) for bases in row.any_of]
    return label("or", lang).join(sets)


def condition_text(row: PolicyRow, lang: str) -> str:
    """What a row asks of a certificate before it applies."""
    return "; ".join(_conditions(row, lang))


def _conditions(row: PolicyRow, lang: str) -> Iterator[str]:
    yield label(row.kind, lang)
    if row.marks is not None:
        yield f"{label('marks', lang)} {', '.join(label(mark, lang) for mark in row.marks)}"
    if row.risks is not None:
        yield f"{label('risks', lang)} {', '.join(risk_text(level, lang) for level in row.risks)}"
    if row.methods is not None:
        yield f"{label('methods', lang)} {row.methods[0]}–{row.methods[1]}"
    if row.scope_prefix is not None:
        yield f"{label('scopes', lang)} {label('begins', lang)} {row.scope_prefix}"
    if row.scopes is not None or row.scope_suffixes is not None:
        ends = [f"{label('ends', lang)} {suffix}" for suffix in row.scope_suffixes or ()]
        yield f"{label('scopes', lang)} {label('or', lang).join([*(row.scopes or ()), *ends])}"
    if row.issued_from is not None:
        yield f"{label('issued_from', lang)} {row.issued_from:%d/%m/%Y}"
    if row.issued_until is not None:
        yield f"{label('issued_until', lang)} {row.issued_until:%d/%m/%Y}"


def policy_lines(row: PolicyRow, lang: str) -> list[str]:
    """A row with its conditions, needs, legal basis and doubts."""
    lines = [
        f"{row.id}: {row.title.text(lang)}",
        f"  {label('applies', lang)}: {condition_text(row, lang)}",
        f"  {label('needs', lang)}: {needs_text(row, lang)}",
        *([f"  {label('earlier', lang)}"] if row.earlier_rules else []),
        f"  {label('basis', lang)}: {'; '.join(row.legal_basis)}",
    ]
    return [*lines, f"  {label('doubt', lang)}: {row.doubt.text(lang)}"] if row.doubt else lines


def scope_lines(row: ScopeRow, lang: str) -> list[str]:
    """A scope with everything that the catalogue says of it."""
    lines = [f"{row.code}  ({row.title.text(lang)})"]
    if row.aliases:
        lines.append(f"  {label('aliases', lang)}: {'; '.join(row.aliases)}")
    named = {"amends": row.amends, "replaced_by": row.replaced_by, "serves": row.serves}
    lines += [f"  {label(name, lang)}: {label(value, lang)}" for name, value in named.items() if value]
    if row.since or row.until:
        lines.append(f"  {label('force', lang)}: {interval_text(row.since, row.until)}")
    lines.extend(f"  {risk_row_text(risk, lang)}" for risk in row.risks)
    if row.legal_basis:
        lines.append(f"  {label('basis', lang)}: {'; '.join(row.legal_basis)}")
    return [*lines, f"  {label('doubt', lang)}: {row.doubt.text(lang)}"] if row.doubt else lines


def risk_row_text(risk: RiskRow, lang: str) -> str:
    """One risk row in one line."""
    goods = f"{label('hs', lang)} {', '.join(risk.hs)}" if risk.hs else label("every", lang)
    methods = f"; {label('methods', lang)} {', '.join(map(str, risk.methods))}" if risk.methods else ""
    doubt = f" – {label('doubt', lang)}: {risk.doubt.text(lang)}" if risk.doubt else ""
    level = f"{label('risks', lang)} {risk_text(risk.level, lang)}"
    legal = "; ".join(risk.legal_basis)
    return f"{level}: {goods}{methods}; {interval_text(risk.since, risk.until)} ({legal}){doubt}"


def risk_text(level: str | None, lang: str) -> str:
    """A risk level in words."""
    return label(NO_MARK, lang) if level is None else _words([Word(level)], lang)[0]


def interval_text(since: date | None, until: date | None) -> str:
    """``01/07/2026 – …``."""
    return f"{f'{since:%d/%m/%Y}' if since else '…'} – {f'{until:%d/%m/%Y}' if until else '…'}"


def rules_document(trust: TrustList) -> dict[str, Any]:
    """The rules as one JSON document, in the members of the list itself."""
    return {
        "late_after_days": trust.late_after_days,
        "hosts": list(trust.hosts),
        "networks": [network.name for network in trust.networks],
        "grantors": [{"number": g.number, "name": g.name.to_mapping()} for g in trust.grantors],
        "scopes": [row.to_mapping() for row in trust.scopes],
        "policies": [row.to_mapping() for row in trust.policies],
    }


def _words(values: Sequence[Any], lang: str) -> list[str]:
    return [str(localised({"value": value}, lang)["value"]) for value in values]
