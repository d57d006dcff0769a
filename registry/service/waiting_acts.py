# SPDX-License-Identifier: Apache-2.0
"""Several acts in a row, of which some may have to wait for their time: one that waits keeps none of the others."""

from collections.abc import Callable
from typing import TypeVar

from registry.errors import ScheduledAct, ScheduledError

T = TypeVar("T")


class Waiting:
    """Collects what was scheduled instead of done."""

    def __init__(self) -> None:
        self._acts: list[ScheduledAct] = []

    def done(self, act: Callable[[], T]) -> T | None:
        """What ``act`` returns, or ``None`` where it waits."""
        try:
            return act()
        except ScheduledError as error:
            self._acts += error.acts
            return None

    def tell(self) -> None:
        """Raises ``ScheduledError`` with all that wait."""
        if self._acts:
            raise ScheduledError(*self._acts)
