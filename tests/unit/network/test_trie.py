# SPDX-License-Identifier: Apache-2.0
"""Roots of whole tries: the slow twin's, and those that the world knows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.network.trie import EMPTY_CODE, EMPTY_ROOT, Account, state_root, trie_root
from tests.reference.naive_trie import NaiveTrie


def test_empty_values_as_every_client_knows_them() -> None:
    assert EMPTY_ROOT.hex() == "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"
    assert EMPTY_CODE.hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert trie_root({}) == state_root({}) == EMPTY_ROOT


@given(st.dictionaries(st.binary(min_size=1, max_size=32), st.binary(min_size=1, max_size=80), max_size=40))
@settings(max_examples=60, deadline=None)
def test_roots_are_those_of_a_trie_built_the_slow_way(values: dict[bytes, bytes]) -> None:
    assert trie_root(values) == NaiveTrie(values).root


def test_zeros_in_storage_do_not_exist() -> None:
    one = Account(storage={b"\1": b"\2", b"\3": b"\0"})
    assert one.encode() == Account(storage={b"\1".rjust(32, b"\0"): b"\0\2"}).encode()
    assert Account(storage={b"\1": b"\0"}).encode() == Account().encode()
