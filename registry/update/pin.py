# SPDX-License-Identifier: Apache-2.0
"""The first pin: a fingerprint of the signed part of a root file, short enough to print in a decision.

130 bits of SHA-256 in 26 characters of Crockford base32 and a check of two, in groups of four. Four shorter
than a certificate's code, so that neither passes for the other.
"""

from registry.core.code import base32_of, check_of, group_code, typed_symbols
from registry.core.hashing import sha256
from registry.errors import InputError

BODY_CHARS = 26  # 130 bits: a second preimage stays out of reach
PIN_CHARS = BODY_CHARS + 2


def pin_of(signed_part: bytes) -> str:
    """The pin of a root's signed part in its canonical form: known before the first signature is made."""
    body = base32_of(sha256(signed_part), BODY_CHARS)
    return body + check_of(body)


def parse_pin(text: str) -> str:
    """A pin as typed from paper: any case, separators ignored, O as 0, I and L as 1.

    Raises ``InputError`` TRUST_PIN_FORM.
    """
    try:
        plain = typed_symbols(text)
    except InputError as error:
        raise InputError("TRUST_PIN_FORM", reason=error.code) from error
    if len(plain) != PIN_CHARS or check_of(plain[:BODY_CHARS]) != plain[BODY_CHARS:]:
        raise InputError("TRUST_PIN_FORM", reason=f"{len(plain)}/{PIN_CHARS}")
    return plain


def group_pin(pin: str) -> str:
    """The printed form: groups of four with dashes."""
    return group_code(pin)
