# SPDX-License-Identifier: Apache-2.0
"""Key files open elsewhere too, close against a wrong password, and name what is wrong."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from eth_account import Account
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.errors import RefusedError
from registry.keys import keystore, pkcs8

CHEAP = 1 << 12  # scrypt's cost is the files' business, not these tests'
KEY = ec.generate_private_key(ec.SECP256R1())
SECRET = bytes(range(1, 33))


def same(one: ec.EllipticCurvePrivateKey, other: ec.EllipticCurvePrivateKey) -> bool:
    return one.private_numbers() == other.private_numbers()


def code(error: pytest.ExceptionInfo[RefusedError]) -> tuple[str, str]:
    return error.value.code, error.value.where


def test_the_costs_of_new_files_are_those_that_hold() -> None:
    assert pkcs8.SCRYPT_COST == keystore.SCRYPT_COST == 262_144


@settings(max_examples=10, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_pkcs8_comes_back_under_its_password(password: str) -> None:
    secret = password.encode("utf-8", "surrogatepass")
    pem = pkcs8.encrypt(KEY, secret, cost=CHEAP)
    assert same(pkcs8.decrypt(pem, secret, "a.pem"), KEY)


def test_pkcs8_is_never_written_twice_alike() -> None:
    assert pkcs8.encrypt(KEY, b"p", cost=CHEAP) != pkcs8.encrypt(KEY, b"p", cost=CHEAP)


def test_openssl_reads_our_pkcs8(tmp_path: Path) -> None:
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("needs the openssl program: apt-get install openssl")
    (tmp_path / "a.pem").write_bytes(pkcs8.encrypt(KEY, "mật khẩu".encode(), cost=CHEAP))
    (tmp_path / "password").write_text("mật khẩu\n", encoding="utf-8")
    command = [openssl, "pkey", "-in", "a.pem", "-passin", "file:password", "-pubout", "-outform", "DER"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.endswith(KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def test_we_read_pkcs8_of_others() -> None:
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"p"))
    assert same(pkcs8.decrypt(pem, b"p", "a.pem"), KEY)


def test_a_wrong_password_for_pkcs8() -> None:
    pem = pkcs8.encrypt(KEY, b"right", cost=CHEAP)
    with pytest.raises(RefusedError) as error:
        pkcs8.decrypt(pem, b"wrong", "a.pem")
    assert code(error) == ("KEY_PASSWORD_WRONG", "a.pem")


def test_a_key_without_encryption_or_on_another_curve_is_refused() -> None:
    plain = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    other = pkcs8.encrypt(ec.generate_private_key(ec.SECP384R1()), b"p", cost=CHEAP)
    for pem in (plain, other, b"", b"nonsense"):
        with pytest.raises(RefusedError) as error:
            pkcs8.decrypt(pem, b"p", "a.pem")
        assert code(error) == ("KEY_FILE_FORMAT", "a.pem")


def test_a_keystore_comes_back_and_others_read_it() -> None:
    file = keystore.encrypt(SECRET, b"p\xc3\xa9", cost=CHEAP)
    assert keystore.decrypt(file, b"p\xc3\xa9", "a.json") == SECRET
    assert bytes(Account.decrypt(json.loads(file), "p\u00e9")) == SECRET


def test_a_wrong_password_for_a_keystore() -> None:
    with pytest.raises(RefusedError) as error:
        keystore.decrypt(keystore.encrypt(SECRET, b"right", cost=CHEAP), b"wrong", "a.json")
    assert code(error) == ("KEY_PASSWORD_WRONG", "a.json")


def damaged(**changes: object) -> bytes:
    content = json.loads(keystore.encrypt(SECRET, b"p", cost=CHEAP))
    content["crypto"].update(changes.pop("crypto", {}))
    return json.dumps({**content, **changes}).encode()


@pytest.mark.parametrize(
    "file",
    [
        b"", b"[]", b"{}", b'{"version": 3}', b'{"version": 3, "crypto": []}', b"x" * 20_000,
        damaged(version=4),
        damaged(crypto={"kdf": "rot13"}),
        damaged(crypto={"kdfparams": {"n": 1 << 30, "r": 8, "p": 1, "dklen": 32, "salt": "00"}}),
        damaged(crypto={"kdfparams": {"n": "many"}}),
        damaged(crypto={"kdfparams": {"n": 4096, "r": 1 << 20, "p": 1, "dklen": 32, "salt": "00"}}),
        damaged(crypto={"kdf": "pbkdf2", "kdfparams": {"c": 1 << 40, "prf": "hmac-sha256", "salt": "00"}}),
        damaged(crypto={"kdfparams": None}),
    ],
)  # fmt: skip
def test_a_damaged_keystore(file: bytes) -> None:
    with pytest.raises(RefusedError) as error:
        keystore.decrypt(file, b"p", "a.json")
    assert code(error) == ("KEY_FILE_FORMAT", "a.json")
