# SPDX-License-Identifier: Apache-2.0
"""The short QR as a picture. It depends on the address and the code alone, so it is kept and may be cached
for ever.
"""

from functools import lru_cache

from registry.core.qr import short_qr
from registry.core.types import Code
from registry.printing.qr_image import short_matrix, to_png, to_svg


@lru_cache(maxsize=512)
def short_qr_svg(public_url: str, code: Code) -> bytes:
    """A standalone SVG, level Q with its quiet zone. Raises ``UsageError`` PUBLIC_URL."""
    return to_svg(short_matrix(short_qr(public_url, code))).encode()


@lru_cache(maxsize=128)
def short_qr_png(public_url: str, code: Code) -> bytes:
    """A one-bit PNG of the same symbol. Raises ``UsageError`` PUBLIC_URL."""
    return to_png(short_matrix(short_qr(public_url, code)))
