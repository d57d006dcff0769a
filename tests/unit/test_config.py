# SPDX-License-Identifier: Apache-2.0
"""What settings take from the environment, and what they refuse."""

import os
from pathlib import Path

import pytest

from registry.config import Settings, load_settings
from registry.errors import UsageError


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ANTIN_")]:
        monkeypatch.delenv(name)


def test_without_variables_the_defaults_hold() -> None:
    assert load_settings() == Settings()
    assert load_settings().home == Path("var/antin")


def test_variables_are_read_as_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTIN_HOME", "/srv/antin")
    monkeypatch.setenv("ANTIN_RPC_TIMEOUT", "2.5")
    monkeypatch.setenv("ANTIN_PORT", "9000")
    monkeypatch.setenv("ANTIN_PUBLIC_URL", "https://antin.example")
    found = load_settings()
    assert (found.home, found.rpc_timeout, found.port) == (Path("/srv/antin"), 2.5, 9_000)
    assert found.public_url == "https://antin.example"


def test_an_option_goes_before_the_variable_and_none_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTIN_HOME", "/srv/antin")
    assert load_settings(home=Path("here")).home == Path("here")
    assert load_settings(home=None).home == Path("/srv/antin")


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTIN_TRUST_LIST", "")
    assert load_settings().trust_list is None


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "0"), ("PORT", "65536"), ("PORT", "http"), ("RPC_TIMEOUT", "0"), ("RPC_TIMEOUT", "nan"),
     ("RPC_TIMEOUT", "301"), ("RPC_TIMEOUT", "soon")],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"ANTIN_{name}", text)
    with pytest.raises(UsageError) as refused:
        load_settings()
    assert (refused.value.code, refused.value.params["name"]) == ("SETTING_WRONG", f"ANTIN_{name}")
