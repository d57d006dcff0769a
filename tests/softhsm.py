# SPDX-License-Identifier: Apache-2.0
"""PKCS#11 tokens in a temporary folder, for tests: Debian's SoftHSM2."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from registry.keys.entries import TokenPlace

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")
PIN, SO_PIN = "pin-874261", "so-pin-1"
READY = 24
"""The module reads its folder once a process, so all tokens are made before it loads."""


@dataclass
class Tokens:
    """``module`` to load, and labels of fresh tokens, one for each test that asks."""

    module: str
    folder: Path
    numbers: "count[int]"

    def fresh(self) -> TokenPlace:
        """A token of a test's own, its PIN in a file of its owner."""
        number = next(self.numbers)
        assert number < READY, "make more tokens"
        return TokenPlace(self.module, f"token-{number:02}", "", str(self.pin_file(PIN)))

    def pin_file(self, pin: str) -> Path:
        path = self.folder / f"pin-{pin}"
        path.write_text(pin + "\n")
        path.chmod(0o600)
        return path

    def tool(self, place: TokenPlace, *arguments: str) -> str:
        """Debian's pkcs11-tool on the token, as another program sees it."""
        command = ["pkcs11-tool", "--module", self.module, "--token-label", place.token, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr


def make_tokens(folder: Path) -> Tokens:
    """Skip with the remedy where the packages are missing."""
    module = next((m for m in MODULES if Path(m).exists()), None)
    if module is None or shutil.which("softhsm2-util") is None or shutil.which("pkcs11-tool") is None:
        pytest.skip("needs the softhsm2 and opensc packages: apt-get install softhsm2 opensc")
    pytest.importorskip("pkcs11", reason="needs the extra: pip install antin[pkcs11]")
    (folder / "tokens").mkdir()
    settings = f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
    (folder / "softhsm2.conf").write_text(settings)
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for number in range(READY):
        command = ["softhsm2-util", "--init-token", "--free", "--label", f"token-{number:02}", "--so-pin", SO_PIN,
                   "--pin", PIN]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
    return Tokens(module, folder, count())
