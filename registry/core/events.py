# SPDX-License-Identifier: Apache-2.0
"""Events out of logs: topics and data of fixed words, read strictly and fast.

Only the one encoding that the contract writes is read: offsets where the encoder puts them, no bit set
beyond a value's width, texts padded with zeros, nothing after the end. So one event has one form, and the
running hash over an event can be taken from the log's own words. The ABI of every event is declared here by
hand; a test compares it with the shipped artifact.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from registry.core.events_types import (
    AuthorityUpdated,
    BatchAnchored,
    BodyRegistered,
    ChainEvent,
    Changed,
    GrantGiven,
    KeyChanged,
    KeyRegistered,
    Maintained,
    OrderPosted,
    OrderRetracted,
    Paused,
    Retired,
    StatusSet,
    Unpaused,
)
from registry.core.hashing import keccak256
from registry.errors import EvidenceError

__all__ = [
    "EVENTS", "AuthorityUpdated", "BatchAnchored", "BodyRegistered", "ChainEvent", "Changed", "EventForm",
    "GrantGiven", "KeyChanged", "KeyRegistered", "Maintained", "OrderPosted", "OrderRetracted", "Paused",
    "Retired", "StatusSet", "Unpaused", "arguments_hash", "decode_event", "next_head", "topic0",
]  # fmt: skip

WORD = 32
_WIDTHS = {"uint8": 1, "uint16": 2, "uint32": 4, "uint40": 5, "uint64": 8, "address": 20, "bytes32": 32}
_CODES = {1: "31xB", 2: "30xH", 4: "28xI", 5: "24xQ", 8: "24xQ", 20: "12x20s", 32: "32s"}
_OFFSET = "24xQ"
_EMPTY, _WORDS = bytes(WORD), {WORD}
_COUNT = struct.Struct(">QQQQ")


@dataclass(frozen=True, slots=True)
class EventForm:
    """How one event stands in a log. ``types`` are all arguments', the first ``indexed`` are topics; at most
    one argument, at ``dynamic`` among the others, is a text or a list.
    """

    make: Callable[..., ChainEvent]
    signature: str
    topic0: bytes
    indexed: tuple[int, ...]
    """Widths in bytes of the indexed arguments."""
    head: struct.Struct
    mask: int
    """Bits of the head that must be zero."""
    dynamic: int | None
    listed: bool
    """Whether the dynamic argument is a list of uint16, else it is a text."""
    whole: bool
    """Whether every indexed argument fills its word."""
    moved: bytes
    """The offset of the dynamic argument where all arguments are encoded together."""


def _form(make: Any, indexed: str, others: str) -> EventForm:
    topics, words = indexed.split(), others.split()
    signature = f"{make.__name__}({','.join(topics + words)})"
    dynamic = next((i for i, word in enumerate(words) if word not in _WIDTHS), None)
    codes = [_OFFSET if i == dynamic else _CODES[_WIDTHS[word]] for i, word in enumerate(words)]
    mask = 0
    for i, word in enumerate(words):
        width = WORD if i == dynamic else _WIDTHS[word]  # offsets are compared as a whole
        mask = mask << 256 | ((1 << 256) - (1 << 8 * width) if width < WORD else 0)
    head = struct.Struct(">" + "".join(codes))
    widths = tuple(_WIDTHS[topic] for topic in topics)
    return EventForm(
        make=make,
        signature=signature,
        topic0=keccak256(signature.encode()),
        indexed=widths,
        head=head,
        mask=mask,
        dynamic=dynamic,
        listed=dynamic is not None and words[dynamic].endswith("[]"),
        whole=all(width == WORD for width in widths),
        moved=(head.size + len(widths) * WORD).to_bytes(WORD, "big"),
    )


EVENTS: tuple[EventForm, ...] = (
    _form(AuthorityUpdated, "", "address"),
    _form(BodyRegistered, "bytes32", "uint40 uint8 string"),
    _form(GrantGiven, "bytes32 uint16", "uint8 uint16 bytes32 uint40 uint40 string"),
    _form(Changed, "bytes32 uint16", "uint16 uint8 uint40 uint8 string"),
    _form(KeyRegistered, "bytes32 bytes32", "uint8 uint40"),
    _form(KeyChanged, "bytes32 bytes32", "uint16 uint8 uint8 uint40 address"),
    _form(BatchAnchored, "bytes32 bytes32", "uint16[] bytes32 uint32 address uint8"),
    _form(StatusSet, "bytes32 bytes32", "uint8 uint16 uint8 uint8 uint40 address bytes32 string"),
    _form(Maintained, "bytes32 bytes32", "uint16 uint40 uint40 uint8 address"),
    _form(OrderPosted, "bytes32 uint16", "uint16 uint8 uint8 uint40 uint40 uint40 string"),
    _form(OrderRetracted, "bytes32 uint16", "uint16 uint8 string"),
    _form(Paused, "", "address"),
    _form(Unpaused, "", "address"),
    _form(Retired, "", "address"),
)
_BY_TOPIC = {form.topic0: form for form in EVENTS}
_BY_TYPE = {form.make: form for form in EVENTS}


def topic0(kind: type[ChainEvent]) -> bytes:
    """keccak256 of the event's signature."""
    return _BY_TYPE[kind].topic0


def decode_event(topics: Sequence[bytes], data: bytes) -> ChainEvent:
    """The event of one log of the contract. Raises ``EvidenceError`` EVENT_FORMAT."""
    form = _BY_TOPIC.get(topics[0]) if topics else None
    if form is None or len(topics) != 1 + len(form.indexed):
        raise _refused("an event that the contract does not have")
    return form.make(*_indexed(form, topics), *_others(form, data))


def arguments_hash(topics: Sequence[bytes], data: bytes) -> bytes:
    """keccak256(abi.encode(all arguments in the order of declaration)) of a log that ``decode_event`` takes.

    Indexed arguments come first in every event, so the encoding is topics and data joined, with the one
    offset moved by the words in front.
    """
    form = _BY_TOPIC[topics[0]]
    if form.dynamic is None:
        return keccak256(b"".join((*topics[1:], data)))
    at = form.dynamic * WORD
    return keccak256(b"".join((*topics[1:], data[:at], form.moved, data[at + WORD :])))


_ROW = struct.Struct(">32s24xQ24xQ32s32s")


def next_head(head: bytes, count: int, timestamp: int, topic: bytes, arguments: bytes) -> bytes:
    """The running hash after one more event, ``count`` being the number of events before it."""
    return keccak256(_ROW.pack(head, count, timestamp, topic, arguments))


def _indexed(form: EventForm, topics: Sequence[bytes]) -> Sequence[bytes | int]:
    if form.whole and {*map(len, topics)} == _WORDS:
        return topics[1:]
    values: list[bytes | int] = []
    for width, topic in zip(form.indexed, topics[1:], strict=True):
        if len(topic) != WORD:
            raise _refused("a topic that is not a word")
        if width == WORD:
            values.append(topic)
        elif any(topic[: WORD - width]):
            raise _refused("bits set beyond a topic's value")
        else:
            values.append(int.from_bytes(topic, "big"))
    return values


def _others(form: EventForm, data: bytes) -> Sequence[Any]:
    size = form.head.size
    if len(data) < size or int.from_bytes(data[:size], "big") & form.mask:
        raise _refused("words missing, or bits set beyond a value")
    values = form.head.unpack_from(data)
    if form.dynamic is None:
        if len(data) != size:
            raise _refused("words after the end")
        return values
    offset = data[form.dynamic * WORD : (form.dynamic + 1) * WORD]
    if int.from_bytes(offset, "big") != size:
        raise _refused("an offset elsewhere")
    content = _numbers(data, size) if form.listed else _text(data, size)
    return (*values[: form.dynamic], content, *values[form.dynamic + 1 :])


def _text(data: bytes, at: int) -> str:
    if data[at:] == _EMPTY:
        return ""
    length, start = _length(data, at), at + WORD
    end = start + length
    if len(data) != start + -(-length // WORD) * WORD or any(data[end:]):
        raise _refused("a text that is not padded with zeros to its end")
    return data[start:end].decode("utf-8", "backslashreplace")


def _numbers(data: bytes, at: int) -> tuple[int, ...]:
    count, start = _length(data, at), at + WORD
    if len(data) != start + count * WORD:
        raise _refused("a list of another length")
    values = tuple(int.from_bytes(data[i : i + WORD], "big") for i in range(start, len(data), WORD))
    if any(value >> 16 for value in values):
        raise _refused("bits set beyond a value of a list")
    return values


def _length(data: bytes, at: int) -> int:
    if len(data) < at + WORD:
        raise _refused("words missing")
    *high, length = _COUNT.unpack_from(data, at)
    if any(high):
        raise _refused("a length beyond all bounds")
    return cast("int", length)


def _refused(reason: str) -> EvidenceError:
    return EvidenceError("EVENT_FORMAT", reason=reason)
