# SPDX-License-Identifier: Apache-2.0
"""``verify``: one bundle judged in a warm process, without its node, by its chain proof, and from cold."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from registry.bench import references as ref
from registry.bench.proving import prove_sealed
from registry.bench.result import Result
from registry.bench.scene import Scene, roster, scenes
from registry.bench.timing import median_ms, process_ms
from registry.core.types import Address
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader
from registry.service.bundle import bundle_of
from registry.verify import Verdict, recognise, verify

COLD_SHARE = 10
"""So many warm verifications are measured for each cold one."""


class RecordedReader:
    """A node's answers out of memory, once it has given them; what is left is our own work."""

    def __init__(self, reader: ChainReader) -> None:
        self._reader = reader
        self._identity = reader.identity()
        self._head = reader.head()
        self._code: dict[bytes, bytes] = {}
        self._slots: dict[tuple[bytes, ...], list[bytes]] = {}

    def identity(self) -> ChainIdentity:
        """As recorded."""
        return self._identity

    def head(self) -> BlockRef:
        """As recorded."""
        return self._head

    def block_at(self, number: int) -> BlockRef:
        """As the node has it."""
        return self._reader.block_at(number)

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """As recorded."""
        if contract not in self._code:
            self._code[contract] = self._reader.code_hash(contract, block)
        return self._code[contract]

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """As recorded."""
        asked = (contract, *slots)
        if asked not in self._slots:
            self._slots[asked] = self._reader.slots(contract, slots, block)
        return self._slots[asked]


def measure(size: int, chain_url: str | None = None) -> list[Result]:
    """``size`` warm verifications and a tenth as many cold ones, each of which must say VALID."""
    with scenes(chain_url) as (scene,):
        issued = scene.seal(roster(1))
        scene.anchor(issued)
        bundle = bundle_of(issued[0].code, store=scene.place.store)
        path = scene.folder.documents / "certificate.bundle.json"
        path.write_bytes(bundle)
        reader = scene.place.readers[0]
        warm = median_ms(lambda: _judge(scene, reader, bundle), size)
        recorded = RecordedReader(reader)
        checks = median_ms(lambda: _judge(scene, recorded, bundle), size)
        times = max(1, size // COLD_SHARE)
        cold, start, one = _cold(scene, path, times), ref.interpreter_ms(times), ref.verification_ms()
        proven = prove_sealed(scene, bundle)
        offline = median_ms(proven.judge, size)
        path.write_bytes(proven.bundle)
        proven.pin(scene)
        offline_cold = _cold(scene, path, times, ANTIN_RPC_URLS="")
    return [
        Result("verify_warm", warm, "ms", ref.VERIFICATION, one),
        Result("verify_warm_without_node", checks, "ms", ref.VERIFICATION, one),
        Result("verify_cold", cold, "ms", ref.INTERPRETER, start),
        Result("offline_full_proof", offline, "ms", ref.VERIFICATION, one),
        Result("offline_full_proof_cold", offline_cold, "ms", ref.INTERPRETER, start),
        Result("bundle_full_proof", len(proven.bundle), "bytes", "the same without chain proof", len(bundle)),
    ]


def _judge(scene: Scene, reader: ChainReader, bundle: bytes) -> None:
    report = verify(
        recognise(bundle), trust=scene.place.trust, readers=[reader], bundles=None, now=int(time.time())
    )
    assert report.verdict is Verdict.VALID  # another verdict may be reached by less work


def _cold(scene: Scene, path: Path, times: int, **changes: str) -> float:
    """The whole process; one that does not exit with 0 for VALID raises ``CalledProcessError``."""
    command = [str(Path(sys.executable).with_name("antin")), "verify", str(path), "--json"]
    return process_ms(command, times, {**scene.environment(), **changes})
