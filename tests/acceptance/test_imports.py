# SPDX-License-Identifier: Apache-2.0
"""The verifier installs and starts without the chain, store, web and command libraries."""

import subprocess
import sys

import pytest

from tests.support import ROOT

HEAVY = (
    "web3", "eth_account", "eth_abi", "coincurve", "sqlalchemy", "alembic", "fastapi", "starlette", "uvicorn",
    "pydantic", "tuf", "typer", "rich", "lxml", "jinja2",
)  # fmt: skip


def imported(statement: str) -> set[str]:
    """Top-level packages that ``-X importtime`` lists for a statement."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", statement],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "statement",
    [
        "import registry.verify",
        "import registry.verify; from registry.verify import verify, recognise, TrustList",
        "from registry.update.held import held_list, read_held",
        "import registry.core.bundle, registry.core.qr, registry.core.credential",
    ],
)
def test_the_verifier_imports_no_heavy_library(statement: str) -> None:
    names = imported(statement)
    assert "registry" in names
    assert names.isdisjoint(HEAVY), names.intersection(HEAVY)


def test_the_commands_help_loads_neither_chain_nor_store_nor_web() -> None:
    names = imported("from registry.cli.main import make_app; make_app()")
    assert "typer" in names
    unwanted = {"web3", "eth_account", "sqlalchemy", "fastapi", "uvicorn", "lxml"}
    assert names.isdisjoint(unwanted), names.intersection(unwanted)
