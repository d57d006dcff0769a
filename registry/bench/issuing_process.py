# SPDX-License-Identifier: Apache-2.0
"""One roster issued in a process of its own, so that its memory is nobody else's.

``python -m registry.bench.issuing_process ROSTER BODY``, the registry named by ``ANTIN_*``; prints the
seconds of each stage and two sizes of the process in MiB as JSON.
"""

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from registry.bench.memory import peak_mib, reset_peak
from registry.bootstrap import Workplace
from registry.cli.options import vietnam_day
from registry.cli.reading import Intake, read_document
from registry.config import load_settings
from registry.errors import refuse_on_errors
from registry.intake.schemas import SchemaStore
from registry.ports.store_rows import BatchState
from registry.service.anchor import anchor
from registry.service.deps import Draft
from registry.service.issue import issue


def measure(roster: Path, body: str) -> dict[str, float]:
    """Open keys and store, read, sign and store, anchor. Raises as the use cases, and ``AssertionError``
    where a batch did not become final: only finished work is measured.
    """
    place = Workplace(load_settings())
    marks = [time.perf_counter()]
    issuing, anchoring = place.issue_deps(body), place.anchor_deps()
    anchoring.signer(body)
    reset_peak()
    bare = peak_mib()
    marks.append(time.perf_counter())
    drafts = _read(roster, body, place)
    marks.append(time.perf_counter())
    result = issue(drafts, body=body, deps=issuing)
    marks.append(time.perf_counter())
    batches = anchor(result.batches, deps=anchoring)
    marks.append(time.perf_counter())
    assert len(result.issued) == len(drafts)
    assert all(batch.state is BatchState.FINAL for batch in batches)
    place.close()
    seconds = (after - before for before, after in pairwise(marks))
    stages = dict(zip(("open", "read", "issue", "anchor"), seconds, strict=True))
    return {**stages, "bare_mib": bare, "peak_mib": peak_mib(), "certificates": len(result.issued)}


def _read(roster: Path, body: str, place: Workplace) -> list[Draft]:
    intake = Intake(body=body, day=vietnam_day(int(time.time())), schemas=SchemaStore(place.home.schemas))
    document = read_document(roster, intake)
    refuse_on_errors(document.findings)
    return [Draft(c.certificate, c.files, c.where, c.customer) for c in document.certificates]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
