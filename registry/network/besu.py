# SPDX-License-Identifier: Apache-2.0
"""Besu nodes on the loopback, from the very files that ``antin network init`` writes."""

import shutil
from pathlib import Path

from registry.network.files import network_files
from registry.network.plan import Node, Plan


def find_besu() -> Path | None:
    """Besu on PATH."""
    found = shutil.which("besu")
    return Path(found) if found else None


class Besu:
    """QBFT nodes."""

    consensus = "qbft"

    def __init__(self, program: Path) -> None:
        self.program = program

    def write(self, plan: Plan, node: Node, folder: Path, auth_port: int) -> None:  # noqa: ARG002 — geth's alone
        """The generated network's files; those that nodes share lie one folder up."""
        folder.mkdir(parents=True, exist_ok=True)
        own = f"nodes/{node.name}/"
        for path, (content, mode) in network_files(plan).items():
            if path.startswith(own):
                target = folder / path.removeprefix(own)
            elif "/" not in path and path != "profile.json":
                target = folder.parent / path
            else:
                continue
            target.write_bytes(content)
            target.chmod(mode)

    def command(self, plan: Plan, node: Node, folder: Path) -> list[str]:  # noqa: ARG002 — one form for both kinds
        """The generated TOML, its paths replaced by those of this folder: options outrank the file."""
        shared = folder.parent
        return [
            str(self.program), f"--config-file={folder / 'besu.toml'}", f"--data-path={folder / 'data'}",
            f"--genesis-file={shared / 'genesis.json'}", f"--node-private-key-file={folder / 'key'}",
            f"--static-nodes-file={shared / 'static-nodes.json'}",
            f"--permissions-nodes-config-file={shared / 'permissions.toml'}",
            f"--permissions-accounts-config-file={shared / 'permissions.toml'}",
        ]  # fmt: skip
