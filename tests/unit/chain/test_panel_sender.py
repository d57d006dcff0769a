# SPDX-License-Identifier: Apache-2.0
"""What a panel of nodes sends, and whose word counts about what became of it."""

from typing import Any

import pytest

from registry.chain.panel import Panel
from registry.chain.panel_sender import PanelSender
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import RefusedError, TransientError
from registry.ports.chain import BlockRef
from tests.unit.chain.simulated import (
    CONTRACT,
    T0,
    Simulated,
    Stage,
)


class Signer:
    """An account that signs by repeating what it was given."""

    address = Address(b"\x0a" * 20)

    def sign_transaction(self, fields: Any) -> bytes:
        return repr(sorted(fields.items())).encode()


RAW = b"signed once"
HASH = "0x" + keccak256(RAW).hex()


def sender(panel: Panel) -> PanelSender:
    return PanelSender(panel, Signer(), timeout=0.2)


def test_the_same_bytes_go_to_every_node(stage: Stage) -> None:
    hanging, one, two = Simulated(), Simulated(), Simulated()
    panel = stage.panel(hanging, one, two)
    panel.check()
    hanging.silent = True
    send = sender(panel)
    send.broadcast(RAW)
    send.broadcast(RAW)
    assert one.raw == two.raw == ["0x" + RAW.hex()]


def test_one_node_s_word_ends_no_transaction(stage: Stage) -> None:
    liar, honest = Simulated(), Simulated()
    send = sender(stage.panel(liar, honest))
    liar.refusal = "nonce too low"
    send.broadcast(RAW)
    assert honest.raw
    honest.raw, honest.silent = [], True
    with pytest.raises(TransientError, match=r"BROADCAST_UNCLEAR|CHAIN_UNREACHABLE"):
        send.broadcast(RAW)
    honest.silent, honest.refusal = False, "nonce too low"
    with pytest.raises(RefusedError, match="NONCE_TAKEN"):
        send.broadcast(RAW)


def receipt(simulated: Simulated, number: int, status: int = 1) -> dict[str, str]:
    return {"blockHash": simulated.hash(number), "status": hex(status), "gasUsed": "0x1"}


def test_a_receipt_needs_as_many_nodes_as_must_agree(stage: Stage) -> None:
    one, two = Simulated(), Simulated()
    send = sender(stage.panel(one, two))
    assert send.receipt(bytes.fromhex(HASH[2:])) is None
    one.receipts[HASH] = receipt(one, 5)
    assert send.receipt(bytes.fromhex(HASH[2:])) is None
    two.receipts[HASH] = receipt(two, 5)
    found = send.receipt(bytes.fromhex(HASH[2:]))
    assert found is not None
    assert found.block == BlockRef(5, bytes.fromhex(one.hash(5)[2:]), T0 + 75)
    two.receipts[HASH] = receipt(two, 5, status=0)
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE"):
        send.receipt(bytes.fromhex(HASH[2:]))
    two.silent = True
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        send.receipt(bytes.fromhex(HASH[2:]))


def test_one_node_alone_keeps_no_act_back_nor_lets_one_through(stage: Stage) -> None:
    one, two = Simulated(), Simulated()
    send = sender(stage.panel(one, two))
    send.refuse_while_waiting()
    one.waiting = 1
    send.refuse_while_waiting()
    two.waiting = 1
    with pytest.raises(TransientError, match="ACCOUNT_WAITS"):
        send.refuse_while_waiting()
    one.silent = True
    with pytest.raises(TransientError, match="ACCOUNT_WAITS"):
        send.refuse_while_waiting()


def test_what_an_act_came_to_needs_as_many_nodes_too(stage: Stage) -> None:
    one, two = Simulated(), Simulated()
    send = sender(stage.panel(one, two))
    log = {"address": "0x" + CONTRACT.hex(), "topics": ["0x" + "ab" * 32], "data": "0x07"}
    one.receipts[HASH] = {**receipt(one, 5), "logs": [log], "blockNumber": "0x5"}
    assert send.raw_receipt(bytes.fromhex(HASH[2:])) is None, "known to one alone"
    two.receipts[HASH] = {**one.receipts[HASH], "logs": [{**log, "data": "0x08"}]}
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE"):
        send.raw_receipt(bytes.fromhex(HASH[2:]))
    two.receipts[HASH] = {
        **one.receipts[HASH],
        "logs": [{**log, "topics": ["0x" + "AB" * 32]}],
        "type": "0x2",
    }
    found = send.raw_receipt(bytes.fromhex(HASH[2:]))
    assert found is not None
    assert found["logs"][0]["data"] == "0x07"


def test_the_chain_id_that_is_signed_is_the_pinned_one(stage: Stage) -> None:
    liar, honest = Simulated(), Simulated()
    panel = stage.panel(liar, honest)
    panel.check()
    liar.chain_id = 1
    raw = sender(panel).prepare(CONTRACT, b"\x01", nonce=0).raw
    assert b"('chainId', 1337)" in raw


def test_one_node_s_refusal_keeps_nothing_from_the_contract(stage: Stage) -> None:
    liar, honest = Simulated(), Simulated()
    send = sender(stage.panel(liar, honest))
    liar.reverts = True
    assert send.ask(CONTRACT, b"\x01") == b""
    honest.reverts = True
    with pytest.raises(RefusedError, match="CHAIN_REVERTED"):
        send.ask(CONTRACT, b"\x01")
