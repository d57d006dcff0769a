# SPDX-License-Identifier: Apache-2.0
"""How a use case says how far it is; the door decides how to show it."""

from typing import Protocol


class Progress(Protocol):
    """Called often and must be cheap; it never influences what happens."""

    def step(self, stage: str, done: int, total: int) -> None:
        """``stage`` is a stable word (check, sign, store, anchor); ``done`` of ``total`` units are done."""


class Silent:
    """Shows nothing."""

    def step(self, stage: str, done: int, total: int) -> None:
        """Do nothing."""
