# SPDX-License-Identifier: Apache-2.0
"""``antin bundle CODE``: writes the proof bundle of a certificate."""

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker, write_file
from registry.core.code import parse_code


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("bundle", help="Ghi gói bằng chứng / write the proof bundle.")(bundle)


def bundle(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã tra cứu / code.")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Default: CODE.bundle.json")] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace an existing file.")] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """One file with everything needed to verify the certificate elsewhere."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.bundle import bundle_of

    wanted = parse_code(code)
    data = bundle_of(wanted, store=open_workplace(home).store)
    target = file or Path(f"{wanted}.bundle.json")
    write_file(target, data, force=force)
    out.say(f"Đã ghi {target} ({len(data)} byte)", f"Wrote {target} ({len(data)} bytes)")
    out.document({"file": str(target), "code": wanted, "bytes": len(data)})
