# SPDX-License-Identifier: Apache-2.0
"""Processes of nodes: they end with the program that started them, and only they."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.network.processes import NodeProcess
from tests.support import ROOT

# Stands for a node: says its process id, and that it was asked to end, where it was.
NODE = """
import os, pathlib, signal, sys, time
folder = pathlib.Path(sys.argv[1])
def end(*_):
    (folder / "asked").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
(folder / "pid.new").write_text(str(os.getpid()))
(folder / "pid.new").rename(folder / "pid")
while True:
    time.sleep(0.05)
"""
STARTER = """
import pathlib, sys, time
from registry.network.processes import NodeProcess
folder = pathlib.Path(sys.argv[2])
NodeProcess.start([sys.executable, "-c", sys.argv[1], str(folder)], log=folder / "log", mark=str(folder), watched=True)
time.sleep(60)
"""


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return b"python" in Path(f"/proc/{pid}/cmdline").read_bytes()  # empty once it has ended
    except OSError:
        return False


def start(folder: Path, *, watched: bool) -> tuple[NodeProcess, int]:
    command = [sys.executable, "-c", NODE, str(folder)]
    process = NodeProcess.start(command, log=folder / "log", mark=str(folder), watched=watched)
    until((folder / "pid").exists)
    return process, int((folder / "pid").read_text())


@pytest.mark.parametrize("watched", [True, False])
def test_stopping_asks_first(tmp_path: Path, watched: bool) -> None:
    process, pid = start(tmp_path, watched=watched)
    process.stop()
    assert not alive(pid)
    assert (tmp_path / "asked").exists()
    process.stop()


@pytest.mark.parametrize("watched", [True, False])
def test_killing_asks_nobody(tmp_path: Path, watched: bool) -> None:
    process, pid = start(tmp_path, watched=watched)
    process.kill()
    until(lambda: not alive(pid))
    assert not (tmp_path / "asked").exists()


def test_a_node_ends_when_the_program_that_started_it_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER, NODE, str(tmp_path)], cwd=ROOT) as starter:
        until((tmp_path / "pid").exists)
        pid = int((tmp_path / "pid").read_text())
        assert alive(pid)
        starter.send_signal(signal.SIGKILL)
    until(lambda: not alive(pid))
    assert (tmp_path / "asked").exists()


def test_a_process_number_that_went_to_another_program_is_left_alone(tmp_path: Path) -> None:
    stranger = NodeProcess(os.getpid(), str(tmp_path / "validator-1"))
    assert not stranger.running
    stranger.stop()
    stranger.kill()
