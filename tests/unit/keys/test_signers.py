# SPDX-License-Identifier: Apache-2.0
"""Signatures have the one form that the contract and verifiers take; secrets show nowhere."""

import copy
import pickle

import coincurve
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from eth_account import Account
from eth_account.messages import encode_typed_data
from hypothesis import given
from hypothesis import strategies as st

from registry.core.anchor import Domain, typed_digest
from registry.core.hashing import body_id
from registry.core.records import State
from registry.core.status import StatusItem, StatusManyRequest
from registry.core.types import Address
from registry.keys.signers import FileAccount, FileAnchorSigner, FileCredentialSigner

ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
SECRET = bytes(range(1, 33))


@given(st.binary(min_size=32, max_size=32))
def test_every_anchor_signature_is_low_and_recovers_to_its_key(digest: bytes) -> None:
    signer = FileAnchorSigner(SECRET)
    signature = signer.sign_digest(digest)
    assert len(signature) == 65
    assert signature[64] in {27, 28}
    assert 0 < int.from_bytes(signature[32:64], "big") <= ORDER // 2
    assert signer.sign_digest(digest) == signature
    recoverable = signature[:64] + bytes([signature[64] - 27])
    key = coincurve.PublicKey.from_signature_and_message(recoverable, digest, hasher=None)
    assert key == coincurve.PrivateKey(SECRET).public_key


def test_only_digests_are_signed() -> None:
    for wrong in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(ValueError):
            FileAnchorSigner(SECRET).sign_digest(wrong)


def test_addresses_are_those_of_other_libraries() -> None:
    account = Account.from_key(SECRET)
    assert FileAnchorSigner(SECRET).address.hex() == account.address.lower()[2:]


def test_a_list_of_status_changes_hashes_as_in_other_libraries() -> None:
    domain = Domain(chain_id=1337, contract=Address(b"\x0c" * 20))
    items = tuple(
        StatusItem(subject=bytes([n]) * 32, n=n, state=State.WITHDRAWN, reason=n, effective_from=n * 9)
        for n in range(3)
    )
    request = StatusManyRequest(body="VD-CERT", items=items, deadline=99)
    types = {
        "SetStatusMany": [("body", "bytes32"), ("items", "StatusItem[]"), ("deadline", "uint64")],
        "StatusItem": [("subject", "bytes32"), ("n", "uint16"), ("state", "uint8"), ("reason", "uint8"),
                       ("effectiveFrom", "uint40"), ("ref", "bytes32")],
    }  # fmt: skip
    message = {"body": body_id("VD-CERT"), "items": [i.message() for i in items], "deadline": 99}
    named = {name: [{"name": n, "type": t} for n, t in members] for name, members in types.items()}
    contract = "0x" + "0c" * 20
    fields = {"name": "Antin", "version": "1", "chainId": 1337, "verifyingContract": contract}
    signed = Account.sign_message(encode_typed_data(fields, named, message), SECRET)
    assert FileAnchorSigner(SECRET).sign_digest(request.digest(domain)) == bytes(signed.signature)
    assert typed_digest(domain, "SetStatusMany", message) == request.digest(domain)


@given(st.binary(max_size=200))
def test_credential_signatures_verify_and_have_64_bytes(message: bytes) -> None:
    signer = CREDENTIAL
    signature = signer.sign(message)
    assert len(signature) == 64
    assert signer.jwk.verifies(signature, message)
    assert not signer.jwk.verifies(signature, message + b"x")


CREDENTIAL = FileCredentialSigner(ec.generate_private_key(ec.SECP256R1()))
SIGNERS = [FileAnchorSigner(SECRET), FileAccount(SECRET), CREDENTIAL]


@pytest.mark.parametrize("signer", SIGNERS, ids=lambda s: type(s).__name__)
def test_no_secret_in_words_copies_or_files(signer: FileAnchorSigner | FileCredentialSigner) -> None:
    shown = f"{signer!r} {signer!s} {signer}"
    assert SECRET.hex() not in shown
    assert "0x" in shown or CREDENTIAL.jwk.thumbprint().hex() in shown
    for leak in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leak(signer)
    assert not hasattr(signer, "__dict__")


def test_an_account_signs_transactions_for_its_own_address() -> None:
    account = FileAccount(SECRET)
    raw = account.sign_transaction({"to": b"\x0c" * 20, "value": 0, "data": b"", "gas": 21_000, "gasPrice": 0,
                                    "nonce": 0, "chainId": 1337})  # fmt: skip
    assert Account.recover_transaction(raw).lower()[2:] == account.address.hex()
