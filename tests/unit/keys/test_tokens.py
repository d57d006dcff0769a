# SPDX-License-Identifier: Apache-2.0
"""Keys in PKCS#11 tokens: made inside, never out, checked on every signature, and a PIN never guessed."""

import pickle
import sys
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest

from registry.core.hashing import keccak256
from registry.errors import RefusedError, TransientError, UsageError
from registry.keys.entries import TokenPlace
from registry.keys.files import password_from_file
from registry.keys.keyring import KeyRing
from registry.keys.recoverable import ORDER, recover
from registry.keys.token import Token
from registry.keys.token_signers import TokenAnchorSigner
from tests.softhsm import PIN, Tokens

BODY = "VD-CERT"


def never() -> str:
    raise AssertionError("asked for a password")


def ring(folder: Path, *, demo: bool = True) -> KeyRing:
    return KeyRing(folder, never, demo_network=demo)


def opened(place: TokenPlace) -> Token:
    return Token(place.module, place.token, password_from_file(Path(place.pin_file)))


def test_a_credential_key_in_a_token_signs_es256(tokens: Tokens, tmp_path: Path) -> None:
    keys = ring(tmp_path)
    thumbprint = keys.create_in_token("credential", BODY, tokens.fresh())
    signer = ring(tmp_path).credential_signer(BODY)
    assert signer.jwk.thumbprint() == thumbprint
    signature = signer.sign(b"message")
    assert len(signature) == 64
    assert signer.jwk.verifies(signature, b"message")
    assert not signer.jwk.verifies(signature, b"massage")


def test_an_anchor_key_in_a_token_signs_as_the_contract_reads(tokens: Tokens, tmp_path: Path) -> None:
    keys = ring(tmp_path)
    address = keys.create_in_token("anchor", BODY, tokens.fresh())
    signer = ring(tmp_path).anchor_signer(BODY)
    assert signer.address == address
    for n in range(24):  # half of what a token gives has the upper s
        digest = keccak256(bytes([n]))
        signature = signer.sign_digest(digest)
        assert recover(digest, signature) == address
        assert int.from_bytes(signature[32:64], "big") <= ORDER // 2
    with pytest.raises(ValueError, match="32 bytes"):
        signer.sign_digest(b"\1" * 31)


def test_a_key_made_in_a_token_cannot_be_read_out(tokens: Tokens, tmp_path: Path) -> None:
    place = tokens.fresh()
    ring(tmp_path).create_in_token("credential", BODY, place)
    shown = tokens.tool(place, "--login", "--pin", PIN, "--list-objects", "--type", "privkey")
    assert "sensitive, always sensitive, never extractable, local" in shown
    assert "antin-demo-credential-VD-CERT" in shown


def test_the_keyring_names_the_token_and_never_its_pin(tokens: Tokens, tmp_path: Path) -> None:
    place = tokens.fresh()
    ring(tmp_path).create_in_token("anchor", BODY, place)
    text = (tmp_path / "keyring.json").read_text()
    assert place.token in text
    assert PIN not in text.replace(place.pin_file, "")
    assert [path.name for path in tmp_path.iterdir()] == ["keyring.json"]


def test_a_key_that_is_in_a_token_already_is_used(tokens: Tokens, tmp_path: Path) -> None:
    place = tokens.fresh()
    login = ("--login", "--pin", PIN)
    tokens.tool(place, *login, "--keypairgen", "--key-type", "EC:secp256r1", "--id", "a1", "--label", "ours")
    # The module of this process saw the token without the key: a new session looks again.
    thumbprint = ring(tmp_path).use_in_token("credential", BODY, place, label="ours")
    (entry,) = ring(tmp_path).entries
    assert entry.token is not None
    assert (entry.id, entry.token.key) == (thumbprint.hex(), "a1")
    signer = ring(tmp_path).credential_signer(BODY)
    assert signer.jwk.verifies(signer.sign(b"m"), b"m")
    with pytest.raises(RefusedError) as twice:
        ring(tmp_path).use_in_token("credential", BODY, replace(place, key="a1"))
    assert twice.value.code == "KEY_LISTED_ALREADY"


def test_a_key_on_the_wrong_curve_is_refused(tokens: Tokens, tmp_path: Path) -> None:
    place = tokens.fresh()
    ring(tmp_path).create_in_token("credential", BODY, place)
    with pytest.raises(RefusedError) as error:
        ring(tmp_path).use_in_token("anchor", BODY, place, label="antin-demo-credential-VD-CERT")
    assert error.value.code == "TOKEN_CURVE"


def test_a_demo_key_in_a_token_never_serves_a_real_network(tokens: Tokens, tmp_path: Path) -> None:
    place = tokens.fresh()
    ring(tmp_path / "demo").create_in_token("anchor", BODY, place)
    with pytest.raises(RefusedError) as error:
        ring(tmp_path / "demo", demo=False)
    assert error.value.code == "DEMO_KEY_ON_REAL_NETWORK"
    with pytest.raises(RefusedError) as taken_over:
        ring(tmp_path / "real", demo=False).use_in_token(
            "anchor", BODY, place, label="antin-demo-anchor-VD-CERT"
        )
    assert taken_over.value.code == "DEMO_KEY_ON_REAL_NETWORK"


# The library's search, cut off by the lost session, complains once more when it is thrown away.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
def test_a_lost_session_is_opened_again_once(tokens: Tokens, tmp_path: Path) -> None:
    keys = ring(tmp_path)
    place = tokens.fresh()
    keys.create_in_token("credential", BODY, place)
    signer = keys.credential_signer(BODY)
    signer.sign(b"1")
    pkcs11.lib(place.module).reinitialize()  # every session of the process ends, as when a token is pulled
    assert signer.jwk.verifies(signer.sign(b"2"), b"2")


def test_a_wrong_pin_is_tried_once_and_a_corrected_one_helps(
    tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, pins = tokens.fresh(), ["wrong"]
    tries: list[bytes] = []
    original = Token._open

    def counted(self: Token, token: object, pin: bytes) -> object:
        tries.append(pin)
        return original(self, token, pin)

    monkeypatch.setattr(Token, "_open", counted)
    for _ in range(5):
        # Another object each time, as when every request of a service opens the keyring anew.
        with pytest.raises(RefusedError) as error:
            Token(place.module, place.token, lambda: pins[-1]).find(label="any")
        assert error.value.code == "TOKEN_PIN_WRONG"
        assert "wrong" not in str(error.value.params)
    assert tries == [b"wrong"]
    pins.append(PIN)
    Token(place.module, place.token, lambda: pins[-1]).generate("P-256", "any")
    assert tries == [b"wrong", PIN.encode()]


def test_the_last_try_of_a_pin_is_left_to_a_person() -> None:
    class LastTry:
        flags = pkcs11.TokenFlag.USER_PIN_FINAL_TRY

        def open(self, **_: object) -> None:
            raise AssertionError("the last try was used up")

    class Locked(LastTry):
        flags = pkcs11.TokenFlag.USER_PIN_LOCKED

    token = Token("module", "label", never)
    for kind, code in ((LastTry, "TOKEN_PIN_LAST_TRY"), (Locked, "TOKEN_PIN_LOCKED")):
        with pytest.raises(RefusedError) as error:
            token._login(kind())
        assert error.value.code == code


def test_an_absent_token_may_come_back(tokens: Tokens) -> None:
    with pytest.raises(TransientError) as error:
        Token(tokens.module, "elsewhere", never).find(label="any")
    assert error.value.code == "TOKEN_ABSENT"
    assert error.value.exit_code == 2


def test_a_key_that_is_not_there(tokens: Tokens) -> None:
    with pytest.raises(RefusedError) as error:
        opened(tokens.fresh()).sign(b"\7", b"\1" * 32)
    assert error.value.code == "TOKEN_KEY_MISSING"


def test_what_the_library_says_has_a_code_each(tokens: Tokens) -> None:
    def failing(error: Exception) -> Exception:
        token = opened(place)

        def fail(_: object) -> None:
            raise error

        with pytest.raises((RefusedError, TransientError)) as caught:
            token._run(fail)
        return caught.value

    place = tokens.fresh()
    codes = [
        (pkcs11.DeviceMemory(), "TOKEN_FAILED"), (pkcs11.GeneralError(), "TOKEN_FAILED"),
        (pkcs11.DeviceRemoved(), "TOKEN_ABSENT"), (pkcs11.PinLocked(), "TOKEN_PIN_LOCKED"),
        (pkcs11.MechanismInvalid(), "TOKEN_CURVE"), (pkcs11.MultipleObjectsReturned(), "TOKEN_KEY_AMBIGUOUS"),
        (pkcs11.TokenWriteProtected(), "TOKEN_READ_ONLY"),
    ]  # fmt: skip
    for raised, code in codes:
        found = failing(raised)
        assert isinstance(found, RefusedError | TransientError)
        assert found.code == code
        assert isinstance(found, TransientError) == (code in ("TOKEN_FAILED", "TOKEN_ABSENT"))


def test_a_module_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "no.so").write_bytes(b"no library")
    for path in (tmp_path / "no.so", tmp_path / "missing.so"):
        with pytest.raises(UsageError) as error:
            Token(str(path), "label", never).find(label="any")
        assert error.value.code == "TOKEN_MODULE"


def test_the_base_install_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(UsageError) as error:
        Token("module", "label", never).find(label="any")
    assert error.value.code == "TOKEN_LIBRARY_MISSING"


def test_a_token_that_signs_with_another_key_is_found_out(tokens: Tokens, tmp_path: Path) -> None:
    keys, place = ring(tmp_path), tokens.fresh()
    first, second = (keys.create_in_token("anchor", body, place) for body in (BODY, "VD-LAB"))
    (one, other) = keys.entries
    assert one.token is not None
    assert (first.hex(), second.hex()) == (one.id, other.id)
    crossed = TokenAnchorSigner(
        opened(place), bytes.fromhex(one.token.key), type(keys.anchor_signer(BODY).address)(second)
    )
    with pytest.raises(RefusedError) as error:
        crossed.sign_digest(b"\1" * 32)
    assert error.value.code == "TOKEN_KEY_DIFFERENT"


def test_where_nobody_can_be_asked_for_a_pin(tokens: Tokens, tmp_path: Path) -> None:
    place = replace(tokens.fresh(), pin_file="")
    with pytest.raises(UsageError) as error:
        ring(tmp_path).create_in_token("anchor", BODY, place)
    assert error.value.code == "TOKEN_PIN_MISSING"
    asked: list[str] = []

    def person(label: str) -> str:
        asked.append(label)
        return PIN

    KeyRing(tmp_path, never, demo_network=True, ask_pin=person).create_in_token("anchor", BODY, place)
    assert asked == [place.token]


def test_a_token_and_its_signers_show_no_secret_and_are_not_copied(tokens: Tokens, tmp_path: Path) -> None:
    keys = ring(tmp_path)
    keys.create_in_token("anchor", BODY, tokens.fresh())
    signer = keys.anchor_signer(BODY)
    assert PIN not in repr(signer)
    with pytest.raises(TypeError):
        pickle.dumps(signer)
