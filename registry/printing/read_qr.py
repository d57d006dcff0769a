# SPDX-License-Identifier: Apache-2.0
"""QR codes in a picture, read with zxing-cpp."""

import io
from concurrent.futures import ThreadPoolExecutor

from registry.errors import InputError

MAX_PICTURE_BYTES = 16 * 1024 * 1024
MAX_PIXELS = 50_000_000
AT_ONCE = 2
# A picture of few bytes unpacks to a third of a GiB: a service that unpacked forty at once would be killed. Threads
# of its own, since each thread that ever unpacked one keeps a part of that memory.
_READERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="read-qr")


def read_qr_codes(data: bytes, where: str = "") -> list[str]:
    """Texts of all QR codes in a PNG, JPEG, WebP, GIF or BMP picture, best first.

    Two pictures at most are open at a time in one process; others wait. Raises ``InputError``:
    PICTURE_FORMAT (not a picture, or too large), QR_NOT_FOUND.
    """
    if len(data) > MAX_PICTURE_BYTES:
        raise InputError("PICTURE_FORMAT", where, reason=f"{len(data)} bytes, at most {MAX_PICTURE_BYTES}")
    found = _READERS.submit(_read, data, where).result()
    if not found:
        raise InputError("QR_NOT_FOUND", where)
    return found


def _read(data: bytes, where: str) -> list[str]:
    import zxingcpp  # noqa: PLC0415 - loads only when a picture is given
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise InputError("PICTURE_FORMAT", where, reason=f"{image.width} × {image.height} pixels")
            grey = image.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InputError("PICTURE_FORMAT", where, reason="not a readable picture") from error
    qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return [r.text for r in zxingcpp.read_barcodes(grey, formats=qr) if r.valid]
