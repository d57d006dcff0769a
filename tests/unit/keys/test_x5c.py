# SPDX-License-Identifier: Apache-2.0
"""A credential key's X.509 chain is believed only from a trusted root down to this very key."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from registry.core.jwk import PublicJwk
from registry.errors import InputError, PermanentError, RefusedError, UsageError
from registry.keys.x5c import MAX_CHAIN_BYTES, check_chain, der_of, describe, pem_of
from tests.certificates import DAY, NOW, SIGNS, Authority, pem, usage

AT = int(NOW.timestamp())
KEY = ec.generate_private_key(ec.SECP256R1()).public_key()
JWK = PublicJwk.from_public_key(KEY)
ROOT = Authority.root("Root CA", path_length=1)
CA = ROOT.below("Licensed CA", path_length=0)
NOT_CA = (x509.BasicConstraints(ca=False, path_length=None), True)


def refused(chain: bytes, roots: list[bytes] | None = None, at: int = AT, jwk: PublicJwk = JWK) -> str:
    with pytest.raises(PermanentError) as error:
        check_chain(chain, [ROOT.pem] if roots is None else roots, jwk, at)
    return error.value.code


def leaf(**changes: Any) -> x509.Certificate:
    return CA.issue("Công ty Ví Dụ", changes.pop("key", KEY), **changes)


def test_a_chain_to_a_trusted_root_says_who_signs() -> None:
    chain = check_chain(pem(leaf(), CA.certificate), [ROOT.pem], JWK, AT)
    assert (chain.subject, chain.issuer) == ("CN=Công ty Ví Dụ", "CN=Licensed CA")
    assert chain.not_before < AT < chain.not_after
    assert describe(chain.pem) == chain


@pytest.mark.parametrize("name", ["digital_signature", "content_commitment"])
def test_either_usage_that_means_signing_will_do(name: str) -> None:
    made = leaf(extensions=[(usage(**{name: True}), True)])
    assert check_chain(pem(made, CA.certificate), [ROOT.pem], JWK, AT).subject


def test_the_root_may_stand_in_the_chain_and_is_believed_only_if_trusted() -> None:
    whole = pem(leaf(), CA.certificate, ROOT.certificate)
    assert check_chain(whole, [ROOT.pem], JWK, AT)
    assert refused(whole, [Authority.root("Root CA", path_length=1).pem]) == "X5C_NOT_TRUSTED"


def test_a_certificate_of_another_key() -> None:
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    assert refused(pem(leaf(key=other), CA.certificate)) == "X5C_KEY_DIFFERENT"
    assert refused(pem(CA.certificate, leaf())) == "X5C_KEY_DIFFERENT"


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()).public_key(),
        rsa.generate_private_key(65_537, 2_048).public_key(),
    ],
)
def test_a_certificate_on_another_curve(key: Any) -> None:
    assert refused(pem(leaf(key=key), CA.certificate)) == "X5C_KEY_DIFFERENT"


def test_a_missing_issuer_and_an_unknown_root() -> None:
    assert refused(pem(leaf())) == "X5C_NOT_TRUSTED"
    assert refused(pem(leaf(), CA.certificate), [CA.below("Other").pem]) == "X5C_NOT_TRUSTED"
    assert refused(pem(leaf(), CA.certificate), []) == "X5C_ROOTS_MISSING"


def test_an_issuer_of_the_right_name_and_another_key() -> None:
    impostor = Authority.root("Root CA").below("Licensed CA")
    assert refused(pem(impostor.issue("Công ty Ví Dụ", KEY), CA.certificate)) == "X5C_NOT_TRUSTED"
    assert refused(pem(impostor.issue("Công ty Ví Dụ", KEY), impostor.certificate)) == "X5C_NOT_TRUSTED"


def test_a_leaf_that_may_not_sign() -> None:
    assert (
        refused(pem(leaf(extensions=[(usage(key_agreement=True), True), NOT_CA]), CA.certificate))
        == "X5C_USAGE"
    )
    assert refused(pem(leaf(extensions=[NOT_CA]), CA.certificate)) == "X5C_USAGE"


def test_a_leaf_that_is_an_authority() -> None:
    extensions = [(usage(**SIGNS), True), (x509.BasicConstraints(ca=True, path_length=None), True)]
    assert refused(pem(leaf(extensions=extensions), CA.certificate)) == "X5C_LEAF_IS_CA"


def test_an_issuer_that_is_no_authority() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    middle = Authority(CA.issue("Signer", key.public_key()), key)
    assert (
        refused(pem(middle.issue("Công ty Ví Dụ", KEY), middle.certificate, CA.certificate))
        == "X5C_NOT_TRUSTED"
    )


def test_more_levels_than_the_path_length_allows() -> None:
    below = CA.below("Below the last")
    chain = pem(below.issue("Công ty Ví Dụ", KEY), below.certificate, CA.certificate)
    assert refused(chain) == "X5C_NOT_TRUSTED"
    free = Authority.root("Free root")
    first = free.below("First")
    second = first.below("Second")
    allowed = pem(second.issue("Công ty Ví Dụ", KEY), second.certificate, first.certificate)
    assert check_chain(allowed, [free.pem], JWK, AT)


def test_the_leafs_own_days() -> None:
    chain = pem(leaf(days=10), CA.certificate)
    assert check_chain(chain, [ROOT.pem], JWK, int((NOW + timedelta(days=9)).timestamp()))
    assert refused(chain, at=int((NOW + timedelta(days=11)).timestamp())) == "X5C_EXPIRED"
    assert refused(chain, at=int((NOW - 2 * DAY).timestamp())) == "X5C_EXPIRED"


def test_an_issuer_that_has_run_out() -> None:
    short = ROOT.below("Short CA", path_length=0, days=10)
    chain = pem(short.issue("Công ty Ví Dụ", KEY), short.certificate)
    assert check_chain(chain, [ROOT.pem], JWK, AT)
    assert refused(chain, at=int((NOW + timedelta(days=11)).timestamp())) == "X5C_NOT_TRUSTED"


def test_a_weak_digest() -> None:
    assert refused(pem(leaf(digest=hashes.SHA224()), CA.certificate)) == "X5C_NOT_TRUSTED"


@pytest.mark.parametrize(
    "chain", [b"", b"nonsense", b"x" * (MAX_CHAIN_BYTES + 1), pem(*[ROOT.certificate] * 8)]
)
def test_what_is_no_chain(chain: bytes) -> None:
    with pytest.raises(InputError) as error:
        check_chain(chain, [ROOT.pem], JWK, AT)
    assert error.value.code == "X5C_FORMAT"


def test_a_root_file_that_is_none() -> None:
    with pytest.raises(UsageError) as error:
        check_chain(pem(leaf(), CA.certificate), [b"nonsense"], JWK, AT)
    assert error.value.code == "TRUST_ANCHOR_UNREADABLE"


def test_der_and_pem_are_the_same_chain() -> None:
    chain = pem(leaf(), CA.certificate)
    assert pem_of(der_of(chain)) == chain
    with pytest.raises(InputError):
        pem_of([b"nonsense"])


def test_refusals_are_refusals() -> None:
    with pytest.raises(RefusedError) as error:
        check_chain(pem(leaf()), [ROOT.pem], JWK, AT)
    assert error.value.exit_code == 1
