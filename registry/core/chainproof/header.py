# SPDX-License-Identifier: Apache-2.0
"""Block headers: as RLP bytes, and rebuilt from what a node answers.

A header is kept as the items that it was given as: later forks append members, and only the exact bytes hash
to the block's hash. Members are taken by position (execution-specs, ``Header`` of each fork).
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from registry.core.chainproof.rlp import Item, decode_list, encode, encode_number, number
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError

MAX_HEADER_BYTES = 32 * 1024
MAX_MEMBERS = 32

PARENT, COINBASE, STATE_ROOT, DIFFICULTY, NUMBER, TIMESTAMP, EXTRA, MIX_HASH, NONCE = (
    0, 2, 3, 7, 8, 11, 12, 13, 14,
)  # fmt: skip
_FIXED = {0: 32, 1: 32, 2: 20, 3: 32, 4: 32, 5: 32, 6: 256, 13: 32, 14: 8}
_NUMBERS = (7, 8, 9, 10, 11)
_FRONTIER = 15

# JSON-RPC's names in the order of the header; each fork since London appends (EIP-1559, 4895, 4844, 4788, 7685).
_RPC = (
    ("parentHash", "data"), ("sha3Uncles", "data"), ("miner", "data"), ("stateRoot", "data"),
    ("transactionsRoot", "data"), ("receiptsRoot", "data"), ("logsBloom", "data"), ("difficulty", "number"),
    ("number", "number"), ("gasLimit", "number"), ("gasUsed", "number"), ("timestamp", "number"),
    ("extraData", "data"), ("mixHash", "data"), ("nonce", "data"), ("baseFeePerGas", "number"),
    ("withdrawalsRoot", "data"), ("blobGasUsed", "number"), ("excessBlobGas", "number"),
    ("parentBeaconBlockRoot", "data"), ("requestsHash", "data"),
)  # fmt: skip


class Header(Struct, frozen=True):
    """``items`` by position, all bytes; sizes of the first fifteen are those of every fork."""

    items: tuple[bytes, ...]

    @classmethod
    def parse(cls, data: bytes) -> "Header":
        """Read RLP bytes. Raises ``EvidenceError`` HEADER_FORMAT, RLP_FORMAT."""
        if len(data) > MAX_HEADER_BYTES:
            raise EvidenceError("HEADER_FORMAT", reason=f"more than {MAX_HEADER_BYTES} bytes")
        return cls._checked(decode_list(data))

    @classmethod
    def from_rpc(cls, block: Mapping[str, Any]) -> "Header":
        """Rebuild the header of an ``eth_getBlockBy…`` answer, of any fork up to Osaka.

        Raises ``EvidenceError`` HEADER_FORMAT for members that are missing or no hexadecimal; whether it is the
        block that the node says is for ``block_hash`` to show.
        """
        items: list[Item] = []
        for position, (name, kind) in enumerate(_RPC):
            if block.get(name) is None:
                if position < _FRONTIER:
                    raise EvidenceError("HEADER_FORMAT", reason=f"{name} is missing")
                break
            items.append(_rpc_value(name, block[name], kind))
        return cls._checked(items)

    @classmethod
    def _checked(cls, items: list[Item]) -> "Header":
        if not _FRONTIER <= len(items) <= MAX_MEMBERS:
            raise EvidenceError("HEADER_FORMAT", reason=f"{len(items)} members")
        flat = tuple(item for item in items if isinstance(item, bytes))
        if len(flat) != len(items):
            raise EvidenceError("HEADER_FORMAT", reason="a list among its members")
        for position, size in _FIXED.items():
            if len(flat[position]) != size:
                raise EvidenceError(
                    "HEADER_FORMAT", reason=f"member {position} has {len(flat[position])} bytes"
                )
        for position in _NUMBERS:
            number(flat[position], 256 if position == DIFFICULTY else 64)
        return cls(flat)

    def encode(self) -> bytes:
        """The RLP bytes."""
        return encode(self.items)

    def hash(self) -> bytes:
        """keccak256 of the whole: the block hash where the consensus adds nothing of its own."""
        return keccak256(self.encode())

    def with_extra(self, extra: bytes) -> "Header":
        """The same with other extra data, as consensus rules sign it."""
        return Header((*self.items[:EXTRA], extra, *self.items[EXTRA + 1 :]))

    @property
    def parent(self) -> bytes:
        """Hash of the block before."""
        return self.items[PARENT]

    @property
    def coinbase(self) -> Address:
        """Whom the header names as its maker."""
        return Address(self.items[COINBASE])

    @property
    def state_root(self) -> bytes:
        """Root of the account trie after the block."""
        return self.items[STATE_ROOT]

    @property
    def number(self) -> int:
        """Block number."""
        return number(self.items[NUMBER], 64)

    @property
    def timestamp(self) -> int:
        """UTC seconds."""
        return number(self.items[TIMESTAMP], 64)

    @property
    def difficulty(self) -> int:
        """As the consensus uses it."""
        return number(self.items[DIFFICULTY])

    @property
    def extra(self) -> bytes:
        """Extra data, where validators sign."""
        return self.items[EXTRA]

    @property
    def mix_hash(self) -> bytes:
        """A constant that names the consensus, with QBFT and IBFT 2.0."""
        return self.items[MIX_HASH]

    @property
    def nonce(self) -> bytes:
        """8 bytes."""
        return self.items[NONCE]


def _rpc_value(name: str, value: Any, kind: str) -> bytes:
    try:
        if not isinstance(value, str) or not value.startswith("0x"):
            raise ValueError("not hexadecimal")
        return bytes.fromhex(value[2:]) if kind == "data" else encode_number(int(value, 16))
    except ValueError as error:
        raise EvidenceError("HEADER_FORMAT", reason=f"{name} is not hexadecimal") from error
