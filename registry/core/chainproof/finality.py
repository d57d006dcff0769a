# SPDX-License-Identifier: Apache-2.0
"""What seals are worth; a module of its own, so that a report can say it without loading curves and tries."""

from enum import StrEnum


class Finality(StrEnum):
    """What the seals say of a block: never undone, less and less likely undone, or nothing at all."""

    FINAL = "final"
    PROBABILISTIC = "probabilistic"
    UNSEALED = "unsealed"
