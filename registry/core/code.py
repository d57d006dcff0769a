# SPDX-License-Identifier: Apache-2.0
"""The code that a QR and a person carry: 150 bits that commit to the summary, and a check (protocol §3.4)."""

import base64
import hashlib
import re
from functools import lru_cache

from registry.core.constants import CODE_BODY_CHARS, CODE_CHARS, CODE_CHECK_CHARS, CODE_PREFIX, CROCKFORD
from registry.core.types import Code
from registry.errors import InputError

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")
_FROM_RFC_4648 = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CROCKFORD.encode("ascii"))
_READ_AS = str.maketrans("OIL", "011")


@lru_cache(maxsize=32)
def code_of(summary: bytes) -> Code:
    """The code of a certificate's summary bytes."""
    body = base32_of(hashlib.sha256(CODE_PREFIX + summary).digest(), CODE_BODY_CHARS)
    return Code(body + check_of(body))


def parse_code(text: str) -> Code:
    """A code as typed or scanned: any case, separators ignored, O as 0, I and L as 1.

    Raises ``InputError``: CODE_LENGTH, CODE_CHARACTER, CODE_MISTYPED.
    """
    plain = typed_symbols(text)
    if len(plain) != CODE_CHARS:
        raise InputError("CODE_LENGTH", length=len(plain))
    if check_of(plain[:CODE_BODY_CHARS]) != plain[CODE_BODY_CHARS:]:
        raise InputError("CODE_MISTYPED")
    return Code(plain)


def typed_symbols(text: str) -> str:
    """Crockford base32 as people write it, in its plain form. Raises ``InputError`` CODE_CHARACTER."""
    typed = _SEPARATORS.sub("", text)
    for char in typed:
        # Before upper(): ı and ß would turn into letters that nobody typed.
        if not char.isascii() or char.upper().translate(_READ_AS) not in CROCKFORD:
            raise InputError("CODE_CHARACTER", char=char)
    return typed.upper().translate(_READ_AS)


def group_code(code: str) -> str:
    """The printed form: groups of four with dashes."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def check_of(body: str) -> str:
    """The two characters that tell a slip of the hand."""
    return base32_of(hashlib.sha256(body.encode("ascii")).digest(), CODE_CHECK_CHARS)


def base32_of(digest: bytes, chars: int) -> str:
    """The first ``5 * chars`` bits of a digest in Crockford base32."""
    return base64.b32encode(digest)[:chars].translate(_FROM_RFC_4648).decode("ascii")
