# SPDX-License-Identifier: Apache-2.0
"""The one composition root: settings to concretes. Heavy libraries load in the part that needs them.

Everything is made when asked for, so that ``antin verify`` opens neither a store nor a key.
"""

import secrets
import sys
import time
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from getpass import getpass
from typing import TYPE_CHECKING, TypeVar

from registry.config import Home, Settings
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError, UsageError
from registry.ports.chain import ChainIdentity
from registry.update.held import Held, held_list, read_held
from registry.verify.trust import ListOrigin, Network, PinnedContract, TrustList

if TYPE_CHECKING:
    from registry.chain.authority import AuthorityActs
    from registry.chain.logs import RpcLogReader
    from registry.chain.panel import Panel
    from registry.chain.panel_logs import Failed, PanelLogs
    from registry.chain.pauses import PauseLog
    from registry.chain.reader import RpcChainReader
    from registry.chain.relayer import Relayer
    from registry.chain.schedule import Schedule, Scheduler
    from registry.chain.watched import WatchedRpc
    from registry.keys.files import Password
    from registry.keys.keyring import KeyRing
    from registry.ports.keys import CredentialSigner
    from registry.service.deps import AnchorDeps, IssueDeps
    from registry.service.lookup import StoredLookup
    from registry.service.orders import AnchoredBatch, OrderDeps
    from registry.service.pauses import Pause
    from registry.service.preview import PreviewDeps
    from registry.service.prove import ProveDeps
    from registry.service.provers import Provers
    from registry.service.publish_deps import PublishDeps
    from registry.service.publishing import Publishing
    from registry.service.whole_log import Pick
    from registry.store.unit_of_work import SqlStore

T = TypeVar("T")


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


@dataclass(frozen=True)
class Workplace:
    """One registry as its settings describe it."""

    settings: Settings
    password: "Password | None" = None
    """Where key files' password comes from instead of the settings' file; the demo's own."""
    clock: SystemClock = field(default_factory=SystemClock)

    @property
    def home(self) -> Home:
        """The registry's folder."""
        return Home(self.settings.home)

    @cached_property
    def trust(self) -> TrustList:
        """The pinned trust list: the file that the settings name, else the signed list that was taken in, else
        the home's own file. Raises ``UsageError`` TRUST_LIST_MISSING, ``InputError`` TRUST_LIST_*,
        ``EvidenceError`` TRUST_STATE_DAMAGED.
        """
        if (held := self._first_held) is not None:
            return TrustList.parse(held_list(self.home.trust, held))
        path = self.settings.trust_list or self.home.trust_list
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError("TRUST_LIST_MISSING", path=str(path)) from error
        return TrustList.parse(data)

    @property
    def held_list(self) -> Held | None:
        """The signed list in use; ``None`` where a local file is."""
        return None if self.settings.trust_list else read_held(self.home.trust)

    def list_origin(self) -> ListOrigin:
        """How the list in use came here, with its end as it is now: taking in the same list again moves the
        end of a service that runs; another list counts from its next start.
        """
        _ = self.trust
        held, first = self.held_list, self._first_held
        if held is None or first is None:
            return ListOrigin()
        same = held.list_sha256 == first.list_sha256
        return ListOrigin(held.expires if same else first.expires)

    @cached_property
    def _first_held(self) -> Held | None:
        return self.held_list

    @cached_property
    def network(self) -> Network:
        """The network that this registry works on. Raises ``UsageError`` NETWORK_NOT_CHOSEN."""
        if self.settings.network:
            return self.trust.network(self.settings.network)
        if len(self.trust.networks) > 1:
            names = ", ".join(network.name for network in self.trust.networks)
            raise UsageError("NETWORK_NOT_CHOSEN", names=names)
        return self.trust.networks[0]

    @property
    def contract(self) -> Address:
        """The contract in use."""
        return self.network.current.address

    @property
    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash as pinned."""
        return ChainIdentity(self.network.chain_id, self.network.genesis_hash)

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Addresses of nodes: the settings', else the pinned network's; one named twice is one; may be none."""
        given = [url.strip() for url in (self.settings.rpc_urls or "").split(",") if url.strip()]
        return tuple(dict.fromkeys(given or self.network.endpoints))

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
    def public_url(self) -> str:
        """What QR codes carry. Raises ``UsageError`` PUBLIC_URL_MISSING."""
        if not self.settings.public_url:
            raise UsageError("PUBLIC_URL_MISSING")
        return self.settings.public_url

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of the store."""
        return self.settings.database_url or f"sqlite:///{self.home.database}"

    @cached_property
    def store(self) -> "SqlStore":
        """The migrated store. Raises what ``store.unit_of_work.open_store`` raises."""
        from registry.store.unit_of_work import open_store  # noqa: PLC0415

        return open_store(self.database_url)

    @cached_property
    def keyring(self) -> "KeyRing":
        """The keys of this registry; demo keys are refused unless the network is marked as a demo."""
        return self.new_keyring(demo=self.network.demo)

    def new_keyring(self, *, demo: bool) -> "KeyRing":
        """The same for a network marked as ``demo``, where none is pinned yet."""
        from registry.keys.keyring import KeyRing  # noqa: PLC0415

        ask = ask_pin if sys.stdin.isatty() else None
        return KeyRing(self.home.keys, self.key_password(), demo_network=demo, ask_pin=ask)

    @cached_property
    def relayer(self) -> "Relayer":
        """Sends bodies' signed requests."""
        from registry.chain.panel_sender import PanelSender  # noqa: PLC0415
        from registry.chain.relayer import Relayer  # noqa: PLC0415

        return Relayer(PanelSender(self.panel, self.keyring.account("relayer")), self.contract)

    @cached_property
    def authority(self) -> "AuthorityActs":
        """The authority's acts, with the authority's own account."""
        from registry.chain.authority import AuthorityActs  # noqa: PLC0415
        from registry.chain.panel_sender import PanelSender  # noqa: PLC0415

        self.checked_reader()
        sender = PanelSender(self.panel, self.keyring.account("authority"))
        return AuthorityActs(sender, self.contract, first=self.network.current.from_block)

    @property
    def schedule(self) -> "Schedule":
        """What waits in the access manager; no key is opened."""
        from registry.chain.panel_sender import PanelRpc  # noqa: PLC0415
        from registry.chain.schedule import Schedule  # noqa: PLC0415

        self.checked_reader()
        return Schedule(PanelRpc(self.panel), self.contract, first=self.network.current.from_block)

    @property
    def scheduler(self) -> "Scheduler":
        """The same with the account of this folder's authority key."""
        from registry.chain.panel_sender import PanelSender  # noqa: PLC0415
        from registry.chain.schedule import Scheduler  # noqa: PLC0415

        self.checked_reader()
        sender = PanelSender(self.panel, self.keyring.account("authority"))
        return Scheduler(sender, self.contract, first=self.network.current.from_block)

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

    @property
    def has_registry_key(self) -> bool:
        """Whether the registry has a key of its own; needs no password."""
        from registry.keys.index import KeyIndex  # noqa: PLC0415

        return any(e.role == "registry" for e in KeyIndex(self.home.keys, demo=self.network.demo).entries)

    def registry_signer(self) -> "CredentialSigner":
        """The registry's own key. Raises ``EvidenceError`` REGISTRY_KEY_MISSING, and what ``KeyRing`` raises."""
        if not self.has_registry_key:
            raise EvidenceError("REGISTRY_KEY_MISSING")
        return self.keyring.registry_signer()

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

    def _credential_signer(self, body: str, key: bytes | None) -> "CredentialSigner":
        ring = self.keyring
        wanted = ("credential", body, key.hex() if key else "")
        found = [entry for entry in ring.entries if (entry.role, entry.body, entry.id) == wanted]
        return ring.credential_key(found[-1]) if found else ring.credential_signer(body)

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

    @property
    def provers(self) -> "Provers":
        """Every node as one that shows proofs."""
        from registry.chain.proofs import RpcProver  # noqa: PLC0415
        from registry.service.provers import Provers  # noqa: PLC0415

        return Provers(RpcProver(rpc) for rpc in self.rpcs)

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

    def close(self) -> None:
        """Close what was opened."""
        for rpc in self.__dict__.get("rpcs", ()):
            rpc.close()
        if store := self.__dict__.get("store"):
            store.close()

    def key_password(self) -> "Password":
        """Where the key files' password comes from: given, a file, or the prompt.

        Raises ``UsageError`` PASSWORD_MISSING where there is no terminal to ask at.
        """
        from registry.keys.files import password_from_file  # noqa: PLC0415

        if self.password:
            return self.password
        if self.settings.key_password_file:
            return password_from_file(self.settings.key_password_file)
        if not sys.stdin.isatty():
            raise UsageError("PASSWORD_MISSING")
        asked: list[str] = []

        def ask() -> str:
            if not asked:
                asked.append(getpass("Mật khẩu khóa / key password: "))
            return asked[0]

        return ask


@cache
def ask_pin(token: str) -> str:
    """A token's PIN from the prompt, once: asked again and again it would be typed wrong until the token locks."""
    return getpass(f"PIN {token}: ")
