# SPDX-License-Identifier: Apache-2.0
"""``http``: requests a second that ``antin serve`` answers in one process, over a few kept connections."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from registry.bench.result import Result
from registry.bench.scene import Scene, roster, scenes
from registry.bench.timing import seconds_of
from registry.errors import TransientError

HOST = "127.0.0.1"
CONNECTIONS = 4
REFERENCE = "a FastAPI route that does nothing"
UNIT = "requests/s"
START_SECONDS = 60.0
_OK = 200


def measure(size: int, chain_url: str | None = None) -> list[Result]:
    """``size`` requests of each kind: facts with status, bundle, and the page that a phone's camera opens."""
    with scenes(chain_url) as (scene,):
        issued = scene.seal(roster(1))
        scene.anchor(issued)
        code = issued[0].code
        with _service(scene) as port:
            answered = {
                "http_certificate": _rate(port, f"/api/v1/certificates/{code}", size),
                "http_bundle": _rate(port, f"/api/v1/certificates/{code}/bundle", size),
                "http_page": _rate(port, f"/C/{code}", size),
            }
    with _idle() as port:
        idle = _rate(port, "/", size)
    return [Result(name, rate, UNIT, REFERENCE, idle) for name, rate in answered.items()]


@contextmanager
def _service(scene: Scene) -> Iterator[int]:
    port = _free_port()
    antin = str(Path(sys.executable).with_name("antin"))
    with _running([antin, "serve", "--port", str(port)], scene.environment(), port, "/health"):
        yield port


@contextmanager
def _idle() -> Iterator[int]:
    port = _free_port()
    with _running([sys.executable, "-m", "registry.bench.idle_service", str(port)], None, port, "/"):
        yield port


@contextmanager
def _running(command: Sequence[str], env: dict[str, str] | None, port: int, path: str) -> Iterator[None]:
    """A process that answers at ``path``; ended afterwards. Raises ``TransientError`` SERVICE_SILENT."""
    process = subprocess.Popen(  # noqa: S603 — our own commands, no shell
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port, path):
            if process.poll() is not None or time.monotonic() > deadline:
                raise TransientError("SERVICE_SILENT", command=" ".join(command))
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, path: str) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)) as connection:
        try:
            return _get(connection, path) == _OK
        except ConnectionRefusedError:
            return False


def _rate(port: int, path: str, count: int) -> float:
    """Requests a second; the first of each connection is not counted."""
    connections = [http.client.HTTPConnection(HOST, port, timeout=60) for _ in range(CONNECTIONS)]
    share = -(-count // CONNECTIONS)

    def ask(connection: http.client.HTTPConnection, times: int) -> None:
        for _ in range(times):
            assert _get(connection, path) == _OK  # an error is answered faster than a certificate

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(ask, connections, [1] * CONNECTIONS))
        seconds = seconds_of(lambda: list(pool.map(ask, connections, [share] * CONNECTIONS)))
    for connection in connections:
        connection.close()
    return share * CONNECTIONS / seconds


def _get(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
