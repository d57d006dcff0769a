# SPDX-License-Identifier: Apache-2.0
"""The demo's state on disk: a registry's folder, the chain beside it, and the documents it issues from."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from registry.config import Home
from registry.core.strict_json import loads
from registry.errors import RegistryError, UsageError

STATE = "demo.json"


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Everything below ``root`` is the demo's own; ``--fresh`` moves it aside and never deletes."""

    root: Path

    @property
    def home(self) -> Home:
        """The registry's folder."""
        return Home(self.root / "registry")

    @property
    def chain(self) -> Path:
        """Ganache's database and log."""
        return self.root / "chain"

    @property
    def password_file(self) -> Path:
        """Random password of the demo's key files, readable by the owner only."""
        return self.root / "key-password"

    @property
    def documents(self) -> Path:
        """Rosters and DCC files that are issued, bundles and QR codes that result."""
        return self.root / "documents"

    @property
    def begun(self) -> bool:
        """Whether an earlier start got as far as having a state."""
        return (self.root / STATE).exists()

    def prepare(self) -> None:
        """Make what is missing."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.documents.mkdir(exist_ok=True)
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(24) + "\n", encoding="ascii")

    def move_aside(self) -> Path | None:
        """Rename the whole folder; returns its new name, or ``None`` where there was none."""
        if not self.root.exists():
            return None
        aside = self.root.with_name(f"{self.root.name}-{datetime.now(UTC):%Y%m%d-%H%M%S}")
        self.root.rename(aside)
        return aside

    def remember(self, **state: str) -> None:
        """Write the state that a second start goes on from."""
        partial = self.root / (STATE + ".partial")
        partial.write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
        partial.replace(self.root / STATE)

    def remembered(self) -> dict[str, str] | None:
        """The state of an earlier start. Raises ``UsageError`` DEMO_STATE_DAMAGED."""
        path = self.root / STATE
        if not path.exists():
            return None
        try:
            state = loads(path.read_bytes(), limit=64 * 1024, where=str(path))
        except (OSError, RegistryError) as error:
            raise UsageError("DEMO_STATE_DAMAGED", str(path)) from error
        return {str(key): str(value) for key, value in state.items()}
