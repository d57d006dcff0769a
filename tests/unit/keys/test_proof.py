# SPDX-License-Identifier: Apache-2.0
"""Nobody has a key registered that he does not hold, nor for another body, network or contract."""

import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec import structs

from registry.core.anchor import Domain
from registry.core.types import Address
from registry.errors import InputError, RefusedError
from registry.keys.proof import KeyProof, parse_proof, prove_anchor_key, prove_credential_key
from registry.keys.signers import FileAnchorSigner, FileCredentialSigner

BODY, NETWORK = "VD-CERT", "antin-demo"
DOMAIN = Domain(chain_id=1337, contract=Address(b"\xcc" * 20))
CREDENTIAL = FileCredentialSigner(ec.generate_private_key(ec.SECP256R1()))
ANCHOR = FileAnchorSigner(b"\5" * 32)
DER = [b"first", b"second"]
PROOFS = [
    prove_credential_key(CREDENTIAL, BODY, NETWORK, DOMAIN),
    prove_credential_key(CREDENTIAL, BODY, NETWORK, DOMAIN, DER),
    prove_anchor_key(ANCHOR, BODY, NETWORK, DOMAIN),
]


def code(proof: KeyProof, network: str = NETWORK, domain: Domain = DOMAIN) -> str:
    with pytest.raises(RefusedError) as error:
        proof.check(network, domain)
    return error.value.code


@pytest.mark.parametrize("proof", PROOFS)
def test_a_proof_comes_back_from_its_file_and_holds(proof: KeyProof) -> None:
    again = parse_proof(proof.to_bytes())
    assert again == proof
    again.check(NETWORK, DOMAIN)
    assert proof.key in (CREDENTIAL.jwk.thumbprint(), ANCHOR.address)


@pytest.mark.parametrize("proof", PROOFS)
def test_a_proof_for_elsewhere_is_none_here(proof: KeyProof) -> None:
    assert code(proof, network="other") == "KEY_PROOF_ELSEWHERE"
    assert code(proof, domain=structs.replace(DOMAIN, chain_id=1)) == "KEY_PROOF_ELSEWHERE"
    assert code(proof, domain=structs.replace(DOMAIN, contract=Address(b"\1" * 20))) == "KEY_PROOF_ELSEWHERE"


@pytest.mark.parametrize("proof", PROOFS)
def test_what_was_changed_is_not_what_the_key_signed(proof: KeyProof) -> None:
    for changed in (replace(proof, body="VD-LAB"), replace(proof, signature=proof.signature[:-2] + b"\0\0")):
        assert code(changed) == "KEY_PROOF_WRONG"
    elsewhere = replace(proof, domain=structs.replace(DOMAIN, chain_id=1))
    assert code(elsewhere, domain=elsewhere.domain) == "KEY_PROOF_WRONG"


def test_a_chain_that_was_exchanged_or_dropped() -> None:
    proof = PROOFS[1]
    for chain in ((), (b"first",), (b"second", b"first")):
        assert code(replace(proof, x5c=chain)) == "KEY_PROOF_WRONG"


def test_another_network_of_the_same_contract_is_another() -> None:
    """Two networks may share chain id and address; a credential key's proof names the network."""
    assert code(replace(PROOFS[0], network="other"), network="other") == "KEY_PROOF_WRONG"


def test_another_keys_proof() -> None:
    other = FileCredentialSigner(ec.generate_private_key(ec.SECP256R1()))
    assert code(replace(PROOFS[0], jwk=other.jwk)) == "KEY_PROOF_WRONG"
    assert code(replace(PROOFS[2], address=Address(b"\1" * 20))) == "KEY_PROOF_WRONG"


@pytest.mark.parametrize("index", [0, 2])
@pytest.mark.parametrize(
    "change",
    [{"format": "x"}, {"version": 2}, {"kind": "relayer"}, {"body": 7}, {"chain_id": 1337}, {"chain_id": "0"},
     {"contract": "cc"}, {"key": "00" * 32}, {"signature": "00"}, {"signature": "XX" * 65}, {"more": "x"}],
)  # fmt: skip
def test_what_is_no_proof(index: int, change: dict[str, Any]) -> None:
    content = {**json.loads(PROOFS[index].to_bytes()), **change}
    with pytest.raises(InputError) as error:
        parse_proof(json.dumps(content).encode(), "proof.json")
    assert (error.value.code, error.value.where) == ("KEY_PROOF_FORMAT", "proof.json")


@pytest.mark.parametrize("data", [b"", b"[]", b"7", b"{}", b'{"kind": "credential"}', b"x" * 200_000])
def test_what_is_no_file_of_ours(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_proof(data)
