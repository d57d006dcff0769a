# SPDX-License-Identifier: Apache-2.0
"""Besu's published extra data, and a synthetic QBFT chain with storage proofs, against our codec."""

import json
from typing import Any

import pytest

from registry.core.chainproof import bft, ibft2, qbft, trie
from registry.core.chainproof.header import Header
from registry.core.chainproof.seals import Finality
from registry.core.types import Address
from registry.errors import EvidenceError
from tests.support import shared

pytestmark = pytest.mark.external


def load(name: str) -> Any:
    return json.loads(shared(f"qbft/{name}").read_text())


def octets(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def word(text: str) -> bytes:
    return int(text, 16).to_bytes(32, "big")


@pytest.mark.parametrize("form", [qbft.FORM, ibft2.FORM], ids=["qbft", "ibft2"])
def test_extra_data_of_besu(form: bft.Form) -> None:
    vectors = load("extradata_codec_vectors.json")
    name = "qbft_hex" if form is qbft.FORM else "ibft2_hex"
    extra, expected = bft.read_extra(octets(vectors[name]), form), vectors["decoded"]
    assert extra.vanity == octets(expected["vanity"])
    assert list(extra.validators) == [octets(v) for v in expected["validators"]]
    assert extra.vote == [octets(expected["vote"]["recipient"]), b"\xff"]
    assert extra.round == expected["round"]
    assert list(extra.seals) == [
        word(hex(r)) + word(hex(s)) + bytes([v]) for r, s, v in expected["seals_r_s_v"]
    ]
    other = octets(vectors["ibft2_hex" if form is qbft.FORM else "qbft_hex"])
    with pytest.raises(EvidenceError):
        bft.read_extra(other, form)


def test_synthetic_chain_with_storage() -> None:
    chain = load("qbft_synthetic_chain.json")
    validators = [Address(octets(v)) for v in chain["validators"]]
    for block in chain["blocks"]:
        header = Header.parse(octets(block["header_rlp"]))
        extra = bft.read_extra(header.extra, qbft.FORM)
        assert bft.commit_digest(header, extra, qbft.FORM) == octets(block["commit_seal_hash"])
        sealed = qbft.check([header], validators)
        assert (sealed.hash, sealed.finality) == (octets(block["block_hash"]), Finality.FINAL)
        check_storage(header, block["proof"])


def check_storage(header: Header, proof: Any) -> None:
    listed = [*proof["accountProof"], *(node for slot in proof["storageProof"] for node in slot["proof"])]
    nodes = trie.TrieNodes(octets(node) for node in dict.fromkeys(listed))
    account = trie.account_at(nodes, header.state_root, Address(octets(proof["address"])))
    assert account is not None
    assert account.storage_root == octets(proof["storageHash"])
    assert account.code_hash == octets(proof["codeHash"])
    for slot in proof["storageProof"]:
        assert trie.slot_at(nodes, account.storage_root, word(slot["key"])) == word(slot["value"])
    nodes.finish()


@pytest.mark.parametrize(
    ("why", "code"),
    [
        ("two seals only (quorum 3 of 4)", "SEALS_TOO_FEW"),
        ("duplicate seal", "SEAL_DUPLICATE"),
        ("seal by a non-validator", "SEAL_BY_STRANGER"),
        ("round changed after sealing", "SEALS_OTHER_ROUND"),
        ("validator list changed after sealing", "SEALS_OTHER_VALIDATORS"),
    ],
)
def test_each_defect_has_its_code(why: str, code: str) -> None:
    chain = load("qbft_synthetic_chain.json")
    validators = [Address(octets(v)) for v in chain["validators"]]
    (bad,) = [entry for entry in chain["negative"] if entry["why"] == why]
    with pytest.raises(EvidenceError) as caught:
        qbft.check([Header.parse(octets(bad["header_rlp"]))], validators)
    assert caught.value.code == code
