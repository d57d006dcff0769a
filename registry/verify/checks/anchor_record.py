# SPDX-License-Identifier: Apache-2.0
"""Is a batch record of a kind that this program understands?"""

from registry.core.records import BatchRecord

RECORD_VERSION = 1
_VERSION_SHIFT = 4
_FLAGS = (1 << _VERSION_SHIFT) - 1


def record_defect(batch: BatchRecord) -> str | None:
    """ANCHOR_VERSION_UNKNOWN or ANCHOR_KIND_UNKNOWN: what is not understood is not passed."""
    if batch.flags >> _VERSION_SHIFT != RECORD_VERSION:
        return "ANCHOR_VERSION_UNKNOWN"
    return "ANCHOR_KIND_UNKNOWN" if batch.flags & _FLAGS else None
