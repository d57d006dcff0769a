# SPDX-License-Identifier: Apache-2.0
"""RFC 4648 §5 base64url without padding, canonical only.

The last character carries spare bits that common decoders ignore; a changed spare bit would be a changed
file with an unchanged meaning, so it is refused.
"""

import base64
import binascii

_TO_STANDARD = bytes.maketrans(b"-_+/=", b"+/!!!")


def encode(data: bytes) -> str:
    """Base64url text without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Bytes of canonical base64url text. Raises ``ValueError`` for anything else."""
    if not isinstance(text, str):  # members of JSON come here unread
        raise ValueError("not base64url")
    try:
        standard = text.encode("ascii").translate(_TO_STANDARD) + b"=" * (-len(text) % 4)
        data = binascii.a2b_base64(standard, strict_mode=True)
    except ValueError as error:
        raise ValueError("not base64url") from error
    # Only the last character of a group that is not whole has bits to spare.
    rest = len(text) % 4
    if rest and encode(data[1 - rest :]) != text[-rest:]:
        raise ValueError("base64url is not canonical")
    return data
