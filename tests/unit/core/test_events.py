# SPDX-License-Identifier: Apache-2.0
"""Events are read as eth-abi writes them, and in no other form."""

from typing import Any

import pytest
from eth_abi.abi import encode
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.chain.contract import artifact
from registry.core.events import EVENTS, EventForm, arguments_hash, decode_event, next_head
from registry.core.hashing import keccak256
from registry.errors import EvidenceError

_INTEGERS = {"uint8": 8, "uint16": 16, "uint32": 32, "uint40": 40}


def _types(form: EventForm) -> list[str]:
    return form.signature[form.signature.index("(") + 1 : -1].split(",")


def _value(kind: str) -> st.SearchStrategy[Any]:
    if kind in _INTEGERS:
        return st.integers(0, (1 << _INTEGERS[kind]) - 1)
    if kind == "uint16[]":
        return st.lists(st.integers(0, (1 << 16) - 1), max_size=9)
    if kind == "string":
        return st.text(max_size=80)
    return st.binary(min_size=32 if kind == "bytes32" else 20, max_size=32 if kind == "bytes32" else 20)


def _log(form: EventForm, values: list[Any]) -> tuple[list[bytes], bytes]:
    types, split = _types(form), len(form.indexed)
    topics = [encode([kind], [value]) for kind, value in zip(types[:split], values[:split], strict=True)]
    return [form.topic0, *topics], encode(types[split:], values[split:])


@given(st.data())
@settings(deadline=None)
def test_an_event_is_read_as_it_was_written(data: st.DataObject) -> None:
    for form in EVENTS:
        values = [data.draw(_value(kind)) for kind in _types(form)]
        topics, content = _log(form, values)
        numbers = [
            int.from_bytes(v, "big") if k == "uint16" and isinstance(v, bytes) else v
            for k, v in zip(_types(form), values, strict=True)
        ]
        expected = tuple(tuple(v) if isinstance(v, list) else v for v in numbers)
        event = decode_event(topics, content)
        assert tuple(event) == expected
        assert type(event) is form.make
        assert arguments_hash(topics, content) == keccak256(encode(_types(form), values))


def _sample(form: EventForm) -> tuple[list[bytes], bytes]:
    # Small numbers and a text that fills no word, so that every padding bit is zero and every value is not.
    small = {"string": "số 7", "uint16[]": [1, 2], "bytes32": b"\x11" * 32, "address": b"\x22" * 20}
    return _log(form, [small.get(kind, 1) for kind in _types(form)])


@pytest.mark.parametrize("form", EVENTS, ids=lambda form: form.signature.partition("(")[0])
def test_no_other_form_of_an_event_is_read(form: EventForm) -> None:
    topics, content = _sample(form)
    widths = {"uint8": 1, "uint16": 2, "uint32": 4, "uint40": 5, "address": 20, "bytes32": 32}
    for word, kind in enumerate(_types(form)[len(form.indexed) :]):
        width = widths.get(kind, 0)  # of an offset every bit counts
        for byte in range(32 - width):
            spoilt = bytearray(content)
            spoilt[word * 32 + byte] ^= 1
            _refused(topics, bytes(spoilt))
    for spoilt_data in (content[:-1], content[:-32], content + b"\0", content + bytes(32), b""):
        _refused(topics, spoilt_data)
    _refused([*topics, bytes(32)], content)
    _refused(topics[:-1], content)
    if form.dynamic is not None and not form.listed:
        _refused(topics, content[:-1] + b"\x01")
        length = len(form.head.format.split("s")[0]) and form.head.size
        _refused(topics, content[:length] + b"\xff" * 32 + content[length + 32 :])
    if 2 in form.indexed:
        _refused([topics[0], topics[1], b"\x01" + topics[2][1:]], content)


def _refused(topics: list[bytes], content: bytes) -> None:
    with pytest.raises(EvidenceError) as caught:
        decode_event(topics, content)
    assert caught.value.code == "EVENT_FORMAT"


def test_a_note_that_is_no_text_is_still_an_event() -> None:
    form = next(f for f in EVENTS if f.make.__name__ == "Changed")
    topics, content = _sample(form)
    raw = content.replace("số 7".encode(), b"s\xe1\xbbx 7"[:6])
    assert "\\xe1" in decode_event(topics, raw).order  # type: ignore[union-attr]


def test_the_forms_are_the_shipped_contract_s() -> None:
    shipped = {}
    for entry in artifact().abi:
        if entry["type"] == "event" and entry["name"] != "EIP712DomainChanged":
            types = ",".join(item["type"] for item in entry["inputs"])
            shipped[f"{entry['name']}({types})"] = [item["indexed"] for item in entry["inputs"]]
    ours = {form.signature: form for form in EVENTS}
    for signature, indexed in shipped.items():
        assert indexed == [n < len(ours[signature].indexed) for n in range(len(indexed))]
        assert ours[signature].topic0 == keccak256(signature.encode())


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**64 - 1), st.integers(0, 2**40))
def test_the_running_hash_is_the_contract_s(head: bytes, count: int, time: int) -> None:
    row = ["bytes32", "uint64", "uint256", "bytes32", "bytes32"]
    expected = keccak256(encode(row, [head, count, time, b"\x01" * 32, b"\x02" * 32]))
    assert next_head(head, count, time, b"\x01" * 32, b"\x02" * 32) == expected
