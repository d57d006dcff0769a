# SPDX-License-Identifier: Apache-2.0
"""What a folder of keys promises."""

import json
import stat
from pathlib import Path

import pytest

from registry.chain.ganache import DEMO_RELAYER_KEY
from registry.errors import RefusedError, UsageError
from registry.keys.keyring import KeyRing

CHEAP = 1 << 12
BODY = "VD-CERT"


def ring(folder: Path, password: str = "mật khẩu", *, demo: bool = True) -> KeyRing:
    return KeyRing(folder, lambda: password, demo_network=demo, cost=CHEAP)


def test_keys_come_back_from_the_folder(tmp_path: Path) -> None:
    first = ring(tmp_path / "keys")
    thumbprint, anchor = first.create_credential_key(BODY), first.create_anchor_key(BODY)
    relayer, authority = first.create_account("relayer"), first.create_account("authority")
    again = ring(tmp_path / "keys")
    assert again.entries == first.entries
    assert again.credential_signer(BODY).jwk.thumbprint() == thumbprint
    assert again.anchor_signer(BODY).address == anchor
    assert again.account("relayer").address == relayer
    assert again.account("authority").address == authority
    assert [e.role for e in again.entries] == ["credential", "anchor", "relayer", "authority"]


def test_public_ids_need_no_password(tmp_path: Path) -> None:
    first = ring(tmp_path)
    thumbprint = first.create_credential_key(BODY)

    def never() -> str:
        raise AssertionError("asked for the password")

    asked = KeyRing(tmp_path, never, demo_network=True)
    assert asked.public_id("credential", BODY) == thumbprint
    assert asked.has("credential", BODY)
    assert not asked.has("anchor", BODY)


def test_a_key_is_opened_once_and_a_newer_one_still_found(tmp_path: Path) -> None:
    ring(tmp_path).create_anchor_key(BODY)
    asked: list[str] = []

    def password() -> str:
        asked.append("again")
        return "mật khẩu"

    keys = KeyRing(tmp_path, password, demo_network=True, cost=CHEAP)
    assert keys.anchor_signer(BODY) is keys.anchor_signer(BODY)
    assert len(asked) == 1
    newer = keys.create_anchor_key(BODY)
    assert keys.anchor_signer(BODY).address == newer


def test_the_newest_key_of_a_body_is_used(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    keys.create_anchor_key(BODY)
    newest = keys.create_anchor_key(BODY)
    keys.create_anchor_key("VD-LAB")
    assert keys.anchor_signer(BODY).address == newest
    assert len([e for e in keys.entries if e.body == BODY]) == 2


def test_a_key_that_another_process_listed_stays_listed(tmp_path: Path) -> None:
    mine, other = ring(tmp_path), ring(tmp_path)
    theirs, ours = other.create_anchor_key("VD-LAB"), mine.create_anchor_key(BODY)
    again = ring(tmp_path)
    assert (again.public_id("anchor", "VD-LAB"), again.public_id("anchor", BODY)) == (theirs, ours)


def test_files_are_encrypted_and_the_owners_alone(tmp_path: Path) -> None:
    keys = ring(tmp_path / "keys")
    keys.create_credential_key(BODY)
    keys.create_anchor_key(BODY)
    for path in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    texts = {p.suffix: p.read_text() for p in (tmp_path / "keys").iterdir() if p.name != "keyring.json"}
    assert texts[".pem"].startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert json.loads(texts[".json"])["crypto"]["kdf"] == "scrypt"


def test_a_wrong_password(tmp_path: Path) -> None:
    keys = ring(tmp_path, "right")
    keys.create_credential_key(BODY)
    keys.create_anchor_key(BODY)
    wrong = ring(tmp_path, "wrong")
    for opens in (wrong.credential_signer, wrong.anchor_signer):
        with pytest.raises(RefusedError) as error:
            opens(BODY)
        assert error.value.code == "KEY_PASSWORD_WRONG"
        assert "wrong" not in str(error.value.params)


def test_an_empty_password_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as error:
        ring(tmp_path, "").create_anchor_key(BODY)
    assert error.value.code == "KEY_PASSWORD_EMPTY"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_key_says_which(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        ring(tmp_path).anchor_signer(BODY)
    assert error.value.code == "KEY_MISSING"
    assert BODY in error.value.text("vi")


def test_demo_keys_never_serve_a_real_network(tmp_path: Path) -> None:
    ring(tmp_path, demo=True).create_anchor_key(BODY)
    with pytest.raises(RefusedError) as error:
        ring(tmp_path, demo=False)
    assert error.value.code == "DEMO_KEY_ON_REAL_NETWORK"
    assert error.value.exit_code == 1


def test_keys_known_to_the_world_are_taken_by_a_demo_keyring_only(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as error:
        ring(tmp_path / "real", demo=False).import_demo_account("relayer", DEMO_RELAYER_KEY)
    assert error.value.code == "DEMO_KEY_ON_REAL_NETWORK"
    demo = ring(tmp_path / "demo")
    address = demo.import_demo_account("relayer", DEMO_RELAYER_KEY)
    assert demo.account("relayer").address == address


def test_a_real_keyring_stays_real(tmp_path: Path) -> None:
    ring(tmp_path, demo=False).create_anchor_key(BODY)
    assert not ring(tmp_path, demo=True).demo


def test_key_files_that_were_exchanged_are_noticed(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    keys.create_anchor_key(BODY)
    keys.create_anchor_key("VD-LAB")
    first, second = (tmp_path / entry.file for entry in keys.entries)
    content = first.read_bytes()
    second.write_bytes(content)
    with pytest.raises(RefusedError) as error:
        ring(tmp_path).anchor_signer("VD-LAB")
    assert error.value.code == "KEY_FILE_FORMAT"


@pytest.mark.parametrize("body", ["../x", "a/b", "VD CERT", "Đ", "x" * 65, "\n"])
def test_a_body_code_that_is_no_file_name(tmp_path: Path, body: str) -> None:
    with pytest.raises(UsageError) as error:
        ring(tmp_path).create_anchor_key(body)
    assert error.value.code == "KEY_BODY_NAME"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"demo": "no"}, {"demo": 0}, {"format": "other"}, {"version": 2}, {"keys": None}, {"more": 1},
        {"keys": [{"role": "god", "body": "", "id": "00" * 20, "file": "a"}]},
        {"keys": [{"role": "anchor", "body": "", "id": "00" * 20, "file": "../../etc/passwd"}]},
        {"keys": [{"role": "anchor", "body": "", "id": "xyz", "file": "a"}]},
        {"keys": [{"role": "anchor"}]},
        {"keys": [7]},
    ],
)  # fmt: skip
def test_a_damaged_list_of_keys(tmp_path: Path, change: dict[str, object]) -> None:
    ring(tmp_path).create_anchor_key(BODY)
    index = tmp_path / "keyring.json"
    index.write_text(json.dumps({**json.loads(index.read_text()), **change}))
    with pytest.raises(RefusedError) as error:
        ring(tmp_path)
    assert error.value.code == "KEYRING_FORMAT"


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"demo": false, "demo": true}', b"\xff"])
def test_what_is_no_list_of_keys(tmp_path: Path, content: bytes) -> None:
    ring(tmp_path).create_anchor_key(BODY)
    (tmp_path / "keyring.json").write_bytes(content)
    with pytest.raises(RefusedError) as error:
        ring(tmp_path)
    assert error.value.code == "KEYRING_FORMAT"


def test_a_keyring_shows_nothing_secret(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    keys.create_anchor_key(BODY)
    assert "mật khẩu" not in repr(keys)
    assert "1 keys" in repr(keys)
