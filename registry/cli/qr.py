# SPDX-License-Identifier: Apache-2.0
"""``antin qr CODE…``: QR codes as PNG and SVG, and a sheet of labels that prints at 25 mm."""

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker, write_file
from registry.core.code import parse_code
from registry.errors import RefusedError


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("qr", help="Mã QR và tem in / QR codes and a sheet to print.")(qr)


def qr(
    codes: Annotated[list[str], typer.Argument(metavar="CODE…", help="Mã tra cứu / codes.")],
    out_dir: Annotated[Path, typer.Option("--out", metavar="DIR", help="Thư mục ghi / folder.")] = Path("qr"),
    signed: Annotated[
        bool, typer.Option("--signed", help="Thêm QR có chữ ký cho giấy A4 / the signed QR for A4 paper too.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace existing files.")] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """CODE.png, CODE.svg and labels.html (A4, 25 mm, number and code) in DIR."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.core.qr import short_qr, signed_qr
    from registry.printing.qr_image import short_matrix, signed_matrix, to_png, to_svg, to_terminal
    from registry.printing.sheet import LABEL_MM, Label, label_sheet

    workplace = open_workplace(home)
    files: list[str] = []

    def write(name: str, data: bytes) -> None:
        write_file(out_dir / name, data, force=force)
        files.append(str(out_dir / name))

    labels = []
    for code in map(parse_code, codes):
        with workplace.store.reading() as work:
            row = work.certificates.by_code(code)
        if row is None:
            raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
        matrix = short_matrix(short_qr(workplace.public_url, code))
        write(f"{code}.png", to_png(matrix))
        write(f"{code}.svg", to_svg(matrix, LABEL_MM).encode())
        if signed:
            large = signed_matrix(signed_qr(workplace.public_url, code, row.signed_summary))
            write(f"{code}.signed.svg", to_svg(large, 0.5 * len(large)).encode())
        labels.append(Label(row.number, code))
        if len(codes) == 1:
            out.styled(f"[black on white]{to_terminal(matrix)}[/]")
    write("labels.html", label_sheet(labels, workplace.public_url).encode())
    for name in files:
        out.say(f"Đã ghi {name}", f"Wrote {name}")
    out.document({"files": files})
