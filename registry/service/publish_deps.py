# SPDX-License-Identifier: Apache-2.0
"""What publishing is handed. Reader and signer are asked for when needed: a chain that is away or a key that is
missing must not keep the rest of the service from starting.
"""

from collections.abc import Callable
from dataclasses import dataclass

from registry.core.credential.addresses import origin_of
from registry.ports.chain import BlockRef, ChainReader
from registry.ports.clock import Clock
from registry.ports.keys import CredentialSigner
from registry.ports.logs import LogReader
from registry.ports.store import Store
from registry.service.finality import blocks_to_finality
from registry.verify.trust import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDeps:
    """``reader`` gives a node of the pinned ``network``, checked; ``signer`` the registry's own key (not a
    body's); ``public_url`` is what credentials name as the place of their status lists. ``logs`` saves reading
    every certificate again after each change.
    """

    store: Store
    reader: Callable[[], ChainReader]
    network: Network
    public_url: str
    signer: Callable[[], CredentialSigner]
    clock: Clock
    logs: Callable[[], LogReader] | None = None

    @property
    def origin(self) -> str:
        """The address that identifiers are built on."""
        return origin_of(self.public_url)

    def final_block(self, reader: ChainReader) -> BlockRef:
        """The newest block that is final by the network's rule. Raises ``TransientError`` as the reader."""
        head = reader.head()
        depth = min(blocks_to_finality(self.network), head.number)
        return head if not depth else reader.block_at(head.number - depth)

    def known_until(self, block: BlockRef) -> int:
        """The time for which a read at ``block`` stands: the block's own, or now on a network whose blocks have
        no rhythm (dev chains), as for verifiers (protocol §6).
        """
        return block.timestamp if self.network.block_period else max(self.clock.now(), block.timestamp)
