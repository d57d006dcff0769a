# SPDX-License-Identifier: Apache-2.0
"""Use cases with everything that they need."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from registry.bootstrap.accounts import Accounts
from registry.bootstrap.system import SystemEntropy
from registry.core.types import Address

if TYPE_CHECKING:
    from registry.service.deps import AnchorDeps, IssueDeps
    from registry.service.lookup import StoredLookup
    from registry.service.orders import AnchoredBatch, OrderDeps
    from registry.service.preview import PreviewDeps
    from registry.service.prove import ProveDeps
    from registry.service.publish_deps import PublishDeps
    from registry.service.publishing import Publishing
    from registry.store.unit_of_work import SqlStore


class Workplace(Accounts):
    """One registry as its settings describe it."""

    @cached_property
    def store(self) -> "SqlStore":
        """The migrated store. Raises what ``store.unit_of_work.open_store`` raises."""
        from registry.store.unit_of_work import open_store  # noqa: PLC0415

        return open_store(self.database_url)

    @cached_property
    def lookup(self) -> "StoredLookup":
        """Public facts out of the store."""
        from registry.service.lookup import StoredLookup  # noqa: PLC0415

        return StoredLookup(self.store)

    def publishing(self, public_url: str | None = None) -> "Publishing":
        """Status lists, DID documents and share links."""
        from registry.service.publishing import make_publishing  # noqa: PLC0415

        return make_publishing(self.publish_deps(public_url))

    def publish_deps(self, public_url: str | None = None) -> "PublishDeps":
        """What publishing needs; neither chain nor key is opened before it is asked for."""
        from registry.service.publish_deps import PublishDeps  # noqa: PLC0415

        return PublishDeps(
            store=self.store,
            reader=self.checked_reader,
            network=self.network,
            public_url=public_url or self.public_url,
            signer=self.registry_signer,
            clock=self.clock,
            logs=lambda: self.log_reader,
        )

    def issue_deps(self, body: str, key: bytes | None = None) -> "IssueDeps":
        """What issuing as ``body`` needs; opens its newest credential key, or the one with this thumbprint where
        the keyring has it.
        """
        from registry.service.deps import IssueDeps  # noqa: PLC0415

        return IssueDeps(
            store=self.store,
            reader=self.checked_reader(),
            network=self.network.name,
            chain=self.identity,
            contract=self.contract,
            public_url=self.public_url,
            credential_signer=self._credential_signer(body, key),
            anchor_key=Address(self.keyring.public_id("anchor", body)),
            trust=self.trust,
            clock=self.clock,
            entropy=SystemEntropy(),
        )

    def anchor_deps(self) -> "AnchorDeps":
        """What anchoring and status changes need."""
        from registry.service.deps import AnchorDeps  # noqa: PLC0415
        from registry.service.finality import blocks_to_finality, seal_check  # noqa: PLC0415

        return AnchorDeps(
            store=self.store,
            reader=self.checked_reader(),
            writer=self.relayer,
            chain=self.identity,
            contract=self.contract,
            signer=self.keyring.anchor_signer,
            clock=self.clock,
            pause=time.sleep,
            finality=blocks_to_finality(self.network),
            sealed=seal_check(self.network, lambda: self.provers),
            interval=1.0 if self.network.block_period else 0.05,
        )

    def prove_deps(self) -> "ProveDeps":
        """What making and keeping chain proofs needs; no key is opened."""
        from registry.service.prove import ProveDeps  # noqa: PLC0415

        return ProveDeps(store=self.store, provers=self.provers, network=self.network, clock=self.clock)

    def preview_deps(self) -> "PreviewDeps":
        """What showing a change before it is signed needs; no key is opened."""
        from registry.service.preview import PreviewDeps  # noqa: PLC0415

        return PreviewDeps(
            store=self.store,
            reader=self.checked_reader(),
            readers=self.readers,
            trust=self.trust,
            contract=self.contract,
            clock=self.clock,
            anchor_key=lambda body: Address(self.keyring.public_id("anchor", body)),
        )

    def order_deps(self) -> "OrderDeps":
        """What counting the matches of an order needs; reads the chain's events when it is counted."""
        from registry.service.anchored import batches_of  # noqa: PLC0415
        from registry.service.orders import OrderDeps  # noqa: PLC0415

        def anchored(body: str) -> "tuple[AnchoredBatch, ...]":
            return self.of_log(batches_of(body))

        return OrderDeps(preview=self.preview_deps(), anchored=anchored)

    def close(self) -> None:
        """Close what was opened."""
        for rpc in self.__dict__.get("rpcs", ()):
            rpc.close()
        if store := self.__dict__.get("store"):
            store.close()
