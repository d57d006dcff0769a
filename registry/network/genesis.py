# SPDX-License-Identifier: Apache-2.0
"""Genesis blocks of permissioned networks, as the node programs read them, and their hash.

QBFT for Besu, Clique for geth. Both stop at London, for which the contract is compiled: Clique refuses Shanghai.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.core.chainproof import bft
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import encode, encode_number
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.network.trie import EMPTY_ROOT, Account, state_root

EMPTY_OMMERS = keccak256(encode([]))
GAS_LIMIT = 0x1FFFFFFFFFFFFF  # Besu's own choice for networks without fees
CLIQUE_GAS_LIMIT = 60_000_000
EPOCH = 30_000  # blocks after which votes start anew
_ZERO_ADDRESS = "0x" + "00" * 20
_LONDON = ("homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople", "petersburg", "istanbul",
           "berlin", "london")  # fmt: skip


def qbft_genesis(
    *, chain_id: int, validators: Sequence[Address], block_period: int, request_timeout: int, timestamp: int = 0,
    epoch: int = EPOCH, accounts: Mapping[bytes, Account] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Genesis for Besu: validators stand in the block header, and nobody pays for gas.

    ``block_period`` and ``request_timeout`` in seconds, ``epoch`` in blocks, ``timestamp`` UTC seconds.
    """
    qbft = {
        "blockperiodseconds": block_period,
        "epochlength": epoch,
        "requesttimeoutseconds": request_timeout,
    }
    # The base fee is written out: left away, Besu takes one gwei for the genesis block of a London network.
    return _genesis(
        chain_id, {"zeroBaseFee": True, "qbft": qbft}, accounts or {}, gas_limit=GAS_LIMIT, timestamp=timestamp,
        extra=qbft_extra(validators), mix_hash=bft.MIX_HASH,
    )  # fmt: skip


def clique_genesis(
    *, chain_id: int, validators: Sequence[Address], block_period: int, timestamp: int = 0, epoch: int = EPOCH,
    accounts: Mapping[bytes, Account] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Genesis for geth 1.13: whoever sends pays at least one wei a unit of gas out of ``accounts``."""
    extra = bytes(32) + b"".join(sorted(validators)) + bytes(65)
    clique = {"clique": {"period": block_period, "epoch": epoch}}
    return _genesis(
        chain_id, clique, accounts or {}, gas_limit=CLIQUE_GAS_LIMIT, timestamp=timestamp, extra=extra,
        mix_hash=bytes(32),
    )  # fmt: skip


def qbft_extra(validators: Sequence[Address]) -> bytes:
    """Extra data of the first block: the validators in ascending order, no vote, round 0, no seals."""
    return encode([bytes(bft.VANITY_BYTES), sorted(validators), [], b"", []])


def genesis_hash(genesis: Mapping[str, Any]) -> bytes:
    """Hash of the block that ``genesis`` makes, as nodes of either kind compute it."""
    accounts = {
        bytes.fromhex(address.removeprefix("0x")): _account(entry)
        for address, entry in genesis["alloc"].items()
    }
    zero = bytes(32)
    return Header((
        zero, EMPTY_OMMERS, _data(genesis["coinbase"]), state_root(accounts), EMPTY_ROOT, EMPTY_ROOT, bytes(256),
        _number(genesis["difficulty"]), b"", _number(genesis["gasLimit"]), b"", _number(genesis["timestamp"]),
        _data(genesis["extraData"]), _data(genesis["mixHash"]), _data(genesis["nonce"]).rjust(8, b"\0"),
        _number(genesis["baseFeePerGas"]),
    )).hash()  # fmt: skip


def _genesis(
    chain_id: int, consensus: Mapping[str, Any], accounts: Mapping[bytes, Account], *, gas_limit: int,
    timestamp: int, extra: bytes, mix_hash: bytes,
) -> dict[str, Any]:  # fmt: skip
    return {
        "config": {"chainId": chain_id, **{f"{fork}Block": 0 for fork in _LONDON}, **consensus},
        "nonce": "0x0000000000000000", "timestamp": hex(timestamp), "extraData": "0x" + extra.hex(),
        "gasLimit": hex(gas_limit), "difficulty": "0x1", "mixHash": "0x" + mix_hash.hex(),
        "coinbase": _ZERO_ADDRESS, "baseFeePerGas": "0x0",
        "alloc": {address.hex(): _entry(accounts[address]) for address in sorted(accounts)},
    }  # fmt: skip


def _entry(account: Account) -> dict[str, Any]:
    entry: dict[str, Any] = {"balance": hex(account.balance)}
    if account.nonce:
        entry["nonce"] = hex(account.nonce)
    if account.code:
        entry["code"] = "0x" + account.code.hex()
    if account.storage:
        entry["storage"] = {_word(slot): _word(account.storage[slot]) for slot in sorted(account.storage)}
    return entry


def _account(entry: Mapping[str, Any]) -> Account:
    storage = {_data(slot): _data(value) for slot, value in entry.get("storage", {}).items()}
    return Account(
        balance=int(entry.get("balance", "0x0"), 16), nonce=int(entry.get("nonce", "0x0"), 16),
        code=_data(entry.get("code", "0x")), storage=storage,
    )  # fmt: skip


def _data(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _word(data: bytes) -> str:
    return "0x" + data.rjust(32, b"\0").hex()


def _number(text: str) -> bytes:
    return encode_number(int(text, 16))
