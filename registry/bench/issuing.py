# SPDX-License-Identifier: Apache-2.0
"""``issue``: a roster through the real use cases into SQLite and ganache, and how cost grows with its size."""

import json
import sys
from contextlib import closing
from typing import Any

from registry.bench import references as ref
from registry.bench.result import Result
from registry.bench.scene import BODY, Scene, roster, scenes
from registry.bench.timing import MILLI, run_process, seconds_of
from registry.chain.rpc import JsonRpc
from registry.intake.template import write_workbook

GROWTH = 4
"""The larger roster has so many times the certificates of the first."""
BATCHES = 20


def measure(size: int, chain_url: str | None = None) -> list[Result]:
    """``size`` certificates, then ``GROWTH`` times as many in a registry of their own."""
    with scenes(chain_url, 2) as (small, large):
        workbook = write_workbook(roster(size))
        first = _issue(small, workbook)
        more = _issue(large, write_workbook(roster(GROWTH * size)))
        signatures = ref.signatures_per_second()
        batches, transactions = _anchor(large, min(size, BATCHES))
        reading = size / ref.workbook_seconds(workbook)
    return [
        Result("issue_read", size / first["read"], "certificates/s", ref.READING, reading),
        Result("issue_sign_store", size / first["issue"], "certificates/s", ref.SIGNATURES, signatures),
        Result("issue_anchor", size / first["anchor"], "certificates/s", ref.TRANSACTIONS, transactions),
        Result("issue_whole", size / _whole(first), "certificates/s", ref.SIGNATURES, signatures),
        Result("issue_process", first["process"], "s", f"{2 * size} {ref.SIGNATURES}", 2 * size / signatures),
        Result("issue_memory", first["peak_mib"], "MiB", "the same process before it began", first["bare_mib"]),
        _growth(first, more, size),
        Result("anchor", batches, "batches/s", ref.TRANSACTIONS, transactions),
    ]  # fmt: skip


def _issue(scene: Scene, workbook: bytes) -> dict[str, Any]:
    path = scene.folder.documents / "roster.xlsx"
    path.write_bytes(workbook)
    command = [sys.executable, "-m", "registry.bench.issuing_process", str(path), BODY]
    told: list[str] = []
    whole = seconds_of(lambda: told.append(run_process(command, scene.environment())))
    return {**json.loads(told[0]), "process": whole}


def _whole(run: dict[str, Any]) -> float:
    """Seconds of the stages that a roster's size decides; opening the keys costs the same for any size."""
    return float(run["read"] + run["issue"] + run["anchor"])


def _growth(first: dict[str, Any], more: dict[str, Any], size: int) -> Result:
    """1 is linear; issuing that costs more for each certificate the more there are shows as more."""
    one, four = (MILLI * _whole(run) / run["certificates"] for run in (first, more))
    return Result(f"issue_growth_{GROWTH * size}", four, "ms/certificate", f"{size} certificates", one)


def _anchor(scene: Scene, count: int) -> tuple[float, float]:
    """Batches and bare transactions a second, one after the other on the same node."""
    sealed = [item for certificate in roster(count) for item in scene.seal([_other(certificate)])]
    batches = count / seconds_of(lambda: scene.anchor(sealed))
    with closing(JsonRpc(scene.chain_url)) as rpc:
        return batches, ref.transactions_per_second(scene.place, rpc, max(count, BATCHES))


def _other(certificate: Any) -> Any:
    """Numbers that no roster has."""
    return certificate.model_copy(update={"number": certificate.number + "-B"})
