# SPDX-License-Identifier: Apache-2.0
"""Nodes to replay from: anvil beside ganache, each with the published accounts of the demo."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from registry.chain.ganache import CHAIN_ID, DEMO_MNEMONIC, HOST, Ganache
from registry.chain.rpc import JsonRpc
from registry.errors import TransientError, UsageError

START_SECONDS = 30.0
_FOLDER = Path("node_modules", "@foundry-rs")


@contextmanager
def anvil(project: Path) -> Iterator[str]:
    """A new anvil in memory; gives its address and ends it afterwards.

    Raises ``UsageError`` ANVIL_MISSING, ``TransientError`` CHAIN_UNREACHABLE.
    """
    program = next((project / _FOLDER).glob("anvil-*/bin/anvil"), None)
    if program is None:
        raise UsageError("ANVIL_MISSING", folder=str(project))
    port = _free_port()
    command = [
        str(program), "--host", HOST, "--port", str(port), "--chain-id", str(CHAIN_ID), "--silent",
        "--hardfork", "london", "--mnemonic", DEMO_MNEMONIC, "--accounts", "4", "--base-fee", "0",
        "--gas-price", "0", "--balance", "1000000000",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 — fixed program, options of our own
    try:
        url = f"http://{HOST}:{port}"
        _await_answer(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


@contextmanager
def ganache(project: Path, folder: Path) -> Iterator[str]:
    """A new ganache on ``folder``."""
    with Ganache.start(folder, project=project) as chain:
        yield chain.url


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await_answer(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    with closing(JsonRpc(url, timeout=5.0)) as rpc:
        while True:
            try:
                rpc.call("eth_chainId")
            except TransientError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return
