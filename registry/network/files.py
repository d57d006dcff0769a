# SPDX-License-Identifier: Apache-2.0
"""Every file of a generated Besu network, by its path below the folder that becomes ``/etc/antin-network``."""

from collections.abc import Iterable, Mapping
from typing import Any

from registry.network.genesis import genesis_hash, qbft_genesis
from registry.network.plan import Node, Plan
from registry.network.profile import pretty, profile

ETC, DATA = "/etc/antin-network", "/var/lib/antin-network"
SECRET_MODE, PUBLIC_MODE = 0o600, 0o644
IMAGE = "hyperledger/besu:${BESU_VERSION:?set it to the release that you have tested}"


def network_files(plan: Plan) -> dict[str, tuple[bytes, int]]:
    """Content and mode by path. The same plan gives the same bytes.

    Node keys are plain hexadecimal, readable by their owner alone: Besu reads no encrypted key file, it has
    security modules for that (docs/howto/run-a-network.md).
    """
    genesis = plan_genesis(plan)
    public = {
        "genesis.json": pretty(genesis),
        "static-nodes.json": pretty([node.enode for node in plan.nodes]),
        "permissions.toml": permissions(plan),
        "profile.json": pretty(profile(plan, genesis_hash(genesis), consensus="qbft")),
        "nodes.json": pretty({"nodes": [_listed(node) for node in plan.nodes]}),
        "compose.yaml": compose(plan),
    }
    for node in plan.nodes:
        public[f"nodes/{node.name}/besu.toml"] = node_toml(node)
        public[f"systemd/antin-{node.name}.service"] = systemd_unit(node)
    files = {path: (content, PUBLIC_MODE) for path, content in public.items()}
    secret = {f"nodes/{n.name}/key": (b"0x" + n.key.hex().encode() + b"\n", SECRET_MODE) for n in plan.nodes}
    return files | secret


def plan_genesis(plan: Plan) -> dict[str, Any]:
    """The plan's QBFT genesis. No account needs a balance: gas costs nothing."""
    return qbft_genesis(
        chain_id=plan.chain_id, validators=plan.validators, block_period=plan.block_period,
        request_timeout=plan.request_timeout,
    )  # fmt: skip


def permissions(plan: Plan) -> bytes:
    """Who may connect and who may send, on every node alike."""
    return _toml({
        "nodes-allowlist": [node.enode for node in plan.nodes],
        "accounts-allowlist": ["0x" + account.hex() for account in plan.accounts],
    })  # fmt: skip


def node_toml(node: Node) -> bytes:
    """Besu's settings. Observers keep every state, so that they can prove old blocks as well."""
    # With a full sync Besu cannot prune Bonsai's logs, and some releases refuse to start unless told not to.
    recent: dict[str, str | bool] = {"data-storage-format": "BONSAI", "bonsai-limit-trie-logs-enabled": False}
    every: dict[str, str | bool] = {"data-storage-format": "FOREST"}
    apis = ["ETH", "NET", "WEB3", *(["QBFT", "ADMIN", "PERM"] if node.validator else [])]
    return _toml({
        "data-path": f"{DATA}/{node.name}",
        "genesis-file": f"{ETC}/genesis.json",
        "node-private-key-file": f"{ETC}/nodes/{node.name}/key",
        "static-nodes-file": f"{ETC}/static-nodes.json",
        "discovery-enabled": False,
        "nat-method": "NONE",
        "p2p-host": node.place.host,
        "p2p-port": node.place.p2p_port,
        "permissions-nodes-config-file-enabled": True,
        "permissions-nodes-config-file": f"{ETC}/permissions.toml",
        "permissions-accounts-config-file-enabled": True,
        "permissions-accounts-config-file": f"{ETC}/permissions.toml",
        "sync-mode": "FULL",
        # Waiting for the usual five peers, a network of five nodes would never start.
        "sync-min-peers": 1,
        "remote-connections-limit-enabled": False,
        **(recent if node.validator else every),
        # One relayer sends nearly everything: by default it would get a thousandth of the pool.
        "tx-pool": "SEQUENCED",
        "tx-pool-limit-by-account-percentage": 1,
        "tx-pool-no-local-priority": True,
        "min-gas-price": 0,
        "rpc-http-enabled": True,
        "rpc-http-host": "127.0.0.1",
        "rpc-http-port": node.place.rpc_port,
        "rpc-http-api": apis,
        "host-allowlist": ["localhost", "127.0.0.1"],
    })  # fmt: skip


def systemd_unit(node: Node) -> bytes:
    """A unit for the node's own machine."""
    return f"""[Unit]
Description=Antin network, {node.name}
After=network-online.target
Wants=network-online.target

[Service]
User=besu
ExecStart=/usr/local/bin/besu --config-file={ETC}/nodes/{node.name}/besu.toml
Restart=always
RestartSec=5
TimeoutStopSec=120
StateDirectory=antin-network/{node.name}
StateDirectoryMode=0700
NoNewPrivileges=true
PrivateTmp=true
ProtectHome=true
ProtectSystem=strict
ReadWritePaths={DATA}/{node.name}
LimitNOFILE=65536

[Install]
WantedBy=multi-user.target
""".encode()


def compose(plan: Plan) -> bytes:
    """All nodes on one machine, on its own network: nodes are pinned by address and port."""
    services = "".join(_service(node) for node in plan.nodes)
    volumes = "".join(f"  {node.name}:\n" for node in plan.nodes)
    return f"services:\n{services}volumes:\n{volumes}".encode()


def _service(node: Node) -> str:
    return f"""  {node.name}:
    image: {IMAGE}
    command: --config-file={ETC}/nodes/{node.name}/besu.toml
    network_mode: host
    restart: unless-stopped
    stop_grace_period: 2m
    volumes:
      - ./genesis.json:{ETC}/genesis.json:ro
      - ./static-nodes.json:{ETC}/static-nodes.json:ro
      - ./permissions.toml:{ETC}/permissions.toml
      - ./nodes/{node.name}:{ETC}/nodes/{node.name}:ro
      - {node.name}:{DATA}/{node.name}
"""


def _listed(node: Node) -> dict[str, Any]:
    return {
        "name": node.name, "validator": node.validator, "address": "0x" + node.address.hex(),
        "enode": node.enode, "rpc_port": node.place.rpc_port,
    }  # fmt: skip


def _toml(values: Mapping[str, str | int | bool | Iterable[str]]) -> bytes:
    return "".join(f"{name}={_toml_value(value)}\n" for name, value in values.items()).encode()


def _toml_value(value: str | int | bool | Iterable[str]) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"'  # names, paths and addresses of ours: nothing in them needs escaping
    return "[" + ", ".join(f'"{item}"' for item in value) + "]"
