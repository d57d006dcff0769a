# SPDX-License-Identifier: Apache-2.0
"""Proof bundles: whole ones, and one of every kind of damage that the format alone must refuse."""

import json
from collections.abc import Iterator
from typing import Any

import rfc8785
from msgspec.structs import replace

from registry.core.bundle import (
    Bundle,
    BundleAnchor,
    BundleInclusion,
    FileStatement,
    encode_bundle,
)
from registry.core.credential import parse_credential, sign_credential, summary_of
from registry.core.merkle import MerkleTree
from registry.core.signed_summary import sign_summary
from registry.core.summary import FileSummary, encode_summary, leaf_hash
from registry.core.types import Address, LeafHash
from tests.generator.merkle import leaves
from tests.generator.mutate import broken
from tests.unit.core import samples as s

CONTRACT = Address(bytes.fromhex("d09b3f8705dcf242cfe9bbf066a320b19b583cb4"))


def full_bundle() -> Bundle:
    """A conformity certificate as leaf 2 of 5, with one file statement in a batch of its own."""
    key = s.Key(3)
    jws = sign_credential(s.conformity_payload(), key)
    summary = encode_summary(summary_of(parse_credential(jws)))
    signed = sign_summary(summary, key.jwk.thumbprint(), key.sign).to_bytes()
    anchor, inclusion = _anchored(0, summary, index=2, size=5)
    statement = FileSummary(
        body="VD-CERT",
        network="antin-demo",
        leaf=leaf_hash(summary),
        sha256=bytes(32),
        media_type="application/pdf",
        language="vi",
        random=bytes(16),
    )
    file_summary = encode_summary(statement)
    file_anchor, file_inclusion = _anchored(1, file_summary, index=0, size=1)
    file_signed = sign_summary(file_summary, key.jwk.thumbprint(), key.sign).to_bytes()
    return Bundle(
        signed_summary=signed,
        credential=jws,
        key=key.jwk,
        inclusion=inclusion,
        anchors=(anchor, file_anchor),
        files=(FileStatement(file_signed, file_inclusion),),
    )


def small_bundle() -> Bundle:
    """The same without credential and files."""
    full = full_bundle()
    return Bundle(full.signed_summary, None, full.key, full.inclusion, full.anchors[:1])


def paper_bundle() -> Bundle:
    """The small one in a retrospective batch."""
    small = small_bundle()
    return replace(small, anchors=(replace(small.anchors[0], retrospective=True),))


def _anchored(number: int, summary: bytes, *, index: int, size: int) -> tuple[BundleAnchor, BundleInclusion]:
    items = [LeafHash(leaf) for leaf in leaves(size)]
    items[index] = leaf_hash(summary)
    tree = MerkleTree(items)
    anchor = BundleAnchor(1337, CONTRACT, "VD-CERT", (1, 4), tree.root, size)
    return anchor, BundleInclusion(number, index, tree.inclusion_proof(index).path)


def vectors() -> list[dict[str, Any]]:
    good = [
        ("whole", full_bundle()),
        ("without credential and files", small_bundle()),
        ("of a batch of paper certificates", paper_bundle()),
    ]
    accepted = [
        {"desc": desc, "bundle": encode_bundle(bundle).decode(), "expected": {"form": "ok"}}
        for desc, bundle in good
    ]
    return accepted + [
        {"desc": desc, "bundle": data.decode("latin-1"), "expected": {"error": "BUNDLE_FORMAT"}}
        for desc, data in _bad(encode_bundle(replace(full_bundle(), credential=None)))
    ]


def _bad(good: bytes) -> Iterator[tuple[str, bytes]]:
    yield from broken(good)
    yield "white space inside", good.replace(b",", b", ", 1)
    yield "a line end behind", good + b"\n"
    yield "upper-case hexadecimal", good.replace(CONTRACT.hex().encode(), CONTRACT.hex().upper().encode())
    yield "0x in front of hexadecimal", good.replace(b'"root":"', b'"root":"0x')
    yield "a number as a float", good.replace(b'"chain_id":1337', b'"chain_id":1337.0')
    yield "a number with an exponent", good.replace(b'"version":1', b'"version":1e0')
    yield "a member twice", good.replace(b'"version":1', b'"version":1,"version":1')
    yield "an escaped letter", good.replace(b"antin-bundle", b"antin\\u002dbundle")
    yield "a lone surrogate", good.replace(b'"body":"VD-CERT"', b'"body":"\\ud800"', 1)
    yield "a byte order mark", b"\xef\xbb\xbf" + good
    for desc, value in changed(json.loads(good)):
        yield desc, rfc8785.dumps(value)


def changed(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in ("anchors", "format", "inclusion", "key", "signed_summary", "version"):
        yield f"{name} missing", {k: v for k, v in value.items() if k != name}
    yield "an unknown member", {**value, "note": ""}
    yield "an unknown member of an anchor", _anchor(value, note="")
    yield "another format", {**value, "format": "bundle"}
    yield "version 2", {**value, "version": 2}
    yield "version true", {**value, "version": True}
    yield "an empty list of files", {**value, "files": []}
    yield "a null credential", {**value, "credential": None}
    yield "a credential outside ASCII", {**value, "credential": "é"}
    stray = {**value["anchors"][0], "root": "00" * 32}
    yield "an anchor nobody refers to", {**value, "anchors": [*value["anchors"], stray]}
    yield "an anchor listed twice", {**value, "anchors": [*value["anchors"], value["anchors"][0]]}
    yield "a reference to no anchor", {**value, "inclusion": {**value["inclusion"], "anchor": 2}}
    yield "an index over the largest batch", {**value, "inclusion": {**value["inclusion"], "index": 1 << 20}}
    yield "21 hashes", {**value, "inclusion": {**value["inclusion"], "path": ["00" * 32] * 21}}
    yield "a hash of 31 bytes", {**value, "inclusion": {**value["inclusion"], "path": ["00" * 31]}}
    yield "a negative index", {**value, "inclusion": {**value["inclusion"], "index": -1}}
    yield "a root of 31 bytes", _anchor(value, root="00" * 31)
    yield "nine grants", _anchor(value, grants=list(range(1, 10)))
    yield "retrospective false", _anchor(value, retrospective=False)
    yield "retrospective 1", _anchor(value, retrospective=1)
    yield "no grants", _anchor(value, grants=[])
    yield "a body of 33 characters", _anchor(value, body="A" * 33)
    yield "a point that is not on the curve", {**value, "key": {**value["key"], "x": "A" * 43}}
    yield "a private key", {**value, "key": {**value["key"], "d": "A" * 43}}
    yield "another curve", {**value, "key": {**value["key"], "crv": "secp256k1"}}


def _anchor(value: dict[str, Any], **changes: Any) -> dict[str, Any]:
    first, *others = value["anchors"]
    return {**value, "anchors": [{**first, **changes}, *others]}
