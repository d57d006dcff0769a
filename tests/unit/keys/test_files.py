# SPDX-License-Identifier: Apache-2.0
"""Secret files: for their owner alone, whole or not at all."""

import stat
from pathlib import Path

import pytest

from registry.errors import RefusedError, UsageError
from registry.keys.files import checked, password_from_file, read_secret, replace_secret, write_secret


def test_a_new_file_and_its_folder_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "a.pem"
    write_secret(path, b"secret")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_secret(path) == b"secret"
    assert [p.name for p in path.parent.iterdir()] == ["a.pem"]


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.pem"
    write_secret(path, b"first")
    with pytest.raises(RefusedError) as error:
        write_secret(path, b"second")
    assert error.value.code == "KEY_FILE_EXISTS"
    assert read_secret(path) == b"first"


def test_what_a_crash_left_behind_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.json.new").write_bytes(b"half")
    replace_secret(tmp_path / "a.json", b"whole")
    assert read_secret(tmp_path / "a.json") == b"whole"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610, 0o601])
def test_a_file_that_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.pem"
    write_secret(path, b"secret")
    path.chmod(mode)
    with pytest.raises(RefusedError) as error:
        read_secret(path)
    assert error.value.code == "KEY_FILE_PERMISSIONS"
    assert str(path) in error.value.text("vi")


def test_a_file_that_is_missing_a_folder_or_too_long(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(UsageError) as missing:
            read_secret(path)
        assert missing.value.code == "KEY_FILE_MISSING"
    write_secret(tmp_path / "long", b"x" * 11)
    with pytest.raises(RefusedError) as long:
        read_secret(tmp_path / "long", 10)
    assert long.value.code == "KEY_FILE_FORMAT"


@pytest.mark.parametrize(
    ("content", "password"),
    [
        (b"abc\n", "abc"),
        (b"abc", "abc"),
        (b"abc\r\n", "abc"),
        (b" a b \n\n", " a b \n"),
        ("mật\n".encode(), "mật"),
    ],
)
def test_a_password_file(tmp_path: Path, content: bytes, password: str) -> None:
    write_secret(tmp_path / "password", content)
    assert password_from_file(tmp_path / "password")() == password


def test_a_password_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    write_secret(tmp_path / "password", b"abc")
    (tmp_path / "password").chmod(0o644)
    with pytest.raises(RefusedError) as error:
        password_from_file(tmp_path / "password")()
    assert error.value.code == "KEY_FILE_PERMISSIONS"


def test_a_password_file_that_is_no_text_and_an_empty_one(tmp_path: Path) -> None:
    write_secret(tmp_path / "binary", b"\xff\xfe")
    with pytest.raises(RefusedError) as binary:
        password_from_file(tmp_path / "binary")()
    assert binary.value.code == "KEY_FILE_FORMAT"
    write_secret(tmp_path / "empty", b"\n")
    with pytest.raises(RefusedError) as empty:
        checked(password_from_file(tmp_path / "empty"))
    assert empty.value.code == "KEY_PASSWORD_EMPTY"
