# SPDX-License-Identifier: Apache-2.0
"""Typed settings from ``ANTIN_*`` variables, with bounds. Secrets are named by file, never by value."""

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from registry.errors import UsageError

PREFIX = "ANTIN_"
MAX_TIMEOUT = 300.0


class Settings(Struct, frozen=True, kw_only=True):
    """What one registry needs to run. Paths below ``home`` are used where nothing else is set.

    Read by hand rather than by a settings library: every command reads them, and the library alone took a
    quarter of the time of ``antin verify``.
    """

    home: Path = Path("var/antin")
    """Folder with the store, the keys, the trust list and the installed schemas."""
    database_url: str | None = None
    """SQLAlchemy address; a SQLite file in ``home`` where it is not set."""
    trust_list: Path | None = None
    """The pinned trust list; ``home``/trust-list.json where it is not set."""
    network: str | None = None
    """Name of the network in the trust list; needed only where it lists several."""
    rpc_urls: str | None = None
    """Comma-separated JSON-RPC endpoints instead of the trust list's."""
    registry_url: str | None = None
    """Registry service to ask for bundles when this machine has no store."""
    public_url: str | None = None
    """Address that QR codes carry for ever; mandatory outside the demo."""
    key_password_file: Path | None = None
    """File with the password of the key files; asked for at the prompt where it is not set."""
    rpc_timeout: float = 10.0
    """Seconds to wait for one JSON-RPC answer, more than 0 and at most ``MAX_TIMEOUT``."""
    host: str = "127.0.0.1"
    port: int = 8_080


class Home(Struct, frozen=True):
    """Names of the files in a registry's folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite store."""
        return self.root / "registry.db"

    @property
    def trust_list(self) -> Path:
        """The pinned trust list."""
        return self.root / "trust-list.json"

    @property
    def trust(self) -> Path:
        """The signed trust list that was taken in, with what vouches for it (docs/spec/trust-update.md)."""
        return self.root / "trust"

    @property
    def keys(self) -> Path:
        """Encrypted key files."""
        return self.root / "keys"

    @property
    def approved(self) -> Path:
        """Folders, one for each owner, held by whoever carries out what was approved."""
        return self.root / "approved"

    @property
    def schemas(self) -> Path:
        """Installed DCC and D-SI schemas."""
        return self.root / "schemas"

    @property
    def deployment(self) -> Path:
        """Record of the contract's deployment."""
        return self.root / "deployment.json"

    @property
    def signer_roots(self) -> Path:
        """PEM certificates that XML signatures are trusted by, one file or many."""
        return self.root / "signer-roots"

    @property
    def key_chains(self) -> Path:
        """Checked X.509 chains of registered credential keys."""
        return self.root / "key-chains"


def load_settings(**overrides: object) -> Settings:
    """Settings of the environment, options first; an empty variable counts as none.

    Raises ``UsageError`` SETTING_WRONG naming the variable.
    """
    variables = {name: os.environ.get(PREFIX + name.upper()) for name in Settings.__struct_fields__}
    given: dict[str, object] = {name: text for name, text in variables.items() if text}
    given |= {name: value for name, value in overrides.items() if value is not None}
    return Settings(**{name: _value(name, raw) for name, raw in given.items()})


def _value(name: str, raw: object) -> Any:
    try:
        return _READERS.get(name, str)(raw)
    except (TypeError, ValueError) as error:
        raise UsageError("SETTING_WRONG", name=PREFIX + name.upper(), reason=str(error)) from error


def _timeout(raw: Any) -> float:
    seconds = float(raw)
    if not math.isfinite(seconds) or not 0 < seconds <= MAX_TIMEOUT:
        raise ValueError(f"{raw}: more than 0, at most {MAX_TIMEOUT:.0f} seconds")
    return seconds


def _port(raw: Any) -> int:
    port = int(raw)
    if not 1 <= port <= 65_535:
        raise ValueError(f"{raw}: 1 to 65535")
    return port


_READERS: dict[str, Callable[[Any], Any]] = {
    "home": Path,
    "trust_list": Path,
    "key_password_file": Path,
    "rpc_timeout": _timeout,
    "port": _port,
}


def language(option: str | None = None) -> str:
    """``vi`` or ``en``: the option, else ``ANTIN_LANG``, else the locale; English where none says."""
    text = (
        option or os.environ.get("ANTIN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    )
    return "vi" if text.lower().startswith("vi") else "en"
