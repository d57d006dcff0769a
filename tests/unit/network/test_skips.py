# SPDX-License-Identifier: Apache-2.0
"""Where no node program is here and none can be built, the network's tests skip and say what to install."""

from pathlib import Path

import pytest

from tests.clique import needs_nodes


def test_the_reason_of_a_skip_is_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ANTIN_GETH", raising=False)
    with pytest.raises(pytest.skip.Exception) as skipped:
        needs_nodes()
    assert "scripts/network build" in str(skipped.value)
    assert "Go 1.21" in str(skipped.value)


def test_with_go_alone_nothing_skips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "go").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ANTIN_GETH", raising=False)
    needs_nodes()
