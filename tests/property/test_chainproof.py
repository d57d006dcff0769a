# SPDX-License-Identifier: Apache-2.0
"""RLP and storage proofs against slow twins, and no altered byte passes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.chainproof.rlp import MAX_DEPTH, decode, encode
from registry.core.chainproof.trie import TrieNodes, slot_at
from registry.errors import EvidenceError
from tests.reference.naive_trie import NaiveTrie, rlp

ITEMS = st.recursive(st.binary(max_size=70), lambda inner: st.lists(inner, max_size=6), max_leaves=20)
WORDS = st.integers(1, (1 << 256) - 1).map(lambda n: n.to_bytes(32, "big"))
STORAGE = st.dictionaries(WORDS, WORDS, max_size=40)


def depth(item: object) -> int:
    return 1 + max(map(depth, item), default=0) if isinstance(item, list) else 0


@given(ITEMS)
def test_rlp_as_the_twin_writes_it(item: object) -> None:
    if depth(item) > MAX_DEPTH:
        return
    assert encode(item) == rlp(item)  # type: ignore[arg-type]
    assert decode(rlp(item)) == item


@given(st.binary(max_size=80))
def test_rlp_reads_one_form_only(data: bytes) -> None:
    try:
        item = decode(data)
    except EvidenceError:
        return
    assert encode(item) == data


def trie_of(storage: dict[bytes, bytes]) -> NaiveTrie:
    return NaiveTrie({slot: rlp(value.lstrip(b"\0")) for slot, value in storage.items()})


def outcome(nodes: TrieNodes, root: bytes, slots: list[bytes]) -> str | list[bytes]:
    """The values of all slots, or the code of what was wrong with the proof."""
    try:
        values = [slot_at(nodes, root, slot) for slot in slots]
        nodes.finish()
    except EvidenceError as error:
        return error.code
    return values


@settings(max_examples=50)
@given(STORAGE, st.lists(WORDS, max_size=10))
def test_presence_and_absence(storage: dict[bytes, bytes], others: list[bytes]) -> None:
    trie = trie_of(storage)
    slots = [*storage, *others]
    expected = [storage.get(slot, bytes(32)) for slot in slots]
    assert outcome(TrieNodes(trie.nodes.values()), trie.root, slots) == expected


@settings(max_examples=50)
@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=40), st.data())
def test_a_missing_node_proves_nothing(storage: dict[bytes, bytes], data: st.DataObject) -> None:
    trie = trie_of(storage)
    gone = data.draw(st.sampled_from(sorted(trie.nodes)))
    nodes = TrieNodes(raw for digest, raw in trie.nodes.items() if digest != gone)
    assert outcome(nodes, trie.root, list(storage)) == "TRIE_NODE_MISSING"


@settings(max_examples=50)
@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=20), st.data())
def test_no_altered_byte_passes(storage: dict[bytes, bytes], data: st.DataObject) -> None:
    trie = trie_of(storage)
    digest = data.draw(st.sampled_from(sorted(trie.nodes)))
    raw = bytearray(trie.nodes[digest])
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    kept = [node for name, node in trie.nodes.items() if name != digest]
    nodes = TrieNodes([*kept, bytes(raw)])
    assert isinstance(outcome(nodes, trie.root, list(storage)), str)
