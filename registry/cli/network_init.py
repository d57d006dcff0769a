# SPDX-License-Identifier: Apache-2.0
"""``antin network init``: the files of a permissioned Besu network, and the profile that verifiers pin."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options import Json, Lang, read_file, speaker
from registry.errors import InputError, UsageError
from registry.texts.model import Both

if TYPE_CHECKING:
    from registry.chain.deploy import Deployment
    from registry.network.plan import Plan
    from registry.ports.chain import ChainIdentity
    from registry.verify.trust import Network

MAX_PROFILE = 256 * 1024


def add(group: typer.Typer) -> None:
    """Add the verb."""
    group.command("init", help="Tạo mạng Besu QBFT / generate a Besu QBFT network.")(init)


def init(
    out_dir: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Thư mục mới / a folder that does not exist yet.")
    ],
    chain_id: Annotated[int, typer.Option("--chain-id", help="Số chuỗi, riêng của mạng / its own chain id.")],
    account: Annotated[
        list[str], typer.Option("--account", metavar="0x…", help="Được gửi giao dịch / may send; repeatable.")
    ],
    name: Annotated[str, typer.Option("--name", help="Tên mạng / name of the network.")] = "antin",
    validators: Annotated[int, typer.Option("--validators", help="Nút xác thực / validators, from 4.")] = 4,
    observers: Annotated[int, typer.Option("--observers", help="Nút không xác thực / other nodes.")] = 1,
    hosts: Annotated[
        str, typer.Option("--hosts", metavar="IP[:PORT],…", help="Một cho mỗi nút / one a node, validators first.")
    ] = "",
    block_period: Annotated[int, typer.Option("--block-period", help="Giây mỗi khối / seconds a block.")] = 2,
    request_timeout: Annotated[
        int | None, typer.Option("--request-timeout", help="Giây chờ một vòng / seconds a round (2 blocks).")
    ] = None,
    max_age: Annotated[int, typer.Option("--max-age", help="Giây / oldest evidence for today, s.")] = 86_400,
    agree: Annotated[int, typer.Option("--agree", help="Số nút phải khớp / nodes that must agree.")] = 2,
    endpoint: Annotated[
        list[str] | None, typer.Option("--endpoint", metavar="URL", help="JSON-RPC công khai / public; repeatable.")
    ] = None,
    keys: Annotated[
        Path | None, typer.Option("--keys", metavar="DIR", help="Khóa có sẵn / existing keys: NAME.key, hex.")
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Mạng thử nghiệm / a demo network.")] = False,
    lang: Lang = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Genesis, node keys, static nodes, permissions, a TOML and a systemd unit for each node, a compose file and
    the network's profile. The same keys and options give the same files; an existing folder is never touched.
    """
    out = speaker(lang, as_json)
    from registry.network.plan import Plan, check_plan, make_nodes, node_names, read_accounts, read_places

    names = node_names(validators, observers)
    places = read_places([text for text in hosts.split(",") if text.strip()], len(names))
    plan = check_plan(Plan(
        name=name, chain_id=chain_id, nodes=make_nodes(names, _keys(names, keys), places),
        accounts=read_accounts(account), block_period=block_period,
        request_timeout=request_timeout or 2 * block_period, demo=demo, max_age=max_age, agree=agree,
        endpoints=tuple(endpoint or ()),
    ))  # fmt: skip
    written = write_network(plan, out_dir)
    pinned = read_profile(out_dir / "profile.json")
    out.say(f"Đã ghi {len(written)} tệp vào {out_dir}", f"Wrote {len(written)} files to {out_dir}")
    out.say(f"Khối đầu {pinned['genesis_hash']}", f"Genesis {pinned['genesis_hash']}")
    out.note(
        "nodes/*/key là khóa bí mật, không mã hóa, chỉ chủ sở hữu đọc được: mỗi máy chỉ giữ khóa của mình.",
        "nodes/*/key are secret keys in plain text, readable by their owner: each machine keeps its own.",
    )
    out.document({"folder": str(out_dir), "files": written, "profile": pinned})


def write_network(plan: "Plan", folder: Path) -> list[str]:
    """Write all files or none, and return their paths. Raises ``UsageError`` NETWORK_FOLDER_USED, FILE_UNWRITABLE."""
    from registry.network.files import network_files

    files = network_files(plan)
    if folder.exists() or folder.is_symlink():
        raise UsageError("NETWORK_FOLDER_USED", str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(
            tempfile.mkdtemp(prefix=".antin-network-", dir=folder.parent)
        )  # nobody else may look inside
        try:
            for path, (content, mode) in files.items():
                target = beside / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.touch(mode)
                target.chmod(mode)
                target.write_bytes(content)
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise UsageError("FILE_UNWRITABLE", str(folder), reason=error.strerror or str(error)) from error
    return sorted(files)


def read_profile(path: Path) -> dict[str, Any]:
    """A profile file. Raises ``InputError`` NETWORK_PROFILE, FILE_UNREADABLE."""
    from registry.core import strict_json

    content = strict_json.loads(read_file(path, MAX_PROFILE), limit=MAX_PROFILE, where=str(path))
    known = isinstance(content, dict) and {"name", "demo", "block_period"} <= content.keys()
    if not isinstance(content, dict) or not known or content.get("contracts") != []:
        raise InputError("NETWORK_PROFILE", str(path), reason="no object of a network without contracts")
    return content


def described(path: Path | None, name: str | None, block_period: int | None) -> dict[str, Any]:
    """Name, period and kind of a network: of a profile, or as the options say.

    Raises ``UsageError`` NETWORK_DESCRIBED_TWICE, and what ``read_profile`` raises.
    """
    if (path is None) != (name is not None and block_period is not None) or (path and (name or block_period)):
        raise UsageError("NETWORK_DESCRIBED_TWICE", "--profile, --name, --block-period")
    return read_profile(path) if path else {"name": name, "block_period": block_period, "demo": False}


def check_profile(profile: dict[str, Any], identity: "ChainIdentity") -> None:
    """Before anything is sent: the profile can be pinned and is the chain's.

    Raises ``UsageError`` NETWORK_OTHER_CHAIN, ``InputError`` TRUST_LIST_FORMAT.
    """
    network = _network(profile, {"address": "11" * 20, "code_hash": "11" * 32, "from_block": 0})
    wanted = (network.chain_id, network.genesis_hash)
    found = (identity.chain_id, identity.genesis_hash)
    if wanted != found:
        raise UsageError("NETWORK_OTHER_CHAIN", network.name, wanted=_chain(*wanted), found=_chain(*found))


def _chain(chain_id: int, genesis_hash: bytes) -> str:
    return f"{chain_id} (0x{genesis_hash.hex()[:8]}…)"


def pinned_network(profile: dict[str, Any], done: "Deployment") -> "Network":
    """The profile with the contract that was deployed on its chain."""
    contract = {"address": done.contract.hex(), "code_hash": done.code_hash.hex(), "from_block": done.block}
    return _network(profile, contract)


def _network(profile: dict[str, Any], contract: dict[str, Any]) -> "Network":
    from registry.verify.fields import Reader, trust_list_errors
    from registry.verify.pinned import read_network

    with trust_list_errors():
        return read_network(Reader(profile | {"contracts": [contract]}, "profile"))


def _keys(names: tuple[str, ...], folder: Path | None) -> dict[str, bytes]:
    if folder is None:
        from coincurve import PrivateKey

        return {name: PrivateKey().secret for name in names}
    return {name: _key(folder / f"{name}.key") for name in names}


def _key(path: Path) -> bytes:
    from registry.network.plan import KEY_BYTES

    text = read_file(path, 256).decode("ascii", "replace").strip().removeprefix("0x")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise InputError(
            "NETWORK_VALUE", str(path), allowed=Both("32 byte, hệ thập lục phân", "32 bytes in hexadecimal")
        )
    return key
