# SPDX-License-Identifier: Apache-2.0
"""Genesis blocks: their hash, and extra data that our own reader of QBFT headers takes apart."""

from typing import Any

from registry.core.chainproof import bft, qbft
from registry.core.chainproof.header import Header
from registry.core.types import Address
from registry.network.genesis import clique_genesis, genesis_hash, qbft_extra, qbft_genesis
from registry.network.trie import Account

SEALERS = [Address(bytes([n]) * 20) for n in (3, 1, 2, 4)]
ACCOUNTS = {
    b"\x11" * 20: Account(balance=10**27),
    b"\x22" * 20: Account(
        balance=1, nonce=7, code=bytes.fromhex("60006000fd"), storage={b"\1": b"\x80", b"\2": b"\5" * 32}
    ),
    b"\x33" * 20: Account(nonce=1),
}
# What geth 1.13.15 says of this genesis (tests/integration/test_network_clique.py asks it again).
CLIQUE_HASH = "c1bbe2d0c8867a216ad0dfd97ff6677c7360f9eb92a6ca2be4cc8be0cd4e3b23"


def test_the_hash_is_the_one_that_geth_computes() -> None:
    genesis = clique_genesis(chain_id=7, validators=SEALERS, block_period=1, timestamp=9, accounts=ACCOUNTS)
    assert genesis_hash(genesis).hex() == CLIQUE_HASH


def test_the_first_block_of_mainnet_s_form_needs_no_base_fee_but_ours_has_one() -> None:
    genesis = clique_genesis(chain_id=7, validators=SEALERS, block_period=1)
    assert genesis["baseFeePerGas"] == "0x0"
    assert "shanghaiTime" not in genesis["config"]


def test_a_qbft_genesis_lists_its_validators_in_ascending_order() -> None:
    extra = bft.read_extra(qbft_extra(SEALERS), qbft.FORM)
    assert extra.validators == tuple(sorted(SEALERS))
    assert (extra.vote, extra.round, extra.seals, extra.vanity) == ([], 0, (), bytes(32))


def test_a_qbft_genesis_is_free_of_gas_and_of_validator_contracts() -> None:
    genesis = qbft_genesis(chain_id=7, validators=SEALERS, block_period=2, request_timeout=4)
    config = genesis["config"]
    assert config["qbft"] == {"blockperiodseconds": 2, "epochlength": 30_000, "requesttimeoutseconds": 4}
    assert (config["zeroBaseFee"], config["londonBlock"], config["chainId"]) == (True, 0, 7)
    assert genesis["mixHash"] == "0x" + bft.MIX_HASH.hex()


def test_besu_s_two_ways_to_hash_a_genesis_agree_on_ours() -> None:
    """Besu leaves round and seals out of a block's hash; the genesis has none, so both ways are one."""
    extra = qbft_extra(SEALERS)
    items = [
        bytes(32),
        bytes(32),
        bytes(20),
        *[bytes(32)] * 3,
        bytes(256),
        b"\1",
        b"",
        b"\7",
        b"",
        b"",
        extra,
    ]
    header = Header((*items, bft.MIX_HASH, bytes(8), b""))
    assert bft.block_hash(header, qbft.FORM) == header.hash()


def test_every_input_changes_the_hash() -> None:
    def made(**change: Any) -> bytes:
        base = {"chain_id": 7, "validators": SEALERS, "block_period": 1, "timestamp": 9, "accounts": ACCOUNTS}
        return genesis_hash(clique_genesis(**{**base, **change}))

    changes: list[dict[str, Any]] = [{}, {"validators": SEALERS[:3]}, {"timestamp": 10}, {"accounts": {}}]
    assert len({made(**change) for change in changes}) == len(changes)
