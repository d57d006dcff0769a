# SPDX-License-Identifier: Apache-2.0
"""A chain proof as a bundle carries it: one block's header, what seals it, and the trie nodes of its storage."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from registry.core.bundle_fields import ObjectReader
from registry.core.chainproof import clique, ibft2, qbft
from registry.core.chainproof.header import MAX_HEADER_BYTES, Header
from registry.core.chainproof.rlp import decode_list, encode
from registry.core.chainproof.seals import Consensus, Finality, Sealed, single
from registry.core.types import Address
from registry.errors import EvidenceError

MAX_HEADERS = 256
MAX_PROOF_NODES = 4_096
MAX_NODE_BYTES = 640
"""A branch of sixteen hashes has 532 bytes; nothing in a state trie is larger than an account's leaf beside it."""


def _unsealed(headers: Sequence[Header], _: Sequence[Address]) -> Sealed:
    header = single(headers)
    return Sealed(header, header.hash(), (), Finality.UNSEALED)


_MODULES: Mapping[str, Consensus] = {
    "none": _unsealed, "qbft": qbft.check, "ibft2": ibft2.check, "clique": clique.check,
}  # fmt: skip


@lru_cache(maxsize=32)
def _sealed(headers: tuple[Header, ...], consensus: str, validators: tuple[Address, ...]) -> Sealed:
    """Kept where the seals are good: the certificates of a batch, and all that are proven anew together, share them."""
    return _MODULES[consensus](headers, validators)


def headers_on_top(consensus: str, validators: int) -> int:
    """How many headers a proof needs above the block in question: on Clique as many as make more than half of
    the sealers sign, none elsewhere.
    """
    return validators // 2 if consensus == "clique" else 0


class ChainProof(Struct, frozen=True):
    """``headers`` are RLP, the block in question first and then those on top that its consensus asks for;
    ``nodes`` are trie nodes, each once, of the state and of the contracts' storage.
    """

    headers: tuple[bytes, ...]
    nodes: tuple[bytes, ...]

    def sealed(self, consensus: str, trusted: Callable[[int], tuple[Address, ...]]) -> Sealed:
        """Check the seals against the validators ``trusted`` for the number that the block in question claims.

        Raises ``EvidenceError`` as ``seals.Consensus`` says, and HEADER_FORMAT, RLP_FORMAT.
        """
        first = Header.parse(self.headers[0])
        validators = trusted(first.number)  # where nobody is trusted, nothing else of the proof is looked at
        return _sealed((first, *map(Header.parse, self.headers[1:])), consensus, validators)

    def to_bytes(self) -> bytes:
        """As stores keep it: RLP ``[headers, nodes]``, half the size of hexadecimal."""
        return encode([list(self.headers), list(self.nodes)])

    @classmethod
    def from_bytes(cls, data: bytes) -> "ChainProof":
        """The inverse. Raises ``EvidenceError`` RLP_FORMAT, HEADER_FORMAT."""
        parts = [item for item in decode_list(data) if isinstance(item, list)]
        flat = [tuple(item for item in part if isinstance(item, bytes)) for part in parts]
        if len(flat) != 2 or [len(part) for part in parts] != [len(part) for part in flat] or not flat[0]:
            raise EvidenceError("HEADER_FORMAT", reason="not a kept proof")
        return cls(headers=flat[0], nodes=flat[1])

    def to_mapping(self) -> dict[str, Any]:
        """As a JSON object: lower-case hexadecimal; nodes in ascending order, so that a set has one form."""
        return {"headers": [h.hex() for h in self.headers], "nodes": sorted(n.hex() for n in self.nodes)}

    @classmethod
    def read(cls, reader: ObjectReader) -> "ChainProof":
        """The inverse. Raises ``InputError`` BUNDLE_FORMAT; another order shows when it is encoded again."""
        proof = cls(
            headers=reader.octets("headers", 1, MAX_HEADERS, MAX_HEADER_BYTES),
            nodes=reader.octets("nodes", 1, MAX_PROOF_NODES, MAX_NODE_BYTES),
        )
        reader.finish()
        return proof
