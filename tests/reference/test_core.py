# SPDX-License-Identifier: Apache-2.0
"""The core against its slow twins."""

from datetime import date
from typing import Any

from eth_abi.abi import encode as abi_encode
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core import layout
from registry.core.anchor import AnchorRequest, Domain, batch_id, typed_digest
from registry.core.hashing import body_id, keccak256
from registry.core.merkle import InclusionProof, MerkleTree, root_from_inclusion_proof
from registry.core.summary import CertificateSummary, encode_summary
from registry.core.types import Address, LeafHash, MerkleRoot
from tests.generator.anchors import twin_digest
from tests.generator.merkle import leaves
from tests.generator.records import KINDS
from tests.reference import rfc9162, slots
from tests.reference.naive_cbor import encode

BYTES32 = st.binary(min_size=32, max_size=32)
UINT64 = st.integers(0, (1 << 64) - 1)
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)
GRANTS = st.lists(st.integers(1, 0xFFFF), min_size=1, max_size=8, unique=True).map(lambda g: tuple(sorted(g)))


def test_trees_of_every_small_size() -> None:
    items = [LeafHash(leaf) for leaf in leaves(130)]
    for size in range(1, 131):
        assert MerkleTree(items[:size]).root == rfc9162.tree_hash(items[:size])


def test_proofs_of_every_leaf_of_every_small_tree() -> None:
    items = [LeafHash(leaf) for leaf in leaves(40)]
    for size in range(1, 41):
        tree = MerkleTree(items[:size])
        for index in range(size):
            proof = tree.inclusion_proof(index)
            assert list(proof.path) == rfc9162.path(index, items[:size])
            assert root_from_inclusion_proof(items[index], proof) == tree.root


@given(st.integers(0, 70), st.integers(0, 70), st.lists(BYTES32, max_size=9), BYTES32)
def test_any_proof_leads_where_the_definition_says(
    index: int, size: int, path: list[bytes], leaf: bytes
) -> None:
    proof = InclusionProof(index, size, tuple(path))
    assert root_from_inclusion_proof(leaf, proof) == rfc9162.root_from_path(index, size, leaf, path)


@given(
    st.sampled_from(["VD-CERT", "Đ", "a" * 32]),
    GRANTS,
    BYTES32,
    st.integers(1, 1 << 20),
    UINT64,
    st.integers(0, 1 << 60),
    st.binary(min_size=20, max_size=20),
)
def test_anchor_requests(
    body: str, grants: tuple[int, ...], root: bytes, size: int, deadline: int, chain: int, contract: bytes
) -> None:
    request = AnchorRequest(body=body, grants=grants, root=MerkleRoot(root), size=size, deadline=deadline)
    message = {
        "body": body_id(body),
        "grants": list(grants),
        "root": root,
        "size": size,
        "deadline": deadline,
    }
    domain = Domain(chain_id=chain, contract=Address(contract))
    assert request.digest(domain) == twin_digest(chain, contract, "Anchor", message)


@settings(max_examples=40)
@given(BYTES32, st.lists(BYTES32, max_size=4), st.integers(1, 4), UINT64, st.text(max_size=40))
def test_status_requests(body: bytes, subjects: list[bytes], state: int, deadline: int, note: str) -> None:
    domain = Domain(chain_id=1337, contract=Address(bytes(20)))
    items: list[dict[str, Any]] = [
        {"subject": s, "n": n, "state": state, "reason": 99, "effectiveFrom": n, "ref": body}
        for n, s in enumerate(subjects)
    ]
    many = {"body": body, "items": items, "deadline": deadline}
    if items:  # eth-account cannot encode an empty list of structs
        assert typed_digest(domain, "SetStatusMany", many) == twin_digest(
            1337, bytes(20), "SetStatusMany", many
        )
        one = {"body": body, **items[0], "note": note, "deadline": deadline}
        assert typed_digest(domain, "SetStatus", one) == twin_digest(1337, bytes(20), "SetStatus", one)


@given(st.text(min_size=1, max_size=32), GRANTS, BYTES32)
def test_batch_ids_are_abi_encoded(body: str, grants: tuple[int, ...], root: bytes) -> None:

    words = abi_encode(["bytes32", "uint16[]", "bytes32"], [body_id(body), list(grants), root])
    assert batch_id(body, grants, MerkleRoot(root)) == keccak256(words)


@given(
    st.builds(
        CertificateSummary,
        kind=st.just("conformity"),
        body=TEXT,
        number=TEXT,
        revision=st.just(0),
        name=TEXT,
        model=TEXT | st.none(),
        serial=TEXT | st.none(),
        holder=TEXT | st.none(),
        grants=GRANTS,
        scopes=st.lists(TEXT, min_size=1, max_size=8, unique=True).map(tuple),
        issued=st.dates(date(1000, 1, 1)),
        validity=st.dates(date(1000, 1, 1)).map(lambda day: (day, day)) | st.none(),
        previous=st.none(),
        network=TEXT,
        credential_sha256=BYTES32,
        dcc_sha256=st.none(),
        method=st.integers(1, 8) | st.none(),
        risk=st.sampled_from(["THAP", "CAO"]) | st.none(),
        mark=st.sampled_from(["CR", "CS"]) | st.none(),
    )
)
def test_summaries_are_the_naive_map(s: CertificateSummary) -> None:
    fields: dict[int, Any] = {
        0: 1,
        1: s.kind,
        2: s.body,
        3: s.number,
        4: s.revision,
        5: [s.name, s.model, s.serial],
        7: list(s.grants),
        8: list(s.scopes),
        9: str(s.issued),
        12: s.network,
        13: s.credential_sha256,
    }
    if s.holder is not None:
        fields[6] = s.holder
    if s.validity is not None:
        fields[10] = [str(day) for day in s.validity]
    if (s.method, s.risk, s.mark) != (None, None, None):
        fields[15] = [s.method, s.risk, s.mark]
    assert encode_summary(s) == encode(fields)


@given(st.sampled_from(KINDS), st.data())
def test_records_are_bits_in_order(kind: Any, draw: st.DataObject) -> None:
    values = [draw.draw(st.integers(0, (1 << width) - 1)) for width in kind.widths]
    record = kind(*values)
    assert record.encode() == slots.pack(kind.widths, values)
    assert kind.decode(record.encode()) == (record if any(values) else None)


@given(BYTES32, BYTES32, st.integers(0, 1), st.integers(0, 0xFFFF))
def test_slots_are_solidity_s(body: bytes, subject: bytes, lane: int, n: int) -> None:
    assert layout.status_slot(body, subject, lane, n) == slots.mapping(10, body, subject, lane, n)
    assert layout.change_slot(body, n, n) == slots.mapping(6, body, n, n)
