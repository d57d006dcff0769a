# SPDX-License-Identifier: Apache-2.0
"""``antin network deploy|show``: puts the contract on a chain and writes the trust list."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from registry.cli import network_init, network_pause, network_roles, network_validators
from registry.cli.options import HomeDir, Json, Lang, TrustFile, speaker, write_file
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.chain.deploy import Deployment
    from registry.chain.roles import Holders
    from registry.cli.output import Output
    from registry.config import Home
    from registry.keys.files import Password
    from registry.verify.trust import Network

DEFAULT_MAX_AGE = 24 * 3_600


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Mạng và hợp đồng / networks and contracts.")
    group.command("deploy", help="Triển khai hợp đồng / deploy the contract.")(deploy)
    group.command("show", help="Mạng, cơ quan cấp quyền, phạm vi / networks, grantors, scopes.")(show)
    network_init.add(group)
    network_pause.add(group)
    network_validators.add(group)
    app.add_typer(group, name="network")


def deploy_network(
    home: "Home", password: "Password", *, name: str, rpc_url: str, public_url: str, demo: bool,
    block_period: int, max_age: int = DEFAULT_MAX_AGE, profile: dict[str, Any] | None = None,
    roles: "Holders | None" = None,
) -> "Deployment":  # fmt: skip
    """Deploy with the keyring's authority account, which holds all roles unless ``roles`` gives them to others, and
    write the deployment record and a trust list of version 1. Raises what the chain and the keys raise; nothing is
    written unless all is done. A ``profile`` of ``antin network init`` pins the rest of the network, and its chain is
    asked for first.
    """
    from registry.chain.deploy import deploy as deploy_contract
    from registry.chain.reader import RpcChainReader
    from registry.chain.roles import Holders
    from registry.chain.rpc import JsonRpc
    from registry.chain.sender import Sender
    from registry.keys.keyring import KeyRing

    keyring = KeyRing(home.keys, password, demo_network=demo)
    rpc = JsonRpc(rpc_url)
    reader = RpcChainReader(rpc)
    if profile is not None:
        network_init.check_profile(profile, reader.identity())
    account = keyring.account("authority")
    who = roles or Holders(admin=account.address, officer=account.address, guardian=account.address)
    done = deploy_contract(
        Sender(rpc, account), reader, network=name, admin=who.admin, officer=who.officer,
        guardian=who.guardian, delay=who.delay,
    )  # fmt: skip
    trust = trust_list(done, public_url=public_url, rpc_url=rpc_url, demo=demo, block_period=block_period,
                       max_age=max_age, profile=profile)  # fmt: skip
    write_file(home.deployment, done.to_bytes())
    write_file(home.trust_list, trust)
    return done


def trust_list(
    done: "Deployment", *, public_url: str, rpc_url: str, demo: bool, block_period: int, max_age: int,
    profile: dict[str, Any] | None = None,
) -> bytes:  # fmt: skip
    """The trust list of one network with the default policies, in its byte form."""
    from registry.core.qr import parse_qr, short_qr
    from registry.core.types import Code
    from registry.verify.defaults import default_grantors, default_policies, default_scopes
    from registry.verify.trust import Network, PinnedContract, TrustList

    host = parse_qr(short_qr(public_url, Code(_ANY_CODE))).host
    contract = PinnedContract(address=done.contract, code_hash=done.code_hash, from_block=done.block)
    network = Network(
        name=done.network, demo=demo, chain_id=done.chain_id, genesis_hash=done.genesis_hash,
        contracts=(contract,), block_period=block_period, finality=0, agree=1, max_age=max_age,
        endpoints=public_endpoints(rpc_url),
    )  # fmt: skip
    if profile is not None:
        network = network_init.pinned_network(profile, done)
    return TrustList(
        networks=(network,), policies=default_policies(), hosts=(host,), grantors=default_grantors(),
        scopes=default_scopes(),
    ).to_bytes()  # fmt: skip


def public_endpoints(rpc_url: str) -> tuple[str, ...]:
    """The address, unless it carries a user, a password or a query: the trust list is published, and a node's
    key in it would be everybody's. The node is then named by ANTIN_RPC_URLS.
    """
    parts = urlsplit(rpc_url)
    secret = "@" in parts.netloc or parts.query or parts.fragment
    return () if secret else (rpc_url,)


_ANY_CODE = "VE8A23ZDBH6HSW6Z1WY2CC40PZTC8DC2"


def deploy(
    rpc: Annotated[str, typer.Option("--rpc", metavar="URL", help="JSON-RPC endpoint.")],
    name: Annotated[str | None, typer.Option("--name", help="Tên mạng / name of the network.")] = None,
    block_period: Annotated[
        int | None, typer.Option("--block-period", help="Giây mỗi khối / seconds a block.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="profile.json (antin network init).")
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Mạng thử nghiệm / a demo network.")] = False,
    authority: network_roles.Authority = None,
    officer: network_roles.Officer = None,
    guardian: network_roles.Guardian = None,
    delay: network_roles.Delay = "0",
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Deploy with this registry's authority key (antin key create --role authority) and write
    deployment.json and trust-list.json into the data folder. --profile pins a generated network; else
    --name and --block-period describe it. Roles that no option gives to somebody else stay with this key.
    """
    out = speaker(lang, as_json)
    pinned = network_init.described(profile, name, block_period)
    from registry.chain.deploy import roles_document
    from registry.cli.workplace import open_workplace
    from registry.core.types import Address

    place = open_workplace(home)
    for path in (place.home.deployment, place.home.trust_list):
        if path.exists():
            raise UsageError("DEPLOYED_ALREADY", str(path))
    is_demo = demo or pinned["demo"]
    own = Address(place.new_keyring(demo=is_demo).public_id("authority"))
    roles = network_roles.read_holders(
        own, authority=authority, officer=officer, guardian=guardian, delay=delay
    )
    done = deploy_network(
        place.home, place.key_password(), name=pinned["name"], rpc_url=rpc, public_url=place.public_url,
        demo=is_demo, block_period=pinned["block_period"], profile=pinned if profile else None,
        roles=roles,
    )  # fmt: skip
    out.say(f"Hợp đồng 0x{done.contract.hex()} ở khối {done.block}",
            f"Contract 0x{done.contract.hex()} at block {done.block}")  # fmt: skip
    out.say(f"Đã ghi {place.home.trust_list}", f"Wrote {place.home.trust_list}")
    network_roles.tell_roles(out, roles, own)
    tell_nodes(out, _written(place.home.trust_list), rpc)
    out.document({"contract": "0x" + done.contract.hex(), "block": done.block, "chain_id": done.chain_id,
                  "access_manager": "0x" + done.access_manager.hex(), "roles": roles_document(roles),
                  "code_hash": done.code_hash.hex(), "trust_list": str(place.home.trust_list)})  # fmt: skip


def tell_nodes(out: "Output", network: "Network", rpc: str) -> None:
    """How later commands find a node, where the list that was written names none."""
    if not public_endpoints(rpc):
        out.note("Địa chỉ nút có phần bí mật: danh sách công khai bỏ qua; đặt nó trong ANTIN_RPC_URLS.",
                 "The node's address holds a secret: the public list omits it; set ANTIN_RPC_URLS.")  # fmt: skip
        return
    if network.endpoints:
        return
    out.say("Danh sách không ghi nút nào; để các lệnh sau tìm được nút, hãy chạy:",
            "The list names no node; so that later commands find one, run:")  # fmt: skip
    out.line(f"export ANTIN_RPC_URLS={shlex.quote(rpc)}")
    if network.agree > 1:
        out.say(f"Mạng này cần {network.agree} nút trả lời giống nhau: thêm nút khác, cách nhau bằng dấu phẩy.",
                f"On this network {network.agree} nodes must agree: add others, separated by commas.")  # fmt: skip


def _written(path: Path) -> "Network":
    from registry.verify.trust import TrustList

    return TrustList.parse(path.read_bytes()).networks[0]


def show(
    home: HomeDir = None, trust_file: TrustFile = None, lang: Lang = None, as_json: Json = False
) -> None:
    """Name, chain id and contracts of each pinned network, whether its node answers as pinned, and the numbers
    and spellings that `antin grant give` takes.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    place = open_workplace(home, trust_file)
    place.checked_reader()
    network, rows = place.network, []
    for contract in network.contracts:
        out.line(f"{network.name}  chain {network.chain_id}  0x{contract.address.hex()}"
                 f"{'  DEMO' if network.demo else ''}")  # fmt: skip
        rows.append({"network": network.name, "demo": network.demo, "chain_id": network.chain_id,
                     "contract": "0x" + contract.address.hex(), "code_hash": contract.code_hash.hex()})  # fmt: skip
    out.say(
        "Nút trả lời đúng chuỗi và hợp đồng đã ghim.", "The node answers for the pinned chain and contract."
    )
    trust = place.trust
    out.say("Cơ quan cấp quyền (--grantor):", "Grantors (--grantor):")
    for grantor in trust.grantors:
        out.say(f"  {grantor.number}  {grantor.name.vi}", f"  {grantor.number}  {grantor.name.en}")
    out.say("Phạm vi (--scope), đúng từng chữ:", "Scopes (--scope), letter by letter:")
    for scope in trust.scopes:
        out.say(f"  {scope.code}  ({scope.title.vi})", f"  {scope.code}  ({scope.title.en})")
    if (pause := place.pause()) is not None:
        out.say(pause.text("vi"), pause.text("en"))
    out.document({"networks": rows, "paused": None if pause is None else {"since": pause.since},
                  "grantors": [{"number": g.number, "name": g.name.to_mapping()} for g in trust.grantors],
                  "scopes": [{"code": s.code, "title": s.title.to_mapping()} for s in trust.scopes]})  # fmt: skip
