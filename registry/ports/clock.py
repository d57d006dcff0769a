# SPDX-License-Identifier: Apache-2.0
"""Time and randomness enter as arguments, so that every decision can be replayed."""

from typing import Protocol


class Clock(Protocol):
    """The time of day."""

    def now(self) -> int:
        """UTC seconds."""


class Entropy(Protocol):
    """Randomness for salts and status list indexes."""

    def octets(self, size: int) -> bytes:
        """``size`` unpredictable bytes."""
