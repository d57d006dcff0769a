# SPDX-License-Identifier: Apache-2.0
"""``antin template KIND [FILE]``: writes an example workbook."""

from pathlib import Path
from typing import Annotated, cast

import typer

from registry.cli.options import Json, Lang, speaker
from registry.errors import UsageError

KINDS = ("hop-quy", "hop-chuan")


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("template", help="Ghi bảng tính mẫu / write an example workbook.")(template)


def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="hop-quy | hop-chuan")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Default: KIND.xlsx")] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace an existing file.")] = False,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Write a workbook with Vietnamese headings, guidance and a fictional example."""
    out = speaker(lang, as_json)
    if kind not in KINDS:
        raise UsageError("TEMPLATE_UNKNOWN", kind=kind)
    from registry.intake.roster_examples import TemplateKind
    from registry.intake.template import write_template

    target = file or Path(f"{kind}.xlsx")
    if target.exists() and not force:
        raise UsageError("FILE_EXISTS", str(target))
    try:
        write_template(cast(TemplateKind, kind), target)
    except OSError as error:
        raise UsageError("FILE_UNWRITABLE", str(target), reason=str(error)) from error
    out.say(f"Đã ghi {target}. Điền xong, chạy: antin check {target}",
            f"Wrote {target}. When filled in, run: antin check {target}")  # fmt: skip
    out.document({"file": str(target), "kind": kind})
