# SPDX-License-Identifier: Apache-2.0
"""``verify``: one bundle judged in a warm process, without its node, by its chain proof, and from cold."""

import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

from registry.bench import references as ref
from registry.bench.proving import prove_sealed
from registry.bench.result import Result
from registry.bench.scene import Scene, roster, scenes
from registry.bench.timing import median_ms, process_ms, seconds_of
from registry.core.types import Address
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader
from registry.service.bundle import bundle_of
from registry.verify import TrustList, Verdict, recognise, verify

COLD_SHARE = 10
"""So many warm verifications are measured for each cold one."""
WITHOUT = "the same without chain proof"


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
    """``size`` warm verifications, each of a certificate not seen before, and a tenth as many cold ones; all must say
    VALID.
    """
    with scenes(chain_url) as (scene,):
        issued = scene.seal(roster(size))
        scene.anchor(issued)
        bundles = [bundle_of(item.code, store=scene.place.store) for item in issued]
        proven = prove_sealed(scene, bundles)
        reader, trust = scene.place.readers[0], scene.place.trust
        warm = median_ms(_judging(bundles, trust, [reader]), size)
        recorded = RecordedReader(reader)
        known = _judging(bundles, trust, [recorded])
        seconds_of(lambda: [known() for _ in bundles])
        checks = median_ms(known, size)
        offline = median_ms(_judging(proven.apart, proven.trust, []), size)
        one_block = median_ms(_judging(proven.together, proven.trust, []), size)
        times = max(1, size // COLD_SHARE)
        start, one = ref.interpreter_ms(times), ref.verification_ms()
        cold = _cold(scene, bundles[0], times)
        proven.pin(scene)
        offline_cold = _cold(scene, proven.apart[0], times, ANTIN_RPC_URLS="")
    return [
        Result("verify_warm", warm, "ms", ref.VERIFICATION, one),
        Result("verify_warm_without_node", checks, "ms", ref.VERIFICATION, one),
        Result("verify_cold", cold, "ms", ref.INTERPRETER, start),
        Result("offline_full_proof", offline, "ms", ref.VERIFICATION, one),
        Result("offline_full_proof_one_block", one_block, "ms", ref.VERIFICATION, one),
        Result("offline_full_proof_cold", offline_cold, "ms", ref.INTERPRETER, start),
        Result("bundle_full_proof", _mean_size(proven.apart), "bytes", WITHOUT, _mean_size(bundles)),
    ]


def _judging(
    bundles: Sequence[bytes], trust: TrustList, readers: Sequence[ChainReader]
) -> Callable[[], None]:
    """Judges the next of ``bundles`` each time; another verdict than VALID may be reached by less work."""
    turn = cycle(bundles)

    def judge() -> None:
        now = int(time.time())
        report = verify(recognise(next(turn)), trust=trust, readers=readers, bundles=None, now=now)
        assert report.verdict is Verdict.VALID

    return judge


def _cold(scene: Scene, bundle: bytes, times: int, **changes: str) -> float:
    """The whole process, its modules compiled as they are in an installed package; one that does not exit with 0
    for VALID raises ``CalledProcessError``.
    """
    path = scene.folder.documents / "certificate.bundle.json"
    path.write_bytes(bundle)
    command = [str(Path(sys.executable).with_name("antin")), "verify", str(path), "--json"]
    compiled = {"PYTHONPYCACHEPREFIX": str(scene.folder.home.root / "compiled")}
    environment = {**scene.environment(), **compiled, **changes}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return process_ms(command, times, environment)


def _mean_size(bundles: Sequence[bytes]) -> float:
    return sum(map(len, bundles)) / len(bundles)
