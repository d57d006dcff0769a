# SPDX-License-Identifier: Apache-2.0
"""The verifier works where only the base dependencies are installed."""

import subprocess
import sys

BANNED = ("pydantic", "web3", "eth_account", "sqlalchemy", "fastapi", "typer", "lxml", "joserfc", "jinja2")
SCRIPT = """
import sys
import registry.verify
{more}
loaded = sorted(name for name in {banned!r} if name in sys.modules)
print(loaded, "cryptography" in sys.modules)
"""


def _loaded(more: str) -> str:
    script = SCRIPT.format(more=more, banned=BANNED)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_importing_the_room_loads_next_to_nothing() -> None:
    assert _loaded("") == "[] False"


def test_verifying_loads_no_chain_library_no_database_and_no_web_framework() -> None:
    assert _loaded("registry.verify.verify; registry.verify.recognise") == "[] True"


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert _loaded("assert not hasattr(registry.verify, 'nothing')") == "[] False"
