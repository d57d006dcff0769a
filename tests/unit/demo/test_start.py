# SPDX-License-Identifier: Apache-2.0
"""The demo's start: wrong options and files are told in a sentence, and nothing is moved before it can start."""

import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from registry.demo.documents import stand_ins
from registry.demo.options import STATE, parse_options
from registry.demo.run import main
from registry.errors import InputError


def test_the_state_has_one_place_wherever_the_demo_is_called_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_options([]).root == STATE
    assert STATE.is_absolute()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x"])
@pytest.mark.parametrize("option", ["--port", "--rpc-port"])
def test_a_port_that_is_none_is_misuse(option: str, port: str) -> None:
    assert main([f"{option}={port}"]) == 64


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.xml"
    with pytest.raises(InputError) as caught:
        stand_ins([missing], date(2026, 11, 22))
    assert (caught.value.code, caught.value.where) == ("FILE_UNREADABLE", str(missing))


def test_a_running_demo_keeps_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / "demo"
    state.mkdir()
    (state / "demo.json").write_text("{}")
    with socket.create_server(("127.0.0.1", 0)) as running:
        port = running.getsockname()[1]
        assert main(["--once", "--fresh", f"--rpc-port={port}", f"--state={state}", "--lang=en"]) == 64
    assert "--rpc-port" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


# Ctrl-C at the moment at which the named module is asked for.
_INTERRUPTED = """
import runpy, sys

class CtrlC:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, CtrlC())
runpy.run_module("registry.demo", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("module", ["registry.demo.run", "registry.bootstrap", "registry.cli.serve"])
def test_ctrl_c_while_it_is_being_loaded_is_one_sentence(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _INTERRUPTED, module], capture_output=True, text=True, timeout=60,
        check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr == "Đã dừng; chạy lại thì làm tiếp / Stopped; run again to go on\n"
