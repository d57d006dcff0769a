# SPDX-License-Identifier: Apache-2.0
"""CI demands that nothing skips: what is missing there is a failure."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

TESTS = """
import pytest

def test_skips(): pytest.skip("needs a thing: apt install thing")
@pytest.mark.skipif(True, reason="never here")
def test_marked(): raise AssertionError
@pytest.mark.xfail(strict=True)
def test_fails_as_expected(): raise AssertionError
@pytest.fixture
def tool(): pytest.skip("needs a tool")
def test_fixture(tool): raise AssertionError
def test_passes(): pass
"""
MODULE = "import pytest\npytest.skip('nothing here', allow_module_level=True)\n"


def outcome(folder: Path, no_skips: str | None) -> tuple[int, str]:
    (folder / "test_some.py").write_text(TESTS, encoding="utf-8")
    (folder / "test_module.py").write_text(MODULE, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "ANTIN_NO_SKIPS"}
    if no_skips is not None:
        environment["ANTIN_NO_SKIPS"] = no_skips
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.conftest",
         "--continue-on-collection-errors", "-c", os.devnull, "--rootdir", str(folder), str(folder)],
        capture_output=True, text=True, env=environment, cwd=ROOT, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_a_skip_is_a_skip_on_a_developers_machine(tmp_path: Path) -> None:
    code, text = outcome(tmp_path, None)
    assert code == 0, text
    assert "1 passed, 4 skipped, 1 xfailed" in text


def test_a_skip_is_a_failure_where_none_is_allowed(tmp_path: Path) -> None:
    code, text = outcome(tmp_path, "1")
    assert code == 1
    assert "1 passed, 1 xfailed" in text
    assert "skipped" not in text
    for reason in ("needs a thing: apt install thing", "never here", "needs a tool", "nothing here"):
        assert reason in text
