# SPDX-License-Identifier: Apache-2.0
"""CBOR as this registry accepts it: the one deterministic encoding (RFC 8949 §4.2) of plain values.

Tags are refused but for the one asked for: a decoder otherwise builds regular expressions, mail messages and
dates out of bytes that nobody has signed yet.
"""

from collections.abc import Mapping
from typing import Any

import cbor2

_MAX_DEPTH = 4


class CborError(ValueError):
    """Not acceptable CBOR; the message says why."""


def loads(data: bytes, *, tag: int | None = None) -> Any:
    """The value of ``data``, which must be its only encoding; ``tag`` may stand as ``cbor2.CBORTag``.

    Raises ``CborError``: not CBOR, trailing bytes, another tag, another encoding of the same value.
    """

    def keep(found: cbor2.CBORTag, _immutable: bool) -> cbor2.CBORTag:
        if found.tag != tag:
            raise CborError(f"unexpected tag {found.tag}")
        return found

    try:
        value = cbor2.loads(
            data,
            tag_hook=keep,
            semantic_decoders=_REFUSED,
            max_depth=_MAX_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
        again = dumps(value)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError) as error:
        raise CborError("not CBOR of plain values") from error
    if again != data:
        raise CborError("not in deterministic CBOR")
    return value


def dumps(value: Any) -> bytes:
    """The deterministic encoding."""
    return cbor2.dumps(value, canonical=True)


def _refuse(_decoder: cbor2.CBORDecoder) -> Any:
    raise CborError("unexpected tag")


# Every tag that cbor2 would interpret by itself; all others reach ``tag_hook``.
_BUILT_IN = (
    0,
    1,
    2,
    3,
    4,
    5,
    25,
    28,
    29,
    30,
    35,
    36,
    37,
    52,
    54,
    100,
    256,
    258,
    260,
    261,
    1004,
    43000,
    55799,
)
_REFUSED: Mapping[int, Any] = dict.fromkeys(_BUILT_IN, _refuse)
