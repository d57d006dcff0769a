# SPDX-License-Identifier: Apache-2.0
"""``antin worker``: anchors what is sealed and picks up what a crash left half-way."""

import signal
import threading
from dataclasses import replace
from typing import Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import finish
from registry.cli.watching import Watching
from registry.errors import PausedError, RegistryError
from registry.ports.store_rows import BatchState

REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("worker", help="Neo các lô còn dở / anchor batches, recover after a crash.")(worker)


def worker(
    once: Annotated[bool, typer.Option("--once", help="Một lượt rồi dừng / one round, then end.")] = False,
    retry: Annotated[
        int | None,
        typer.Option("--retry", metavar="BATCH", help="Mở lại lô bị từ chối / reopen a failed batch."),
    ] = None,
    rest: Annotated[
        float, typer.Option("--rest", min=0.1, max=3_600, help="Giây nghỉ / seconds of rest.")
    ] = 5.0,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Any number may run beside each other; the store decides which of them sends. Ends with Ctrl-C."""
    out = speaker(lang, as_json)
    from registry.cli.issue import anchor_batches
    from registry.cli.workplace import open_workplace
    from registry.cli.writing import proposal_deps
    from registry.service.anchor import recover, retry_failed
    from registry.service.carry_out import carry_on
    from registry.service.progress import Silent
    from registry.service.prove import keep_proofs
    from registry.worker.loop import run_worker

    place = open_workplace(home)
    deps, proposals, proofs = place.anchor_deps(), proposal_deps(place), place.prove_deps()
    watcher = Watching(out, place.pause)
    paused = False
    if retry is not None:
        retry_failed(retry, deps=deps)
        batches = tuple(anchor_batches(place, [retry], Silent()))
    elif once:
        try:
            carry_on(proposals)
        except RegistryError as error:  # what waits for a key must not keep batches from being anchored
            watcher.postponed(error)
        try:
            batches = recover(deps)
        except PausedError as error:
            watcher.postponed(error)
            batches, paused = (), True
        keep_proofs(proofs)
    else:
        stop = threading.Event()

        def pause(seconds: float) -> None:
            stop.wait(seconds)

        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        out.note("Đang chạy; Ctrl-C để dừng.", "Running; Ctrl-C to stop.")
        run_worker(
            replace(deps, pause=pause), stopped=stop.is_set, watcher=watcher, rest=rest, proposals=proposals,
            proofs=proofs,
        )  # fmt: skip
        return
    for batch in batches:
        watcher.ended(batch)
    rows = [{"batch": b.key, "state": b.state.value, "code": b.error_code} for b in batches]
    out.document({"batches": rows, "waiting": {"code": "CONTRACT_PAUSED"} if paused else None})
    waits = PausedError.exit_code if paused else 0
    finish(REFUSED if any(b.state is BatchState.FAILED for b in batches) else waits)
