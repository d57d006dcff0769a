# SPDX-License-Identifier: Apache-2.0
"""Inclusion proofs, good and broken; whether one holds is decided by the recursive twin of RFC 9162.

A broken index or size can leave a proof that still leads to the root (the path alone does not commit to the
size), so ``valid`` is computed for each vector. ``leaf_index`` and ``tree_size`` fit 32 bits.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.generator.mutate import flip
from tests.reference import rfc9162

SIZES = (1, 2, 3, 5, 6, 7, 8, 9, 33)


@dataclass(frozen=True)
class Case:
    index: int
    size: int
    root: bytes
    leaf: bytes
    path: list[bytes]
    desc: str


def leaves(size: int) -> list[bytes]:
    """Leaf hashes of the texts ``leaf 0``, ``leaf 1`` …"""
    return [hashlib.sha256(b"\0" + f"leaf {i}".encode()).digest() for i in range(size)]


def tree_vectors() -> list[dict[str, Any]]:
    return [
        {
            "size": size,
            "leaves": [leaf.hex() for leaf in leaves(size)],
            "root": rfc9162.tree_hash(leaves(size)).hex(),
        }
        for size in SIZES
    ]


def inclusion_vectors() -> list[dict[str, Any]]:
    cases = [case for size in SIZES for index in positions(size) for case in with_mutations(size, index)]
    return [as_json(case) for case in cases]


def positions(size: int) -> list[int]:
    return sorted({0, size // 2, size - 1})


def as_json(case: Case) -> dict[str, Any]:
    computed = rfc9162.root_from_path(case.index, case.size, case.leaf, case.path)
    return {
        "leaf_index": case.index,
        "tree_size": case.size,
        "root": case.root.hex(),
        "leaf_hash": case.leaf.hex(),
        "proof": [item.hex() for item in case.path],
        "valid": computed == case.root,
        "desc": f"size {case.size}, leaf {case.index}: {case.desc}",
    }


def with_mutations(size: int, index: int) -> Iterator[Case]:
    items = leaves(size)
    root, leaf, path = rfc9162.tree_hash(items), items[index], rfc9162.path(index, items)
    good = Case(index, size, root, leaf, path, "good")
    yield good
    yield replace(good, root=flip(root, 0), desc="root changed")
    yield replace(good, root=flip(root, 31, 0x80), desc="last byte of the root changed")
    yield replace(good, leaf=flip(leaf, 0), desc="leaf changed")
    yield replace(good, leaf=root, desc="root given as the leaf")
    yield replace(good, index=index + 1, desc="index one higher")
    yield replace(good, index=size, desc="index equal to the size")
    yield replace(good, size=size + 1, desc="size one higher")
    yield replace(good, size=size * 2, desc="size doubled")
    yield replace(good, size=0, index=0, desc="size zero")
    yield replace(good, index=0xFFFFFFFF, desc="largest index")
    yield replace(good, path=[*path, root], desc="a hash too many at the end")
    yield replace(good, path=[leaf, *path], desc="a hash too many at the beginning")
    if size == SIZES[-1]:
        yield replace(good, path=path + [bytes(32)] * (21 - len(path)), desc="21 hashes")
    if index:
        yield replace(good, index=index - 1, desc="index one lower")
    if size > 1:
        yield replace(good, size=size - 1, desc="size one lower")
    if path:
        yield from path_mutations(good)


def path_mutations(good: Case) -> Iterator[Case]:
    path = good.path
    yield replace(good, path=path[:-1], desc="last hash missing")
    yield replace(good, path=path[1:], desc="first hash missing")
    yield replace(good, path=[], desc="no hashes")
    yield replace(good, leaf=path[0], path=[good.leaf, *path[1:]], desc="leaf and sibling exchanged")
    for position in range(len(path)):
        changed = [*path]
        changed[position] = flip(path[position], position)
        yield replace(good, path=changed, desc=f"hash {position} changed")
    if len(path) > 1:
        yield replace(good, path=path[::-1], desc="hashes in reverse order")
        inner = rfc9162.node(good.leaf, path[0]) if good.index % 2 == 0 else rfc9162.node(path[0], good.leaf)
        shorter = replace(good, leaf=inner, path=path[1:], index=good.index // 2, size=(good.size + 1) // 2)
        # RFC 9162's prefixes make this harmless only because a leaf is always a hash of 0x00 || summary.
        yield replace(shorter, desc="inner node in place of the leaf, proof shortened to fit")
