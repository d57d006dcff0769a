# SPDX-License-Identifier: Apache-2.0
"""RFC 4648 §5 base64url without padding, canonical only.

The last character carries spare bits that common decoders ignore; a changed spare bit would be a changed
file with an unchanged meaning, so it is refused.
"""

import base64
import binascii


def encode(data: bytes) -> str:
    """Base64url text without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Bytes of canonical base64url text. Raises ``ValueError`` for anything else."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64url") from error
    if encode(data) != text:
        raise ValueError("base64url is not canonical")
    return data
