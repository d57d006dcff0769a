# SPDX-License-Identifier: Apache-2.0
"""``antin network init``: a new folder with everything, or nothing."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from registry.cli.network_init import check_profile, read_profile
from registry.errors import InputError, UsageError
from registry.ports.chain import ChainIdentity
from tests.acceptance.town import Ran, called
from tests.unit.network.plans import keys

ACCOUNT = "0x" + "11" * 20


def init(out: Path, *more: object) -> Ran:
    options = ["--out", out, "--chain-id", 20_261, "--account", ACCOUNT, "--json", *more]
    return called(["network", "init", *map(str, options)], {"ANTIN_LANG": "en"})


def key_folder(folder: Path) -> Path:
    folder.mkdir()
    for name, key in keys().items():
        (folder / f"{name}.key").write_text("0x" + key.hex() + "\n", encoding="ascii")
    return folder


def test_a_network_is_written_whole_and_the_same_for_the_same_keys(tmp_path: Path) -> None:
    given = key_folder(tmp_path / "keys")
    first, second = (init(tmp_path / name, "--keys", given) for name in ("a", "b"))
    assert (first.exit_code, second.exit_code) == (0, 0), first.err
    files = first.json()["files"]
    assert files == second.json()["files"]
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
        wanted = 0o600 if path.endswith("/key") else 0o644
        assert stat.S_IMODE((tmp_path / "a" / path).stat().st_mode) == wanted
    assert first.json()["profile"] == json.loads((tmp_path / "a" / "profile.json").read_bytes())
    assert {entry.name for entry in tmp_path.iterdir()} == {"a", "b", "keys"}


def test_new_keys_are_new(tmp_path: Path) -> None:
    one, two = (init(tmp_path / name).json()["profile"] for name in ("a", "b"))
    assert one["genesis_hash"] != two["genesis_hash"]
    assert len(one["validators"][0]["addresses"]) == 4


def test_an_existing_folder_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    refused = init(tmp_path / "a")
    assert (refused.exit_code, refused.code) == (64, "NETWORK_FOLDER_USED")
    assert list((tmp_path / "a").iterdir()) == []


@pytest.mark.parametrize(
    ("where", "more"),
    [
        ("validators", ["--validators", 3]),
        ("validators", ["--validators", 10**9]),
        ("hosts", ["--hosts", "10.0.0.1"]),
        ("block-period", ["--block-period", 0]),
        ("account", ["--account", "0x12"]),
    ],
)
def test_a_wrong_option_writes_nothing(tmp_path: Path, where: str, more: list[object]) -> None:
    refused = init(tmp_path / "a", *more)
    assert (refused.exit_code, refused.code) == (65, "NETWORK_VALUE")
    assert refused.json()["error"]["where"] == where
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_key_is_named(tmp_path: Path) -> None:
    given = key_folder(tmp_path / "keys")
    (given / "validator-2.key").write_text("0x12", encoding="ascii")
    refused = init(tmp_path / "a", "--keys", given)
    assert refused.code == "NETWORK_VALUE"
    assert refused.json()["error"]["where"].endswith("validator-2.key")
    (given / "validator-2.key").unlink()
    assert init(tmp_path / "a", "--keys", given).code == "FILE_UNREADABLE"


def test_deploying_takes_a_profile_or_a_description_not_both(tmp_path: Path) -> None:
    init(tmp_path / "a")
    profile = str(tmp_path / "a" / "profile.json")
    for more in ([], ["--name", "x"], ["--profile", profile, "--name", "x"]):
        refused = called(["network", "deploy", "--rpc", "http://127.0.0.1:1", "--json", *more], {})
        assert (refused.exit_code, refused.code) == (64, "NETWORK_DESCRIBED_TWICE")
    broken = tmp_path / "profile.json"
    broken.write_text('{"name": "x"}', encoding="ascii")
    refused = called(
        ["network", "deploy", "--rpc", "http://127.0.0.1:1", "--json", "--profile", str(broken)], {}
    )
    assert (refused.exit_code, refused.code) == (65, "NETWORK_PROFILE")


def test_a_profile_is_held_against_the_chain_before_anything_is_sent(tmp_path: Path) -> None:
    init(tmp_path / "a")
    profile = read_profile(tmp_path / "a" / "profile.json")
    genesis = bytes.fromhex(profile["genesis_hash"])
    check_profile(profile, ChainIdentity(20_261, genesis))
    for other in (ChainIdentity(20_262, genesis), ChainIdentity(20_261, bytes(32))):
        with pytest.raises(UsageError) as elsewhere:
            check_profile(profile, other)
        assert elsewhere.value.code == "NETWORK_OTHER_CHAIN"
        assert str(other.chain_id) in elsewhere.value.text("en")
        assert "--rpc" in elsewhere.value.remedy("en")
    wrongs: list[dict[str, Any]] = [{"validators": []}, {"consensus": "other"}, {"agree": 0}]
    for wrong in wrongs:
        with pytest.raises(InputError) as refused:
            check_profile({**profile, **wrong}, ChainIdentity(20_261, genesis))
        assert refused.value.code == "TRUST_LIST_FORMAT"
