# SPDX-License-Identifier: Apache-2.0
"""Node processes: each in a session of its own, ended by its own process id and no other way."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

STOP_SECONDS = 30.0
# Waits for the node and ends it when the program that started it is gone, however that ended: then the pipe
# on standard input closes. The node itself reads nothing, so it runs in the background of this shell.
_WATCH = """
exec 3<&0
"$@" </dev/null &
node=$!
trap 'kill -TERM "$node" 2>/dev/null' TERM INT
{ read -r _ <&3; kill -TERM "$node" 2>/dev/null; } &
watch=$!
exec 3<&-
while kill -0 "$node" 2>/dev/null; do wait "$node"; status=$?; done
kill "$watch" 2>/dev/null
exit "${status:-1}"
"""


class NodeProcess:
    """One running node; ``mark`` is a text of its command line, its own folder, by which it is known again."""

    def __init__(self, pid: int, mark: str, process: "subprocess.Popen[bytes] | None" = None) -> None:
        self.pid = pid
        self.mark = mark
        self._process = process

    @classmethod
    def start(cls, command: Sequence[str], *, log: Path, mark: str, watched: bool) -> "NodeProcess":
        """Start ``command``; ``watched`` ends it with this program, else it stays behind."""
        whole = ["/bin/sh", "-c", _WATCH, "node", *command] if watched else list(command)
        with log.open("ab") as out:
            process = subprocess.Popen(  # noqa: S603 — a program that we looked up, no text of a user in a shell
                whole, stdin=subprocess.PIPE if watched else subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
        return cls(process.pid, mark, process)

    @property
    def running(self) -> bool:
        """Whether it still runs, and is ours: numbers of processes are used again."""
        if self._process is not None:
            return self._process.poll() is None
        return self.mark in _command_line(self.pid)

    def ask_to_stop(self) -> None:
        """Ask it to end in order, and do not wait."""
        self._signal(signal.SIGTERM)

    def stop(self) -> None:
        """The same, and insist after a while. Harmless when it has ended."""
        self.ask_to_stop()
        if not self._gone(STOP_SECONDS):
            self._signal(signal.SIGKILL)
            self._gone(STOP_SECONDS)
        self._close()

    def kill(self) -> None:
        """End it without warning, as a power failure does."""
        self._signal(signal.SIGKILL)
        self._gone(STOP_SECONDS)
        self._close()

    def _signal(self, number: signal.Signals) -> None:
        if self.running:
            with suppress(ProcessLookupError):  # it ended by itself meanwhile
                os.killpg(self.pid, number)  # the session that we made for it

    def _gone(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.running:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def _close(self) -> None:
        if self._process is not None:
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()


def _command_line(pid: int) -> str:
    """What a process was started with; empty where there is none, or only its remains."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            return ""
    asked = ["/bin/ps", "-o", "command=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603 — a number
