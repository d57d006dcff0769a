# SPDX-License-Identifier: Apache-2.0
"""What settings and trust list say, before anything is asked or opened."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from registry.bootstrap.system import SystemClock
from registry.config import Home, Settings
from registry.core.types import Address
from registry.errors import UsageError
from registry.ports.chain import ChainIdentity
from registry.update.held import Held, held_list, read_held
from registry.verify.trust import ListOrigin, Network, TrustList

if TYPE_CHECKING:
    from registry.keys.files import Password


@dataclass(frozen=True)
class Pinned:
    """What settings and trust list say; nothing is opened but their files."""

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
