# SPDX-License-Identifier: Apache-2.0
"""Typed settings from ``ANTIN_*`` variables, with bounds. Secrets are named by file, never by value."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from registry.errors import UsageError


class Settings(BaseSettings):
    """What one registry needs to run. Paths below ``home`` are used where nothing else is set."""

    model_config = SettingsConfigDict(env_prefix="ANTIN_", extra="ignore", frozen=True)

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
    rpc_timeout: Annotated[float, Field(gt=0, le=300)] = 10.0
    """Seconds to wait for one JSON-RPC answer."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] = 8_080


@dataclass(frozen=True, slots=True)
class Home:
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
    def keys(self) -> Path:
        """Encrypted key files."""
        return self.root / "keys"

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


def load_settings(**overrides: object) -> Settings:
    """Settings of the environment, options first. Raises ``UsageError`` SETTING_WRONG naming the variable."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # values are checked by the model itself
    except ValidationError as error:
        first = error.errors()[0]
        name = "ANTIN_" + "_".join(map(str, first["loc"])).upper()
        raise UsageError("SETTING_WRONG", name=name, reason=first["msg"]) from error


def language(option: str | None = None) -> str:
    """``vi`` or ``en``: the option, else ``ANTIN_LANG``, else the locale; English where none says."""
    text = (
        option or os.environ.get("ANTIN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    )
    return "vi" if text.lower().startswith("vi") else "en"
