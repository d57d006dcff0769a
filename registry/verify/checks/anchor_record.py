# SPDX-License-Identifier: Apache-2.0
"""Is a batch record of a kind that this program understands?"""

from registry.core.bundle import BundleAnchor
from registry.core.records import BatchRecord

RECORD_VERSION = 1
_VERSION_SHIFT = 4
_FLAGS = (1 << _VERSION_SHIFT) - 1
_RETROSPECTIVE = 1


def record_defect(batch: BatchRecord, anchor: BundleAnchor) -> str | None:
    """ANCHOR_VERSION_UNKNOWN or ANCHOR_KIND_UNKNOWN: what is not understood is not passed, nor a batch of
    another kind than the bundle claims.
    """
    if batch.flags >> _VERSION_SHIFT != RECORD_VERSION:
        return "ANCHOR_VERSION_UNKNOWN"
    claimed = _RETROSPECTIVE if anchor.retrospective else 0
    return None if batch.flags & _FLAGS == claimed else "ANCHOR_KIND_UNKNOWN"
