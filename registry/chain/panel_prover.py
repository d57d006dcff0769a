# SPDX-License-Identifier: Apache-2.0
"""``ChainProver`` over a panel: any node will do, since nothing that it shows is believed."""

from collections.abc import Sequence

from registry.chain.panel import Panel
from registry.chain.proofs import RpcProver
from registry.core.types import Address
from registry.ports.chain import BlockRef


class FirstProver:
    """The first fitting node that shows what was asked for; another where it does not."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel

    def head(self) -> BlockRef:
        """The newest block that enough nodes have, so that any of them can go on from there."""
        return self._panel.head()

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        """RLP of ``count`` headers from block ``first`` on. Raises as ``RpcProver``."""
        return self._panel.first(lambda rpc: RpcProver(rpc).headers(first, count))

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        """Trie nodes at block ``number``. Raises as ``RpcProver``."""
        return self._panel.first(lambda rpc: RpcProver(rpc).nodes(contract, slots, number))
