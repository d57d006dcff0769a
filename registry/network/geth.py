# SPDX-License-Identifier: Apache-2.0
"""geth 1.13, the last release that seals Clique (EIP-225): where it is, how it is built, how a node runs."""

import os
import shutil
import subprocess
from pathlib import Path

from eth_keyfile.keyfile import create_keyfile_json

from registry.errors import UsageError
from registry.network.plan import Node, Plan
from registry.network.profile import pretty

VERSION = "1.13.15"
MODULE = f"github.com/ethereum/go-ethereum/cmd/geth@v{VERSION}"
BUILD_SECONDS = 1_800
_PASSWORD = "loopback"  # noqa: S105 — protects keys that the whole world knows


def cached_geth() -> Path:
    """Where a geth that we built lies, outside the tree."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "antin" / "bin" / "geth"


def find_geth() -> Path | None:
    """ANTIN_GETH, a geth 1.13 on PATH, or the one that was built before.

    Raises ``UsageError`` GETH_MISSING where ANTIN_GETH names no geth 1.13: another one would be a surprise.
    """
    if named := os.environ.get("ANTIN_GETH"):
        if not _seals_clique(Path(named)):
            raise UsageError("GETH_MISSING", "ANTIN_GETH", reason=f"{named} is no geth 1.13")
        return Path(named)
    on_path = shutil.which("geth")
    return next((p for p in (Path(on_path or ""), cached_geth()) if p.is_file() and _seals_clique(p)), None)


def get_geth() -> Path:
    """The same, built where it is missing: two minutes on two cores. Raises ``UsageError`` GETH_MISSING."""
    return find_geth() or build_geth()


def build_geth() -> Path:
    """Build with Go into the cache. Raises ``UsageError`` GETH_MISSING with what Go said."""
    go, target = shutil.which("go"), cached_geth()
    if go is None:
        raise UsageError("GETH_MISSING", reason="Go is not on PATH")
    target.parent.mkdir(parents=True, exist_ok=True)
    # One of its modules links to a private name of Go's runtime, which Go refuses since 1.23 unless told.
    command = [go, "install", "-ldflags=-checklinkname=0", MODULE]
    environment = {**os.environ, "GOBIN": str(target.parent)}
    done = subprocess.run(  # noqa: S603 — fixed arguments
        command, env=environment, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS
    )
    if (
        done.returncode and "checklinkname" in done.stderr
    ):  # Go before 1.23 knows no such flag, and needs none
        done = subprocess.run(  # noqa: S603
            [go, "install", MODULE], env=environment, capture_output=True, text=True, check=False,
            timeout=BUILD_SECONDS,
        )  # fmt: skip
    if done.returncode or not target.is_file():
        raise UsageError("GETH_MISSING", reason=done.stderr.strip()[-300:] or f"{target} is not there")
    return target


class Geth:
    """Clique nodes."""

    consensus = "clique"

    def __init__(self, program: Path) -> None:
        self.program = program

    def write(self, plan: Plan, node: Node, folder: Path, auth_port: int) -> None:
        """The node's files in ``folder``, and its database from the genesis one folder up.

        Raises ``UsageError`` NETWORK_NODE_FAILED.
        """
        (folder / "keystore").mkdir(parents=True, exist_ok=True)
        (folder / "nodekey").write_text(node.key.hex(), encoding="ascii")
        (folder / "password").write_text(_PASSWORD, encoding="ascii")
        content = create_keyfile_json(node.key, _PASSWORD.encode(), kdf="scrypt", iterations=2)
        (folder / "keystore" / "account.json").write_bytes(pretty(content))
        others = ", ".join(f'"{other.enode}"' for other in plan.nodes if other != node)
        (folder / "geth.toml").write_text(f"[Node.P2P]\nStaticNodes = [{others}]\n", encoding="ascii")
        (folder / "auth-port").write_text(str(auth_port), encoding="ascii")
        command = [str(self.program), "--datadir", str(folder / "data"), "--state.scheme", "hash", "init",
                   str(folder.parent / "genesis.json")]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
        if done.returncode:
            log = folder / "node.log"
            log.write_text(done.stderr, encoding="utf-8")
            raise UsageError("NETWORK_NODE_FAILED", node=node.name, reason="genesis refused", log=str(log))

    def command(self, plan: Plan, node: Node, folder: Path) -> list[str]:
        """How the node is started. What is not obvious was found out the hard way (docs/spec/network.md)."""
        common = [
            str(self.program), "--config", str(folder / "geth.toml"), "--datadir", str(folder / "data"),
            "--keystore", str(folder / "keystore"), "--nodekey", str(folder / "nodekey"),
            "--networkid", str(plan.chain_id), "--syncmode", "full", "--gcmode", "archive",
            "--state.scheme", "hash", "--nodiscover", "--nat", "none", "--ipcdisable", "--maxpeers", "64",
            "--cache", "32", "--port", str(node.place.p2p_port),
            "--authrpc.port", (folder / "auth-port").read_text(encoding="ascii"),
            "--http", "--http.addr", "127.0.0.1", "--http.port", str(node.place.rpc_port),
            "--http.api", "eth,net,web3,clique,admin,miner,txpool",
            # A price of 0 is replaced by 1 gwei, and transactions of others are then dropped without a word.
            "--miner.gasprice", "1", "--txpool.pricelimit", "1",
        ]  # fmt: skip
        if not node.validator:
            return common
        sealer = "0x" + node.address.hex()
        return [*common, "--mine", "--miner.etherbase", sealer, "--unlock", sealer, "--password",
                str(folder / "password"), "--allow-insecure-unlock"]  # fmt: skip


def _seals_clique(program: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 — asks a program named geth for its version
            [str(program), "version"], capture_output=True, text=True, check=False, timeout=60
        )
    except OSError:
        return False
    return f"Version: {VERSION.rpartition('.')[0]}." in done.stdout
