# SPDX-License-Identifier: Apache-2.0
"""The generated files say what the runbook promises, and nothing secret but the keys."""

import json
import re
import tomllib

import pytest

from registry.errors import InputError
from registry.network.files import network_files
from registry.network.genesis import genesis_hash
from registry.network.plan import check_plan, make_nodes, read_accounts, read_places
from registry.verify.fields import Reader
from registry.verify.pinned import network_mapping, read_network
from tests.unit.network.plans import ACCOUNT, keys, plan

HOSTS = ("10.1.0.1", "10.1.0.2", "10.1.0.3:31000", "10.1.0.1", "10.1.0.9")


def test_the_same_plan_gives_the_same_files() -> None:
    assert network_files(plan()) == network_files(plan())
    paths = set(network_files(plan()))
    assert {"genesis.json", "static-nodes.json", "permissions.toml", "profile.json", "compose.yaml"} <= paths
    assert {"nodes/observer-1/besu.toml", "systemd/antin-validator-4.service"} <= paths


def test_keys_are_for_their_owner_and_nowhere_else() -> None:
    files = network_files(plan())
    secret = {path for path, (_, mode) in files.items() if mode == 0o600}
    assert secret == {f"nodes/{name}/key" for name in keys()}
    public = b"".join(content for path, (content, _) in files.items() if path not in secret)
    for node in plan().nodes:
        assert files[f"nodes/{node.name}/key"][0] == b"0x" + node.key.hex().encode() + b"\n"
        assert node.key.hex().encode() not in public
        assert node.key.hex() not in repr(node)


def test_every_node_finds_and_admits_every_node() -> None:
    files = network_files(plan(hosts=HOSTS))
    nodes = json.loads(files["static-nodes.json"][0])
    permissions = tomllib.loads(files["permissions.toml"][0].decode())
    assert permissions == {"nodes-allowlist": nodes, "accounts-allowlist": ["0x" + ACCOUNT.hex()]}
    places = [enode.partition("@")[2] for enode in nodes]
    assert places == [
        "10.1.0.1:30303",
        "10.1.0.2:30303",
        "10.1.0.3:31000",
        "10.1.0.1:30304",
        "10.1.0.9:30303",
    ]


def test_settings_of_nodes() -> None:
    files = network_files(plan(hosts=HOSTS))
    sealing, observing = (
        tomllib.loads(files[f"nodes/{name}/besu.toml"][0].decode()) for name in ("validator-4", "observer-1")
    )
    assert (sealing["p2p-host"], sealing["p2p-port"], sealing["rpc-http-port"]) == ("10.1.0.1", 30_304, 8_546)
    for settings in (sealing, observing):
        assert settings["min-gas-price"] == 0
        assert (settings["sync-mode"], settings["sync-min-peers"]) == ("FULL", 1)
        assert settings["tx-pool-limit-by-account-percentage"] == 1
        assert settings["discovery-enabled"] is False
        assert settings["rpc-http-host"] == "127.0.0.1"
        assert settings["permissions-nodes-config-file-enabled"] is True
        assert settings["permissions-accounts-config-file-enabled"] is True
    assert (sealing["data-storage-format"], sealing["bonsai-limit-trie-logs-enabled"]) == ("BONSAI", False)
    assert observing["data-storage-format"] == "FOREST"
    assert "ADMIN" not in observing["rpc-http-api"]
    unit = files["systemd/antin-validator-4.service"][0].decode()
    assert "--config-file=/etc/antin-network/nodes/validator-4/besu.toml" in unit


def test_the_profile_is_a_network_of_the_trust_list_once_it_has_a_contract() -> None:
    made = plan(block_period=3, max_age=600, agree=2, endpoints=("https://rpc.example.vn",))
    files = network_files(made)
    profile = json.loads(files["profile.json"][0])
    contract = {"address": "22" * 20, "code_hash": "33" * 32, "from_block": 5}
    network = read_network(Reader(profile | {"contracts": [contract]}, "profile"))
    assert network_mapping(network) == profile | {"contracts": [contract]}
    assert network.genesis_hash == genesis_hash(json.loads(files["genesis.json"][0]))
    assert network.validators_at(0) == network.validators_at(10**9) == made.validators
    assert (network.consensus, network.finality, network.agree, network.max_age) == ("qbft", 0, 2, 600)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": "Mạng"}),
        ("name", {"name": "a" * 33}),
        ("chain-id", {"chain_id": 0}),
        ("chain-id", {"chain_id": 1 << 53}),
        ("validators", {"validators": 3}),
        ("nodes", {"validators": 4, "observers": 61}),
        ("block-period", {"block_period": 0}),
        ("request-timeout", {"block_period": 4, "request_timeout": 4}),
        ("max-age", {"max_age": 0}),
        ("agree", {"agree": 6}),
        ("account", {"accounts": ()}),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        check_plan(plan(**changes))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.where) == ("NETWORK_VALUE", field)
    assert refused.value.remedy("vi")
    assert not re.search(r"\b(to|of|at|is)\b", refused.value.text("vi")), "the reason is Vietnamese too"


def test_one_key_or_place_for_two_nodes_is_refused() -> None:
    twice = {**keys(), "validator-2": keys()["validator-1"]}
    nodes = make_nodes(tuple(keys()), twice, read_places((), 5))
    with pytest.raises(InputError, match="different key"):
        check_plan(plan(nodes=nodes))
    with pytest.raises(InputError, match="place of its own"):
        check_plan(plan(hosts=("10.1.0.1:1", "10.1.0.1:1", *HOSTS[2:])))


@pytest.mark.parametrize(
    "hosts", [HOSTS[:4], ("node.example.vn", *HOSTS[1:]), ("10.1.0.1:0", *HOSTS[1:]), ("::1", *HOSTS[1:])]
)
def test_hosts_are_addresses_one_a_node(hosts: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as refused:
        read_places(hosts, 5)
    assert refused.value.where == "hosts"


@pytest.mark.parametrize("text", ["11" * 20, "0x" + "11" * 19, "0x" + "00" * 20, "0x" + "gg" * 20])
def test_accounts_are_addresses(text: str) -> None:
    with pytest.raises(InputError):
        read_accounts([text])


@pytest.mark.parametrize("key", [bytes(32), b"\xff" * 32, b"\1" * 31])
def test_a_key_that_is_none_is_named(key: bytes) -> None:
    with pytest.raises(InputError) as refused:
        make_nodes(tuple(keys()), {**keys(), "validator-3": key}, read_places((), 5))
    assert refused.value.where == "keys: validator-3"
