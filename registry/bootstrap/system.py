# SPDX-License-Identifier: Apache-2.0
"""Time and chance from the operating system."""

import secrets
import time


class SystemClock:
    """``ports.clock.Clock`` from the operating system."""

    def now(self) -> int:
        """UTC seconds."""
        return int(time.time())


class SystemEntropy:
    """``ports.clock.Entropy`` from the operating system."""

    def octets(self, size: int) -> bytes:
        """``size`` unpredictable bytes."""
        return secrets.token_bytes(size)
