# SPDX-License-Identifier: Apache-2.0
"""What holds for every input: no change of a byte goes unnoticed, no reader leaks another error."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from registry.core import base64url
from registry.core.bundle import decode_bundle, encode_bundle
from registry.core.code import code_of, parse_code
from registry.core.credential import (
    Credential,
    parse_credential,
    public_facts,
    summary_of,
    untp_disagreements,
)
from registry.core.credential.facts import _differences, _same
from registry.core.credential.jws import payload_part
from registry.core.qr import parse_qr
from registry.core.signed_summary import parse_signed_summary
from registry.core.strict_json import loads
from registry.core.summary import decode_summary, encode_summary
from registry.errors import RegistryError
from tests.generator.bundles import full_bundle, small_bundle
from tests.generator.summaries import good_summaries
from tests.unit.core import samples as s

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
READERS = (decode_summary, parse_signed_summary, decode_bundle, parse_credential)


def survives(reader: Any, data: Any) -> Any:
    """The result, or ``None`` for one of our own errors; any other exception fails the test."""
    try:
        return reader(data)
    except RegistryError:
        return None


SMALL = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 2, "", "1", "true"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=5,
)


@given(SMALL, SMALL)
def test_values_are_the_same_where_they_differ_nowhere(one: Any, other: Any) -> None:
    assert _same(one, other) == (_differences(one, other, "x") == [])
    assert _same(one, json.loads(json.dumps(one)))


@given(st.binary(max_size=40), st.text("AQgw_-=+/ \n", max_size=4))
def test_base64url_is_read_in_the_one_form_that_is_written(data: bytes, other: str) -> None:
    text = base64url.encode(data)
    assert base64url.decode(text) == data
    for changed in (text + other, other + text, text[:-1] + other):
        try:
            read = base64url.decode(changed)
        except ValueError:
            continue
        assert base64url.encode(read) == changed


def test_every_flipped_byte_of_a_bundle_is_refused_or_read_as_another_bundle() -> None:
    bundle = full_bundle()
    data = encode_bundle(bundle)
    changed = bytearray(data)
    for position in range(len(data)):
        changed[position] ^= 0x01 if position % 2 else 0x20
        assert survives(decode_bundle, bytes(changed)) != bundle
        changed[position] = data[position]


def test_every_truncation_of_a_bundle_is_refused() -> None:
    data = encode_bundle(small_bundle())
    assert all(survives(decode_bundle, data[:length]) is None for length in range(len(data)))


@pytest.mark.parametrize(("desc", "data"), good_summaries())
def test_every_flipped_bit_of_a_summary_is_refused_or_another_summary(desc: str, data: bytes) -> None:
    summary = decode_summary(data)
    for position in range(len(data) * 8):
        changed = bytearray(data)
        changed[position // 8] ^= 1 << position % 8
        read = survives(decode_summary, bytes(changed))
        assert read != summary
        assert read is None or encode_summary(read) == changed


def test_every_truncation_of_a_credential_is_refused() -> None:
    jws = s.signed(s.calibration_payload()).jws
    last = jws.rindex(b".")
    assert all(
        survives(parse_credential, jws[:length]) is None for length in range(len(jws)) if length > last
    )


@given(st.binary(max_size=200))
def test_readers_raise_nothing_but_our_errors(data: bytes) -> None:
    for reader in READERS:
        survives(reader, data)
    survives(lambda value: loads(value, limit=1_000), data)


@given(st.text(max_size=120))
def test_readers_of_texts_raise_nothing_but_our_errors(text: str) -> None:
    survives(parse_qr, text)
    survives(parse_code, text)
    survives(parse_qr, f"https://antin.vn/C/{text}")
    survives(parse_qr, f"https://antin.vn/C/{'0' * 32}#{text}")


@given(st.sampled_from(good_summaries()), st.data())
def test_spliced_summaries_raise_nothing_but_our_errors(good: tuple[str, bytes], draw: st.DataObject) -> None:
    data = bytearray(good[1])
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data)))
        data[at : at + draw.draw(st.integers(0, 3))] = draw.draw(st.binary(max_size=6))
    read = survives(decode_summary, bytes(data))
    assert read is None or encode_summary(read) == bytes(data)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, item in items for inner in _paths(item, (*path, key)))]


PAYLOADS = [s.conformity_payload(), s.calibration_payload()]
SUBJECT = "credentialSubject"


@settings(max_examples=400)
@given(st.sampled_from(PAYLOADS), st.data(), JSON)
def test_no_member_of_a_credential_can_change_unnoticed(
    payload: dict[str, Any], draw: st.DataObject, value: Any
) -> None:
    """Any member replaced by anything: either it does not agree with itself any more, or the summary is
    another one, or the change is in a fact that only the digest of the JWS binds."""
    changed = json.loads(json.dumps(payload))
    path = draw.draw(st.sampled_from(_paths(payload)[1:]))
    target = changed
    for key in path[:-1]:
        target = target[key]
    if target[path[-1]] == value and type(target[path[-1]]) is type(value):
        return
    target[path[-1]] = value
    before, after = _unsigned(payload), _unsigned(changed)
    disagreements, summary = untp_disagreements(after), survives(summary_of, after)
    public_facts(after)
    free = path[:2] == (SUBJECT, "antinDetails") or path == ("issuer", "name")
    assert disagreements or summary != summary_of(before) or free


def _unsigned(payload: dict[str, Any]) -> Credential:
    """A credential around ``payload``; the digest is the same for all, so that summaries compare."""
    signing_input = b"." + payload_part(payload)
    return structs.replace(s.signed(PAYLOADS[0]), payload=payload, signing_input=signing_input)


@given(JSON)
def test_any_json_object_is_judged_without_a_crash(value: Any) -> None:
    payload = value if isinstance(value, dict) else {"credentialSubject": {"antin": value}}
    credential = _unsigned(payload)
    assert untp_disagreements(credential)
    assert public_facts(credential) == {}
    assert survives(summary_of, credential) is None


@given(st.binary(min_size=1, max_size=60))
def test_a_fragment_has_one_spelling(data: bytes) -> None:
    code = code_of(b"summary")
    good = base64.b32encode(data).decode().rstrip("=")
    content = parse_qr(f"https://antin.vn/C/{code}#{good}")
    assert content.signed_summary == data
    for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567":
        other = survives(parse_qr, f"https://antin.vn/C/{code}#{good[:-1]}{last}")
        assert other is None or (other.signed_summary == data) == (last == good[-1])
