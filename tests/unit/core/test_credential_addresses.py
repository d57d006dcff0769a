# SPDX-License-Identifier: Apache-2.0
"""Digests as multibase and as URIs."""

import hashlib

import pytest

from registry.core.credential.addresses import (
    confidential_party_id,
    digest_uri,
    from_multibase,
    is_digest_uri,
    multibase,
    segment,
    status_list,
    status_list_number,
)

EMPTY = hashlib.sha256(b"").digest()


def test_a_known_multihash() -> None:
    # The CIDv0 of no bytes is QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n with a UnixFS wrapper;
    # this is the bare SHA-256 of nothing.
    assert multibase(EMPTY) == "zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n"


@pytest.mark.parametrize("digest", [bytes(32), b"\xff" * 32, EMPTY, bytes(31) + b"\1"])
def test_round_trip(digest: bytes) -> None:
    assert from_multibase(multibase(digest)) == digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "z",
        "Qm" + multibase(EMPTY)[3:],
        "f" + multibase(EMPTY)[1:],
        "z1" + multibase(EMPTY)[1:],
        multibase(EMPTY) + "1",
        multibase(EMPTY)[:-1],
        multibase(EMPTY)[:-1] + "0",
        multibase(EMPTY)[:-1] + "é",
        "z" + "1" * 80,
        multibase(EMPTY[:31]),
    ],
)
def test_not_a_digest(text: str) -> None:
    with pytest.raises(ValueError, match=r"multi|substring"):
        from_multibase(text)


def test_digest_uris() -> None:
    # RFC 6920 §8.2 gives this digest for "Hello World!".
    uri = digest_uri(hashlib.sha256(b"Hello World!").digest())
    assert uri == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    assert is_digest_uri(uri)
    for wrong in (uri[:-1], uri + "A", uri.replace("256", "512"), "ni:///sha-256", "", uri[:-1] + "l"):
        assert not is_digest_uri(wrong)


def test_a_customer_s_name_counts_in_nfc() -> None:
    nfc, nfd = "Nhà máy", "Nha\u0300 ma\u0301y"
    assert confidential_party_id(bytes(16), nfc) == confidential_party_id(bytes(16), nfd)
    assert confidential_party_id(bytes(16), nfc) == digest_uri(
        hashlib.sha256(bytes(16) + nfc.encode()).digest()
    )


def test_a_number_is_one_path_segment() -> None:
    assert segment("VD/1 ?#%é") == "VD%2F1%20%3F%23%25%C3%A9"


def test_status_lists_are_read_back() -> None:
    address, position = status_list("https://a.vn", "VD-LAB", 300_000)
    assert (status_list_number("https://a.vn", "VD-LAB", address), position) == (2, 37_856)
    for wrong in (address + "/", address.replace("/2/", "/02/"), address.replace("/2/", "/-2/"), ""):
        assert status_list_number("https://a.vn", "VD-LAB", wrong) is None
    assert status_list_number("https://a.vn", "VD.LAB", address) is None
