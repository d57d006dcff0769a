# SPDX-License-Identifier: Apache-2.0
"""A worker looks every few seconds; what goes on for days is told once."""

import pytest

from registry.cli.output import Output
from registry.cli.watching import Watching
from registry.errors import PausedError, ScheduledAct, ScheduledError, TransientError
from registry.service.pauses import Pause


def test_what_goes_on_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    pauses: list[Pause | None] = [Pause(1_795_348_800), Pause(1_795_348_800), None, Pause(1_795_352_400)]
    watching = Watching(Output("en", as_json=False), lambda: pauses.pop(0))

    def told(error: TransientError) -> str:
        watching.postponed(error)
        return capsys.readouterr().err.strip()

    paused = PausedError("CONTRACT_PAUSED", paused=1)
    assert told(paused) == "waiting: contract paused since 19:00 22/11/2026"
    assert told(paused) == ""
    assert told(paused).startswith("the contract is paused")  # lifted just now
    assert told(paused) == "waiting: contract paused since 20:00 22/11/2026"
    first, second = (ScheduledAct(name, 1_795_348_800, 1_795_352_400, False) for name in ("0x01", "0x02"))
    assert told(ScheduledError(first)).startswith(
        "0x01 waits: it can be carried out from 19:00:00 22/11/2026"
    )
    assert told(ScheduledError(first)) == ""
    assert told(ScheduledError(first, second)) != ""
    away = TransientError("CHAIN_UNREACHABLE", endpoint="x", reason="y")
    assert told(away) == told(away) != ""
