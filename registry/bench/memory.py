# SPDX-License-Identifier: Apache-2.0
"""How much memory this process holds, and the most that it held, as the operating system counts it."""

import re
import resource
import sys
from pathlib import Path

KIB = 1 << 10
_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"


def reset_peak() -> None:
    """Start counting anew, where the system can: opening a key takes scrypt's 256 MiB, which is not what a
    roster costs.
    """
    if _RESET.exists():
        _RESET.write_text(_RESET_PEAK, encoding="ascii")


def peak_mib() -> float:
    """The largest resident size since ``reset_peak``.

    Linux hands ``ru_maxrss`` of the parent on to a new program, so its own count is taken instead.
    """
    if _STATUS.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"))):
        return int(found[1]) / KIB
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (KIB * KIB if sys.platform == "darwin" else KIB)
