# SPDX-License-Identifier: Apache-2.0
"""Certificates that XML signers may lead to: given ones, and those in the registry's folder."""

from collections.abc import Sequence
from pathlib import Path

from registry.cli.options import read_file

_MAX_PEM_BYTES = 1 << 20


def read_roots(given: Sequence[Path], folder: Path) -> list[bytes]:
    """PEM bytes of the given files, then of ``*.pem`` and ``*.crt`` in ``folder`` by name."""
    own = sorted(p for p in folder.glob("*") if p.suffix in (".pem", ".crt")) if folder.is_dir() else []
    return [read_file(path, _MAX_PEM_BYTES) for path in (*given, *own)]
