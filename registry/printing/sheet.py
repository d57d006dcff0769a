# SPDX-License-Identifier: Apache-2.0
"""A printable A4 sheet of labels: short QR at 25 mm with number and code.

HTML with measures in millimetres: the browser's own fonts cover Vietnamese, which no PDF library's built-in
fonts do, and its print dialog writes the PDF. A 100 mm rule on every page shows whether the printer scaled.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from registry.core.code import group_code
from registry.core.constants import CODE_CHARS
from registry.core.qr import short_qr
from registry.core.types import Code
from registry.printing.qr_image import short_matrix, to_svg

LABEL_MM = 25
ROWS_A_PAGE = 5
COLUMNS = 3

# 5 × 49 mm, 5 × 4 mm and the rule make 268 of the 273 mm between A4's margins: a row more, or a millimetre
# more a row, would break the grid in two. 49 mm hold the longest number, four lines of it, under the symbol.
_STYLE = f"""
@page {{ size: A4; margin: 12mm }}
* {{ box-sizing: border-box }}
body {{ margin: 0; font: 9pt/1.35 "Noto Sans", "Be Vietnam Pro", "Segoe UI", Arial, sans-serif; color: #000 }}
.page {{ break-after: page; display: grid; grid-template-columns: repeat({COLUMNS}, 1fr); gap: 4mm 6mm }}
.label {{ break-inside: avoid; height: 49mm }}
.label svg {{ display: block; width: {LABEL_MM}mm; height: {LABEL_MM}mm }}
.number {{ font-weight: 700; overflow-wrap: anywhere }}
.code {{ font: 7pt/1.3 "Noto Sans Mono", "DejaVu Sans Mono", monospace }}
.rule {{ grid-column: 1 / -1; width: 100mm; border-top: .3mm solid; border-left: .3mm solid;
  border-right: .3mm solid; height: 3mm; font-size: 7pt; padding-left: 1mm }}
"""


@dataclass(frozen=True, slots=True)
class Label:
    """One certificate's label."""

    number: str
    code: Code


def label_sheet(labels: Sequence[Label], public_url: str) -> str:
    """The sheet as one self-contained HTML document. Raises ``UsageError`` PUBLIC_URL."""
    per_page = ROWS_A_PAGE * COLUMNS
    pages = [labels[i : i + per_page] for i in range(0, len(labels), per_page)]
    body = "".join(_page(page, public_url) for page in pages)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        f"<title>Tem QR / QR labels</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def _page(labels: Sequence[Label], public_url: str) -> str:
    rule = '<div class="rule">100 mm — in ở tỷ lệ 100 % / print at 100 %</div>'
    return f'<div class="page">{rule}{"".join(_label(label, public_url) for label in labels)}</div>'


def _host(public_url: str) -> str:
    """In words beside the symbol: a reader can tell a look-alike address from the real one."""
    return public_url.split("://", 1)[-1].rstrip("/").lower()


def _label(label: Label, public_url: str) -> str:
    svg = to_svg(short_matrix(short_qr(public_url, label.code)), LABEL_MM)
    grouped, half = group_code(label.code), (CODE_CHARS + CODE_CHARS // 4) // 2
    code = f"{grouped[:half]}<br>{grouped[half:]}"
    return (
        f'<div class="label">{svg}<div class="number">{html.escape(label.number)}</div>'
        f'<div class="code">{code}</div><div class="code">{html.escape(_host(public_url))}</div></div>'
    )
