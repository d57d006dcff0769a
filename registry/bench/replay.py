# SPDX-License-Identifier: Apache-2.0
"""``replay``: how fast an auditor rebuilds the registry's state from one node, end to end: asking, reading,
checking every event against the rules, and the running hash against the contract.
"""

import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from registry.audit.compare import examine
from registry.audit.state import RegistryState
from registry.bench.memory import peak_mib, reset_peak
from registry.bench.replay_nodes import anvil, ganache
from registry.bench.result import Result
from registry.bench.scene import BODY, PROJECT, Scene, scenes
from registry.bench.timing import seconds_of
from registry.chain.hexadecimal import data, quantity
from registry.chain.logs import LogRpc, RpcLogReader
from registry.chain.reader import RpcChainReader
from registry.chain.relayer import Relayer
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender
from registry.core.anchor import Domain
from registry.core.hashing import sha256
from registry.core.records import State
from registry.core.status import StatusItem, StatusManyRequest
from registry.errors import EvidenceError

UNIT = "events/s"
ITEMS = 100
"""Status changes in one transaction, each an event."""
RUNS = 3
BLOCKS = 10
GAS = 20_000_000
PART = 4
"""The memory of the whole is held against that of a fourth of it."""


def measure(size: int, chain_url: str | None = None) -> list[Result]:
    """Replay of ``size`` events from anvil and from ganache, or from the node at ``chain_url`` alone."""
    results: list[Result] = []
    with ExitStack() as stack:
        if chain_url:
            return _measured("node", chain_url, size)
        results += _measured("anvil", stack.enter_context(anvil(PROJECT)), size)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="antin-bench-")))
        results += _measured("ganache", stack.enter_context(ganache(PROJECT, folder)), size)
    return results


def _measured(name: str, url: str, size: int) -> list[Result]:
    with scenes(url) as (scene,), closing(LogRpc(url, timeout=120.0)) as rpc:
        sys.stderr.write(f"{name}: making {size:,} events; ganache takes minutes for many …\n")
        fill(scene, size)
        work = _Work(scene, rpc)
        work.replay()
        reference = max(work.events / seconds_of(work.fetch) for _ in range(RUNS))
        rate = max(work.events / seconds_of(work.replay) for _ in range(RUNS))
        part, whole = work.peak(work.last // PART), work.peak(work.last)
        return [
            Result(f"replay_{name}", rate, UNIT, "bare fetch of the same logs", reference),
            Result(f"replay_{name}_memory", whole, "MiB", "a fourth of the events", part),
        ]


def fill(scene: Scene, size: int) -> None:
    """Make so many events: status changes, a hundred in a transaction."""
    with closing(JsonRpc(scene.chain_url, timeout=120.0)) as rpc:
        relayer = Relayer(Sender(rpc, scene.place.keyring.account("relayer")), scene.place.contract)
        signer = scene.place.keyring.anchor_signer(BODY)
        domain = Domain(chain_id=scene.place.network.chain_id, contract=scene.place.contract)
        for start in range(0, size, ITEMS):
            items = tuple(
                StatusItem(subject=sha256(n.to_bytes(8, "big")), n=0, state=State.SUSPENDED, reason=1)
                for n in range(start, min(start + ITEMS, size))
            )
            request = StatusManyRequest(body=BODY, items=items, deadline=1 << 40)
            signature = signer.sign_digest(request.digest(domain))
            transaction = relayer.prepare_status(request, signature, gas=GAS)
            relayer.broadcast(transaction.raw)
            if not relayer.wait(transaction.hash).succeeded:
                raise EvidenceError("CHAIN_ANSWER", reason="a status change was not recorded")


class _Work:
    """Reads one contract's logs, barely and wholly."""

    def __init__(self, scene: Scene, rpc: LogRpc) -> None:
        self._rpc = rpc
        self._contract = scene.place.contract
        self._reader = RpcChainReader(rpc)
        self._identity = self._reader.identity()
        self.last = self._reader.head().number
        self.events = 0

    def fetch(self) -> int:
        """Ask for the logs and parse the answers, nothing else."""
        found = 0
        for low in range(0, self.last + 1, 4 * BLOCKS):
            spans = [(at, min(at + BLOCKS - 1, self.last)) for at in range(low, low + 4 * BLOCKS, BLOCKS)]
            calls = [self._call(a, b) for a, b in spans if a <= self.last]
            found += sum(len(logs) for logs in self._rpc.batch(calls))
        return found

    def replay(self, last: int | None = None) -> None:
        """From the node to a state that the contract's own hash confirms."""
        block = self._reader.block_at(self.last if last is None else last)
        pages = RpcLogReader(self._rpc).pages(self._contract, 0, block.number)
        state = RegistryState(self._identity.chain_id)
        found = examine(pages, state, self._reader, self._contract, block)
        if found.broken:
            raise EvidenceError("CHAIN_ANSWER", reason="the replay does not agree with the contract")
        self.events = found.state.count

    def peak(self, last: int) -> float:
        """The most memory that a replay up to a block holds."""
        reset_peak()
        self.replay(last)
        return peak_mib()

    def _call(self, first: int, last: int) -> tuple[str, list[object]]:
        span = {"address": data(self._contract), "fromBlock": quantity(first), "toBlock": quantity(last)}
        return ("eth_getLogs", [span])
