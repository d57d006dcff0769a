# SPDX-License-Identifier: Apache-2.0
"""Every verb of the command and the module that adds it.

A run imports the module of its own verb only: a person with a phone waits for `antin verify`, and the modules of all
verbs together take as long to load as the verification. Heavy libraries load inside the verb that needs them.
"""

from collections.abc import Mapping
from importlib import import_module

import typer

# In the order of a certificate's life; the first word of a command line to the module below registry.cli.
VERBS: Mapping[str, str] = {
    "template": "template", "check": "check", "issue": "issue", "attach": "attach", "bundle": "bundle",
    "share": "share", "qr": "qr", "prove": "prove", "verify": "verify", "status": "status",
    "surveillance": "surveillance", "body": "body", "grant": "grant", "order": "order",
    "authority": "authority", "key": "key",
    "signer": "signer", "network": "network", "trust": "trust", "schemas": "schemas", "audit": "audit",
    "serve": "serve", "worker": "worker", "db": "database", "api-key": "api_key",
}  # fmt: skip


def register_verbs(app: typer.Typer, first: str | None = None) -> None:
    """Add the verb that ``first`` names, or all of them where it names none: for help and for misuse."""
    wanted = [VERBS[first]] if first is not None and first in VERBS else list(VERBS.values())
    for name in wanted:
        import_module(f"registry.cli.{name}").register(app)
