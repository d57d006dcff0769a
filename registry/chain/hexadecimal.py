# SPDX-License-Identifier: Apache-2.0
"""Numbers and bytes as JSON-RPC writes them, read strictly."""

import re
from typing import Any

from registry.errors import EvidenceError

_QUANTITY = re.compile(r"0x(0|[1-9a-f][0-9a-f]{0,63})", re.IGNORECASE)
_DATA = re.compile(r"0x([0-9a-f]{2})*", re.IGNORECASE)


def quantity(number: int) -> str:
    """A number for a request."""
    return hex(number)


def data(value: bytes) -> str:
    """Bytes for a request."""
    return "0x" + value.hex()


def read_quantity(value: Any, what: str) -> int:
    """A number of an answer. Raises ``EvidenceError`` CHAIN_ANSWER."""
    if not isinstance(value, str) or not _QUANTITY.fullmatch(value):
        raise EvidenceError("CHAIN_ANSWER", reason=f"{what} is not a number")
    return int(value, 16)


def read_data(value: Any, what: str, *, size: int | None = None) -> bytes:
    """Bytes of an answer, exactly ``size`` where given. Raises ``EvidenceError`` CHAIN_ANSWER."""
    if not isinstance(value, str) or not _DATA.fullmatch(value):
        raise EvidenceError("CHAIN_ANSWER", reason=f"{what} is not hexadecimal")
    content = bytes.fromhex(value[2:])
    if size is not None and len(content) != size:
        raise EvidenceError("CHAIN_ANSWER", reason=f"{what} has {len(content)} bytes")
    return content


def read_word(value: Any, what: str) -> bytes:
    """A storage value, left-padded to 32 bytes: nodes differ in how they shorten zeros."""
    if not isinstance(value, str) or not re.fullmatch(r"0x[0-9a-fA-F]{0,64}", value):
        raise EvidenceError("CHAIN_ANSWER", reason=f"{what} is not a storage value")
    return int(value[2:] or "0", 16).to_bytes(32, "big")
