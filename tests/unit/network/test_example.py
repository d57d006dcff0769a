# SPDX-License-Identifier: Apache-2.0
"""The example beside the deployment's readme is what the generator writes today."""

import stat

from registry.network.files import network_files
from tests.support import ROOT
from tests.unit.network.plans import plan

EXAMPLE = ROOT / "deploy" / "besu" / "example"
KINDS = ("validator-1", "observer-1")


def example() -> dict[str, bytes]:
    """The shown files: of one node of each kind, and no keys."""
    files = network_files(plan(hosts=("10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "10.1.0.9")))
    return {
        path: content
        for path, (content, _) in files.items()
        if not path.endswith("/key") and ("/" not in path or any(kind in path for kind in KINDS))
    }


def test_the_example_is_current() -> None:
    found = {
        str(path.relative_to(EXAMPLE)): path.read_bytes() for path in EXAMPLE.rglob("*") if path.is_file()
    }
    assert found == example()


def test_the_command_can_be_run() -> None:
    assert (ROOT / "scripts" / "network").stat().st_mode & stat.S_IXUSR
