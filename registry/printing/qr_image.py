# SPDX-License-Identifier: Apache-2.0
"""QR symbols (ISO/IEC 18004) of the short text on level Q, of the signed text on level M (protocol §5).

Level Q survives a tenth of the symbol being covered, which labels suffer; paper in A4 does not.
"""

import io
from collections.abc import Sequence

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

QUIET_ZONE = 4
"""Modules of white around the symbol, which the standard demands."""
Matrix = list[list[bool]]


def short_matrix(text: str) -> Matrix:
    """Modules of a short QR with its quiet zone; alphanumeric mode, level Q."""
    return _matrix([QRData(text.encode("ascii"), mode=MODE_ALPHA_NUM)], ERROR_CORRECT_Q)


def signed_matrix(segments: Sequence[str]) -> Matrix:
    """Modules of a signed QR: alphanumeric, byte ``#``, alphanumeric; level M."""
    modes = (MODE_ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM)
    data = [QRData(text.encode("ascii"), mode=mode) for text, mode in zip(segments, modes, strict=True)]
    return _matrix(data, ERROR_CORRECT_M)


def to_svg(matrix: Matrix, side_mm: float | None = None) -> str:
    """A standalone SVG; ``side_mm`` is the printed side including the quiet zone."""
    size = len(matrix)
    runs = "".join(_row_path(y, row) for y, row in enumerate(matrix))
    measure = f' width="{side_mm}mm" height="{side_mm}mm"' if side_mm else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{measure} viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{runs}"/></svg>'
    )


def to_png(matrix: Matrix, pixels_per_module: int = 10) -> bytes:
    """A one-bit PNG with whole pixels for each module."""
    from PIL import Image  # noqa: PLC0415 - Pillow loads only where a raster is asked for

    size = len(matrix)
    image = Image.new("1", (size, size), 1)
    image.putdata([0 if dark else 1 for row in matrix for dark in row])
    scaled = image.resize((size * pixels_per_module,) * 2, Image.Resampling.NEAREST)
    buffer = io.BytesIO()
    scaled.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def to_terminal(matrix: Matrix) -> str:
    """Half-block characters, two rows a line; to be shown black on white whatever the terminal's colours."""
    lines = []
    for y in range(0, len(matrix), 2):
        lower = matrix[y + 1] if y + 1 < len(matrix) else [False] * len(matrix)
        cells = (" ▀▄█"[a + 2 * b] for a, b in zip(matrix[y], lower, strict=True))
        lines.append("".join(cells))
    return "\n".join(lines)


def _matrix(data: list[QRData], level: int) -> Matrix:
    symbol = qrcode.QRCode(version=None, error_correction=level, border=QUIET_ZONE)
    for segment in data:
        symbol.add_data(segment, optimize=0)
    symbol.make(fit=True)
    return [[bool(module) for module in row] for row in symbol.get_matrix()]


def _row_path(y: int, row: list[bool]) -> str:
    parts, x = [], 0
    while x < len(row):
        if not row[x]:
            x += 1
            continue
        start = x
        while x < len(row) and row[x]:
            x += 1
        parts.append(f"M{start} {y}h{x - start}v1H{start}z")
    return "".join(parts)
