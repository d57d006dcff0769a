# SPDX-License-Identifier: Apache-2.0
"""``antin schemas install|list``: the published XSDs that DCC files are validated with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.config import Home, load_settings


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Lược đồ XSD / installed schemas.")
    group.command("install", help="Cài từ thư mục / install from a folder.")(install)
    group.command("list", help="Liệt kê / list what is installed.")(list_installed)
    app.add_typer(group, name="schemas")


def install(
    source: Annotated[
        Path, typer.Option("--from", metavar="DIR", help="Thư mục có tệp XSD / folder of XSDs.")
    ],
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Copy the DCC and D-SI schemas found below DIR and record each SHA-256."""
    from registry.intake.schemas import SchemaStore

    store = SchemaStore(Home(load_settings(home=home).home).schemas)
    _tell(store.install(source), lang, as_json)


def list_installed(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Name, version and SHA-256 of each installed schema."""
    from registry.intake.schemas import SchemaStore

    _tell(SchemaStore(Home(load_settings(home=home).home).schemas).installed(), lang, as_json)


def _tell(installed: Sequence[tuple[str, str, str]], lang: str | None, as_json: bool) -> None:
    out = speaker(lang, as_json)
    for name, version, digest in installed:
        out.line(f"{name:24} {version:8} {digest}")
    if not installed:
        out.say("Chưa cài lược đồ nào; DCC được kiểm tra bằng kiểm tra cấu trúc riêng.",
                "No schema is installed; DCC files get our own structural checks.")  # fmt: skip
    out.document({"schemas": [{"name": n, "version": v, "sha256": d} for n, v, d in installed]})
