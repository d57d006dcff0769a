# SPDX-License-Identifier: Apache-2.0
"""What a token or a remote signer gives becomes a signature that the contract takes, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.types import Address
from registry.keys.recoverable import ORDER, recover, recoverable
from registry.keys.signers import FileAnchorSigner

DIGESTS = st.binary(min_size=32, max_size=32)
KEYS = st.integers(1, ORDER - 1).map(lambda n: FileAnchorSigner(n.to_bytes(32, "big")))


@given(KEYS, DIGESTS)
def test_the_upper_s_and_the_lower_give_the_same_signature(key: FileAnchorSigner, digest: bytes) -> None:
    signature = key.sign_digest(digest)
    r, s = signature[:32], int.from_bytes(signature[32:64], "big")
    for given_s in (s, ORDER - s):
        assert recoverable(r + given_s.to_bytes(32, "big"), digest, key.address) == signature
    assert recover(digest, signature) == key.address


@given(KEYS, DIGESTS)
def test_another_keys_signature_is_nothing(key: FileAnchorSigner, digest: bytes) -> None:
    signature = key.sign_digest(digest)
    assert recoverable(signature[:64], digest, Address(bytes(20))) is None
    assert recoverable(signature[:63], digest, key.address) is None
    upper = signature[:32] + (ORDER - int.from_bytes(signature[32:64], "big")).to_bytes(32, "big")
    assert recover(digest, upper + signature[64:]) is None, "the contract refuses the upper s"


@given(st.binary(min_size=0, max_size=70), DIGESTS)
def test_no_bytes_make_it_fail(raw: bytes, digest: bytes) -> None:
    recoverable(raw, digest, Address(bytes(20)))
    recover(digest, raw)


@pytest.mark.parametrize("r", [0, 1, ORDER - 1, ORDER, 2**256 - 1])
@pytest.mark.parametrize("s", [0, 1, ORDER // 2, ORDER - 1, ORDER, 2**256 - 1])
def test_numbers_at_the_edges(r: int, s: int) -> None:
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    assert recoverable(raw, b"\1" * 32, Address(bytes(20))) is None
