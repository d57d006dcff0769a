# SPDX-License-Identifier: Apache-2.0
"""Bitstring status lists against a reader of another make, and the credential around them."""

import base64
import gzip
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.credential import parse_credential
from registry.core.credential.addresses import LIST_SIZE
from registry.core.credential.jws import sign_credential
from registry.core.status_list import ListFrame, bit_at, decode_list, encode_list, list_payload
from registry.errors import InputError
from tests.unit.core.samples import Key
from tests.unit.core.vectors import cases

FRAME = ListFrame(
    address="https://antin.example.vn/body/VD-CERT/status/0/revocation", issuer="did:web:antin.example.vn",
    purpose="revocation", valid_from=1_795_348_800, valid_until=1_795_349_700, source="urn:antin:chain:1337",
)  # fmt: skip


def read_elsewhere(text: str) -> str:
    """With the standard library alone: noughts and ones, first index first."""
    data = gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)))
    return format(int.from_bytes(data, "big"), f"0{8 * len(data)}b")


def refused(code: str, action: Any, *args: Any, **named: Any) -> None:
    with pytest.raises(InputError) as error:
        action(*args, **named)
    assert error.value.code == code


@pytest.mark.parametrize("vector", cases("status_list/lists.json"))
def test_vectors(vector: Any) -> None:
    text, expected = vector["encodedList"], vector["expected"]
    if "error" in expected:
        refused(expected["error"], decode_list, text)
        return
    bits = decode_list(text)
    assert 8 * len(bits) == expected["size"]
    assert [n for n in range(expected["size"]) if bit_at(bits, n)] == expected["set"]
    assert [n for n, bit in enumerate(read_elsewhere(text)) if bit == "1"] == expected["set"]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, LIST_SIZE - 1), max_size=200))
def test_what_is_written_is_read_elsewhere(positions: set[int]) -> None:
    text = encode_list(positions)
    assert {n for n, bit in enumerate(read_elsewhere(text)) if bit == "1"} == positions
    assert encode_list(sorted(positions, reverse=True)) == text


def test_positions_and_sizes_are_bounded() -> None:
    refused("STATUS_LIST_INDEX", encode_list, [LIST_SIZE])
    refused("STATUS_LIST_INDEX", encode_list, [-1])
    for size in (LIST_SIZE - 8, LIST_SIZE + 1, 9 * 1024 * 1024):
        refused("STATUS_LIST_FORMAT", encode_list, [], size=size)
    bits = decode_list(encode_list([]))
    refused("STATUS_LIST_INDEX", bit_at, bits, LIST_SIZE)
    refused("STATUS_LIST_INDEX", bit_at, bits, -1)


def test_credential_has_the_members_of_the_recommendation() -> None:
    payload = list_payload(FRAME, encode_list([4]))
    assert payload["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert (payload["validFrom"], payload["validUntil"]) == ("2026-11-22T12:00:00Z", "2026-11-22T12:15:00Z")
    subject = payload["credentialSubject"]
    assert subject["id"] == payload["id"] + "#list"
    assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", "revocation")
    assert subject["ttl"] == 900_000
    assert bit_at(decode_list(subject["encodedList"]), 4)


def test_credential_is_secured_as_ours_are() -> None:
    key = Key(3)
    jws = sign_credential(list_payload(FRAME, encode_list([])), key)
    credential = parse_credential(jws)
    assert credential.key_id == key.jwk.thumbprint()
    assert key.jwk.verifies(credential.signature, credential.signing_input)
