# SPDX-License-Identifier: Apache-2.0
"""The embedded chain: ganache with its database on disk, for the demo and for tests.

Its accounts come from a mnemonic that the whole world knows, so they must never hold a right on a real
network; ``registry.keys`` marks them as demo keys.
"""

import shutil
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from registry.chain.rpc import JsonRpc
from registry.errors import RegistryError, TransientError, UsageError

HOST = "127.0.0.1"
CHAIN_ID = 1337
# Ganache's own published mnemonic, and the keys of its first two accounts (m/44'/60'/0'/0/i).
DEMO_MNEMONIC = "myth like bonus scare over problem client lizard pioneer submit female collect"
DEMO_AUTHORITY_KEY = bytes.fromhex("4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d")
DEMO_RELAYER_KEY = bytes.fromhex("6cbed15c793ce57650b9877cf6fa156fbef513c4e6134f022a85b1ffdd59b2a1")
START_SECONDS = 60.0  # a cold Node.js on a loaded small machine needs many
STOP_SECONDS = 10.0
_WATCH = Path(__file__).with_name("stop_with_parent.cjs")
_ENTRY = Path("node_modules", "ganache", "dist", "node", "cli.js")


class Ganache:
    """One ganache process of ours; a context manager that stops it, and no other."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, folder: Path) -> None:
        self._process = process
        self.url = url
        self.folder = folder

    @classmethod
    def start(cls, folder: Path, *, project: Path, host: str = HOST, port: int = 0) -> Self:
        """Start on ``folder`` (made where absent; goes on from it otherwise) and wait for an answer.

        ``project`` holds node_modules; ``port`` 0 takes a free one. Raises ``UsageError`` NODE_MISSING,
        GANACHE_MISSING, PORT_IN_USE, ``TransientError`` GANACHE_FAILED.
        """
        program, entry, chosen = _node(), _entry(project), _port(host, port)
        command = [program, "--require", str(_WATCH), str(entry), *_options(folder, host, chosen)]
        folder.mkdir(parents=True, exist_ok=True)
        with log_of(folder).open("ab") as log:
            # A session of its own: Ctrl-C in the terminal reaches us first, and we stop it in order.
            process = subprocess.Popen(  # noqa: S603 — fixed program, no shell, options of our own
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )
        chain = cls(process, f"http://{host}:{chosen}", folder)
        try:
            chain._await_answer()
        except BaseException:
            chain.stop()
            raise
        return chain

    def stop(self) -> None:
        """Ask the process to end, insist after a while. Harmless when it has ended."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()
        self._close_pipe()

    def kill(self) -> None:
        """End it without warning, as a power failure does; for tests."""
        self._process.kill()
        self._process.wait()
        self._close_pipe()

    def _close_pipe(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _await_answer(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with closing(JsonRpc(self.url, timeout=5.0)) as rpc:
            while not self._answers(rpc):
                if self._process.poll() is not None:
                    raise self._failed(f"exit status {self._process.returncode}")
                if time.monotonic() > deadline:
                    raise self._failed(f"no answer within {START_SECONDS:.0f} s")
                time.sleep(0.1)

    def _answers(self, rpc: JsonRpc) -> bool:
        try:
            return int(rpc.call("eth_chainId"), 16) == CHAIN_ID
        except TransientError:
            return False
        except (RegistryError, ValueError, TypeError) as error:
            # Somebody else took the port between our look and ganache's.
            raise self._failed(str(error)) from error

    def _failed(self, reason: str) -> TransientError:
        return TransientError("GANACHE_FAILED", reason=reason, log=str(log_of(self.folder)))


def log_of(folder: Path) -> Path:
    """Where the chain in ``folder`` writes what it says."""
    return folder / "ganache.log"


def _options(folder: Path, host: str, port: int) -> list[str]:
    return [
        "--server.host", host, "--server.port", str(port), "--server.ws", "false",
        "--chain.chainId", str(CHAIN_ID), "--chain.networkId", str(CHAIN_ID), "--chain.hardfork", "london",
        "--database.dbPath", str(folder / "data"), "--wallet.mnemonic", DEMO_MNEMONIC,
        "--wallet.defaultBalance", "1000000000", "--wallet.totalAccounts", "4",
        "--miner.defaultGasPrice", "0x0", "--logging.quiet", "true",
    ]  # fmt: skip


def _node() -> str:
    program = shutil.which("node")
    if program is None:
        raise UsageError("NODE_MISSING")
    return program


def _entry(project: Path) -> Path:
    entry = project / _ENTRY
    if not entry.is_file():
        raise UsageError("GANACHE_MISSING", folder=str(project))
    return entry


def _port(host: str, port: int) -> int:
    """A port that is free now. Binding first turns ganache's stack trace into one sentence."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError("PORT_IN_USE", host=host, port=port) from error
        return int(probe.getsockname()[1])
