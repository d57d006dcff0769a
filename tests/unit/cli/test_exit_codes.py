# SPDX-License-Identifier: Apache-2.0
"""One table of exit codes (protocol §8), whatever goes wrong."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from registry.cli.main import make_app
from registry.errors import (
    EvidenceError,
    InputError,
    InternalError,
    RefusedError,
    RegistryError,
    TransientError,
    UsageError,
)
from tests.acceptance.town import Ran, called
from tests.support import ROOT


def antin(home: Path, *arguments: object, **changes: str) -> Ran:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
    environment = {**clean, "ANTIN_HOME": str(home / "home"), "ANTIN_LANG": "en", **changes}
    return called([str(argument) for argument in arguments], environment)


def command_paths() -> list[tuple[str, ...]]:
    """Every verb, with those in groups."""
    group: Any = typer.main.get_command(make_app())
    paths: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        paths += [(name, verb) for verb in inner] if inner else [(name,)]
    return paths


@pytest.mark.parametrize("path", [(), *command_paths()], ids=" ".join)
def test_help_is_0_and_names_both_languages(tmp_path: Path, path: tuple[str, ...]) -> None:
    ran = antin(tmp_path, *path, "--help")
    assert ran.exit_code == 0
    assert "Usage: antin" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("template",),
        ("template", "hop-quy", "a.xlsx", "--nonsense"),
        ("issue", "roster.xlsx"),
        ("verify",),
        ("body", "nonsense"),
        ("grant", "suspend", "X", "many", "--reason", "1"),
        ("grant", "suspend", "X", "0", "--reason", "1"),
        ("body", "suspend", "X", "--reason", "100"),
        ("serve", "--port", "0"),
    ],
)
def test_misuse_is_64_and_says_how_to_use_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = antin(tmp_path, *arguments)
    assert ran.exit_code == 64
    assert ran.out == ""
    assert "Usage: antin" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("template", "nonsense"), "TEMPLATE_UNKNOWN"),
        (("template", "hop-quy", "--lang", "fr"), "LANGUAGE_UNKNOWN"),
        (("verify", "x.json"), "THING_MISSING"),
        (("verify", "12KC1FT3G6QG78K78382J1PBA6TBTKMG"), "TRUST_LIST_MISSING"),
        (("verify", "x", "--at", "yesterday"), "OPTION_DATE"),
        (("body", "suspend", "X", "--reason", "1"), "TRUST_LIST_MISSING"),
        (("key", "create", "--role", "anchor"), "KEY_ROLE"),
        (("key", "create", "--role", "relayer", "--body", "X"), "KEY_ROLE"),
        (("key", "revoke", "no-hex", "--body", "X", "--reason", "1"), "KEY_ID"),
        (("status", "set", "X", "gone", "--reason", "1"), "STATUS_UNKNOWN"),
        (
            ("status", "set", "VE8A23ZDBH6HSW6Z1WY2CC40PZTC8DC2", "suspended", "--reason", "1", "--json"),
            "CONFIRMATION_MISSING",
        ),
        (("grant", "give", "X", "--scope", "QCVN 4:2009/BKHCN", "--basis", "luck"), "BASIS_OPTION"),
    ],
)
def test_misuse_of_ours_is_64_with_code_and_remedy(
    tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    said, told = antin(tmp_path, *arguments), antin(tmp_path, *arguments, "--json")
    assert said.exit_code == told.exit_code == 64
    assert code in said.err
    assert "→" in said.err
    assert (told.code, bool(told.json()["error"]["remedy"])) == (code, True)
    assert not (tmp_path / "home").exists(), "nothing was begun"


def test_a_wrong_setting_is_64_and_named(tmp_path: Path) -> None:
    ran = antin(tmp_path, "network", "show", "--json", ANTIN_RPC_TIMEOUT="soon")
    assert (ran.exit_code, ran.code) == (64, "SETTING_WRONG")
    assert "ANTIN_RPC_TIMEOUT" in ran.json()["error"]["message"]


@pytest.mark.parametrize(("data", "code"), [(None, "FILE_UNREADABLE"), (b"", None), (b"PK\3\4 no zip", None)])
def test_bad_input_is_65(tmp_path: Path, data: bytes | None, code: str | None) -> None:
    path = tmp_path / "roster.xlsx"
    if data is not None:
        path.write_bytes(data)
    for arguments in (("check", path), ("check", path, "--json"), ("check", path, "--lang", "vi")):
        ran = antin(tmp_path, *arguments)
        assert ran.exit_code == 65
        assert "roster.xlsx" in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert code is None or antin(tmp_path, "check", path, "--json").code == code


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (RefusedError("BODY_NOT_HERE", body="X"), 1),
        (TransientError("SOURCE_UNREACHABLE", url="http://x", reason="silence"), 2),
        (EvidenceError("SCHEMA_MANIFEST", "manifest.json"), 2),
        (UsageError("FILE_EXISTS", "a.xlsx"), 64),
        (InputError("FILE_TOO_LARGE", "a.xlsx", limit=1), 65),
        (InternalError("CODE_LENGTH", length=1), 70),
    ],
)
def test_each_class_of_error_has_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: RegistryError, exit_code: int
) -> None:
    inject(monkeypatch, error)
    said = antin(tmp_path, "template", "hop-quy", tmp_path / "a.xlsx")
    told = antin(tmp_path, "template", "hop-quy", tmp_path / "a.xlsx", "--json")
    assert said.exit_code == told.exit_code == exit_code
    assert error.text("en") in said.err
    assert told.code == error.code
    assert "Traceback" not in said.err
    vietnamese = antin(tmp_path, "template", "hop-quy", tmp_path / "a.xlsx", "--lang=vi")
    assert error.text("vi") in vietnamese.err


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [(RuntimeError("boom"), 70), (KeyError("x"), 70), (KeyboardInterrupt(), 130)],
)
def test_what_nobody_foresaw_is_70_and_an_interruption_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, exit_code: int
) -> None:
    inject(monkeypatch, error)
    ran = antin(tmp_path, "template", "hop-quy", tmp_path / "a.xlsx")
    assert ran.exit_code == exit_code
    assert ran.out == ""
    assert ("Traceback" in ran.err) == (exit_code == 70)
    assert not (tmp_path / "a.xlsx").exists()


def test_a_reader_that_goes_away_is_no_fault_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("registry.cli.output.Output.say", gone)
    ran = antin(tmp_path, "template", "hop-quy", tmp_path / "a.xlsx")
    assert (ran.exit_code, ran.out, ran.err) == (130, "", "")


def inject(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let writing a template fail with ``error``."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("registry.intake.template.write_template", fail)


def test_the_process_ends_with_the_same_codes(tmp_path: Path) -> None:
    """Through the module as a process, since an exit code set inside one proves nothing about the other."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
    for arguments, exit_code in ((("--help",), 0), (("nonsense",), 64), (("check", "no.xlsx"), 65)):
        done = subprocess.run(
            [sys.executable, "-m", "registry.cli.main", *arguments],
            capture_output=True, cwd=ROOT, env=environment, check=False,
        )  # fmt: skip
        assert done.returncode == exit_code, arguments


def test_who_only_verifies_is_told_where_a_trust_list_comes_from(tmp_path: Path) -> None:
    ran = antin(tmp_path, "verify", "12KC1FT3G6QG78K78382J1PBA6TBTKMG", "--json")
    assert ran.code == "TRUST_LIST_MISSING"
    assert "antin trust update --from" in ran.json()["error"]["remedy"]
    assert "--pin" in ran.json()["error"]["remedy"]
