# SPDX-License-Identifier: Apache-2.0
"""``antin key`` and ``antin signer`` name what is missing among their options before anything is opened."""

import json
from pathlib import Path

import pytest

from tests.acceptance.town import called

TOKEN = ("--pkcs11", "/lib/m.so", "--token", "t")
REMOTE = ("--signer", "unix:/s", "--signer-token", "f")


def code(tmp_path: Path, *arguments: str) -> str:
    environment = {
        "ANTIN_HOME": str(tmp_path),
        "ANTIN_KEY_PASSWORD_FILE": str(tmp_path / "p"),
        "ANTIN_LANG": "en",
    }
    ran = called([*arguments, "--json"], environment)
    assert ran.exit_code == 64, ran.out
    return str(json.loads(ran.out)["error"]["code"])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("create", "--role", "god"), "KEY_ROLE"),
        (("create", "--role", "anchor"), "KEY_ROLE"),
        (("create", "--role", "relayer", "--body", "B"), "KEY_ROLE"),
        (("create", "--role", "relayer", *TOKEN), "KEY_ROLE"),
        (("create", "--role", "anchor", "--body", "B", "--token", "t"), "KEY_PLACE"),
        (("create", "--role", "anchor", "--body", "B", "--pkcs11", "/m"), "KEY_PLACE"),
        (("use", "--role", "relayer", "--body", "B", *TOKEN, "--key-label", "k"), "KEY_PURPOSE"),
        (("use", "--role", "anchor", "--body", "B"), "KEY_PLACE"),
        (("use", "--role", "anchor", "--body", "B", *TOKEN), "KEY_PLACE"),
        (("use", "--role", "anchor", "--body", "B", *TOKEN, "--key-label", "k", "--key-id", "01"), "KEY_PLACE"),
        (("use", "--role", "anchor", "--body", "B", *TOKEN, "--key-id", "xy"), "KEY_ID"),
        (("use", "--role", "anchor", "--body", "B", *TOKEN, *REMOTE), "KEY_PLACE"),
        (("use", "--role", "credential", "--body", "B", *REMOTE, "--address", "00" * 20), "KEY_PLACE"),
        (("use", "--role", "anchor", "--body", "B", "--signer", "unix:/s", "--address", "00" * 20), "KEY_PLACE"),
        (("use", "--role", "anchor", "--body", "B", *REMOTE, "--address", "0x12"), "KEY_ID"),
        (("use", "--role", "anchor", "--body", "B", "--signer", "http://10.0.0.1", "--signer-token", "f",
          "--address", "00" * 20), "SIGNER_URL"),
        (("register",), "KEY_REGISTER_WHAT"),
        (("register", "--body", "B", "--proof", "f"), "KEY_REGISTER_WHAT"),
        (("register", "--proof", "f", "--x5c", "c"), "KEY_REGISTER_WHAT"),
        (("rotate", "--body", "B", "--purpose", "anchor"), "KEY_ROTATE_WHAT"),
        (("rotate", "--body", "B", "--purpose", "anchor", "--finish", "--overlap-days", "1"), "KEY_ROTATE_WHAT"),
        (("rotate", "--body", "B", "--purpose", "relayer", "--finish"), "KEY_PURPOSE"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit(tmp_path: Path, arguments: tuple[str, ...], expected: str) -> None:
    assert code(tmp_path, "key", *arguments) == expected
    assert list(tmp_path.iterdir()) == []


def test_a_signer_without_its_policy_or_log(tmp_path: Path) -> None:
    serve = ["signer", "serve", "--listen", "unix:/s", "--token-file", "t", "--log", "l"]
    ran = called([*serve, "--policy", str(tmp_path / "none")], {"ANTIN_LANG": "en"})
    assert (ran.exit_code, "SIGNER_POLICY" in ran.err) == (64, True)
    assert code(tmp_path, "signer", "check-log", "--log", str(tmp_path / "none")) == "KEY_FILE_MISSING"
