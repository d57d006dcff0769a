# SPDX-License-Identifier: Apache-2.0
"""Random places in a body's status lists, allotted before signing (W3C Bitstring Status List §6).

Random, so that a list tells nobody in which order, or for whom, certificates were issued. Lists are filled
one after the other: an almost empty second list would tell who came last.
"""

from collections.abc import Iterator

from registry.core.credential.addresses import LIST_SIZE
from registry.ports.clock import Entropy


def draw_indexes(used: set[int], entropy: Entropy) -> Iterator[int]:
    """Unused indexes without end, uniform within the first list that has room; ``used`` is not changed."""
    number = 0
    while True:
        first = number * LIST_SIZE
        free = [index for index in range(first, first + LIST_SIZE) if index not in used]
        while free:
            # 64 bits over at most 2^17 places: the bias is below 2^-46.
            place = int.from_bytes(entropy.octets(8), "big") % len(free)
            free[place], free[-1] = free[-1], free[place]
            yield free.pop()
        number += 1
