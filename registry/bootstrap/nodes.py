# SPDX-License-Identifier: Apache-2.0
"""The chain's nodes, one by one and as one panel. Their clients load when the first is asked for."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from registry.bootstrap.pinned import Pinned
from registry.errors import EvidenceError, TransientError, UsageError
from registry.verify.trust import PinnedContract

if TYPE_CHECKING:
    from registry.chain.logs import RpcLogReader
    from registry.chain.panel import Panel
    from registry.chain.panel_logs import Failed, PanelLogs
    from registry.chain.pauses import PauseLog
    from registry.chain.reader import RpcChainReader
    from registry.chain.watched import WatchedRpc
    from registry.service.pauses import Pause
    from registry.service.provers import Provers
    from registry.service.whole_log import Pick

T = TypeVar("T")


class Nodes(Pinned):
    """Readers, logs and proofs of the pinned network."""

    @cached_property
    def rpcs(self) -> "tuple[WatchedRpc, ...]":
        """The nodes to ask, in order. Raises ``UsageError`` ENDPOINT_MISSING."""
        from registry.chain.watched import Watch, WatchedRpc  # noqa: PLC0415

        if not self.endpoints:
            raise UsageError("ENDPOINT_MISSING", network=self.network.name)
        watch = Watch(max(network.agree for network in self.trust.networks))
        return tuple(WatchedRpc(url, watch, self.settings.rpc_timeout) for url in self.endpoints)

    @cached_property
    def readers(self) -> "tuple[RpcChainReader, ...]":
        """One reader a node."""
        from registry.chain.reader import RpcChainReader  # noqa: PLC0415

        return tuple(RpcChainReader(rpc) for rpc in self.rpcs)

    @cached_property
    def panel(self) -> "Panel":
        """All nodes as one. A registry that has fewer nodes than verifiers must ask works with those it has."""
        from registry.chain.panel import Panel, Pinned  # noqa: PLC0415

        agree = min(self.network.agree, len(self.rpcs))
        return Panel(self.rpcs, Pinned(self.identity, self.contract, self.network.current.code_hash, agree))

    def witnesses(self, contract: PinnedContract) -> "Panel":
        """All nodes as an auditor asks them about a pinned contract: as many must agree as the network demands,
        whether so many are configured or not.
        """
        from registry.chain.panel import Panel, Pinned  # noqa: PLC0415

        pinned = Pinned(self.identity, contract.address, contract.code_hash, self.network.agree)
        return Panel(self.rpcs, pinned)

    @property
    def log_reader(self) -> "PanelLogs":
        """The contract's logs from nodes that are what is pinned, one going on where another fails."""
        return self.logs_of(self.panel)

    def logs_of(self, panel: "Panel", failed: "Failed | None" = None) -> "PanelLogs":
        """The same with the nodes of ``panel``; ``failed`` is told of those that gave up."""
        from registry.chain.panel_logs import LogNode, PanelLogs  # noqa: PLC0415

        nodes = [
            LogNode(rpc.endpoint, logs, partial(panel.look_at, rpc))
            for rpc, logs in zip(panel.rpcs, self._log_readers, strict=True)
        ]
        return PanelLogs(nodes, panel, failed)

    @cached_property
    def _log_readers(self) -> "tuple[RpcLogReader, ...]":
        """One for each node, with a client for large answers."""
        from registry.chain.logs import LogRpc, RpcLogReader  # noqa: PLC0415

        timeout = max(self.settings.rpc_timeout, 60.0)
        return tuple(RpcLogReader(LogRpc(url, timeout)) for url in self.endpoints)

    def checked_reader(self) -> "Panel":
        """All nodes as one reader, after making sure that chain and contract of enough of them are the pinned ones.

        Raises ``EvidenceError`` WRONG_CHAIN, CONTRACT_MISSING, CONTRACT_DIFFERENT, ``TransientError``.
        """
        self.panel.check()
        return self.panel

    @property
    def provers(self) -> "Provers":
        """Every node as one that shows proofs."""
        from registry.chain.proofs import RpcProver  # noqa: PLC0415
        from registry.service.provers import Provers  # noqa: PLC0415

        return Provers(RpcProver(rpc) for rpc in self.rpcs)

    def pause(self) -> "Pause | None":
        """The contract's pause at the newest block, if there is one. Raises as the reader."""
        from registry.service.pauses import Pause, is_paused  # noqa: PLC0415

        head = self.panel.head()
        if not is_paused(self.panel, self.contract, head):
            return None
        try:
            return Pause(self._pause_log.since(head.number))
        except (
            TransientError,
            EvidenceError,
        ):  # that it is paused is known; since when is for people to read
            return Pause(None)

    @cached_property
    def _pause_log(self) -> "PauseLog":
        from registry.chain.panel_sender import PanelRpc  # noqa: PLC0415
        from registry.chain.pauses import PauseLog  # noqa: PLC0415

        return PauseLog(PanelRpc(self.panel), self.contract, self.network.current.from_block)

    def of_log(self, pick: "Pick[T]") -> tuple[T, ...]:
        """What ``pick`` finds in the contract's events, from the first node whose log is whole. Raises as
        ``of_whole_log``.
        """
        from registry.service.lane_records import View  # noqa: PLC0415
        from registry.service.status_changes import mark_of  # noqa: PLC0415
        from registry.service.whole_log import of_whole_log  # noqa: PLC0415

        return of_whole_log(
            pick, sources=tuple(self.log_reader.turns()), contract=self.contract,
            first=self.network.current.from_block,
            mark=mark_of(View(self.panel, self.contract, self.panel.head())),
        )  # fmt: skip
