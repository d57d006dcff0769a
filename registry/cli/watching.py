# SPDX-License-Identifier: Apache-2.0
"""What a worker tells the person at its terminal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from registry.cli.output import Output
from registry.errors import PausedError, RegistryError, ScheduledError
from registry.texts.words import state_word

if TYPE_CHECKING:
    from registry.ports.store_rows import StoredBatch
    from registry.service.pauses import Pause


class Watching:
    """Says on standard output what ended and on standard error what was put off; a pause of the contract, and an act
    that waits for its time, is told once, for a round every few seconds would fill the log with it. ``quiet`` keeps
    standard output free.
    """

    def __init__(self, out: Output, pause: "Callable[[], Pause | None]", *, quiet: bool = False) -> None:
        self._out, self._pause, self._quiet = out, pause, quiet
        self._told: Pause | None = None
        self._scheduled: set[str] = set()

    def ended(self, batch: "StoredBatch") -> None:
        """A batch became FINAL or FAILED."""
        vi, en = batch_line(batch, "vi"), batch_line(batch, "en")
        if self._quiet:
            self._out.note(vi, en)
        else:
            self._out.say(vi, en)

    def postponed(self, error: RegistryError) -> None:
        """A round was cut short; the next one goes on."""
        if isinstance(error, PausedError):
            self._paused(error)
        elif isinstance(error, ScheduledError):
            waiting = {act.operation for act in error.acts}
            if not waiting <= self._scheduled:
                self._scheduled |= waiting
                self._say(error)
        else:
            self._say(error)

    def _paused(self, error: PausedError) -> None:
        try:
            pause = self._pause()
        except RegistryError:
            pause = None
        if pause is None:  # lifted meanwhile, or nobody can say
            self._say(error)
        elif pause != self._told:
            self._told = pause
            self._out.note(pause.text("vi"), pause.text("en"))

    def _say(self, error: RegistryError) -> None:
        self._out.note(error.text("vi"), error.text("en"))


def batch_line(batch: "StoredBatch", lang: str) -> str:
    """A batch that ended, with its code where it was refused."""
    state = state_word(batch.state.value, lang)
    return f"{batch.key}  {batch.body}  {batch.size}  {state}  {batch.error_code or ''}".rstrip()
