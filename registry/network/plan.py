# SPDX-License-Identifier: Apache-2.0
"""What a network is made of: nodes with keys and places, accounts that may send, and the rules of its blocks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address

from coincurve import PrivateKey

from registry.core.constants import MAX_NETWORK
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import InputError
from registry.texts.model import Both

P2P_PORT, RPC_PORT = 30_303, 8_545
MIN_VALIDATORS, MAX_NODES = 4, 64
MAX_CHAIN_ID = (1 << 53) - 1  # the trust list's numbers are doubles
MAX_PERIOD = 3_600
KEY_BYTES = 32
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node listens: an IPv4 address, the port for other nodes and the one for JSON-RPC."""

    host: str = "127.0.0.1"
    p2p_port: int = P2P_PORT
    rpc_port: int = RPC_PORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node with its secret key (secp256k1, 32 bytes), which names it to others and seals its blocks."""

    name: str
    key: bytes
    place: Place
    validator: bool

    def __repr__(self) -> str:
        return f"Node({self.name!r}, {self.enode!r})"

    @property
    def public_key(self) -> bytes:
        """64 bytes: the point without its prefix."""
        return PrivateKey(self.key).public_key.format(compressed=False)[1:]

    @property
    def address(self) -> Address:
        """By which validators are listed."""
        return Address(keccak256(self.public_key)[12:])

    @property
    def enode(self) -> str:
        """How other nodes find it; no discovery, so the ports are one."""
        return f"enode://{self.public_key.hex()}@{self.place.host}:{self.place.p2p_port}"

    @property
    def rpc_url(self) -> str:
        """JSON-RPC as seen from its own machine."""
        return f"http://127.0.0.1:{self.place.rpc_port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole network; ``block_period`` and ``request_timeout`` in seconds, ``accounts`` may send."""

    name: str
    chain_id: int
    nodes: tuple[Node, ...]
    accounts: tuple[Address, ...]
    block_period: int = 2
    request_timeout: int = 4
    demo: bool = False
    max_age: int = 86_400
    agree: int = 2
    endpoints: tuple[str, ...] = ()

    @property
    def validators(self) -> tuple[Address, ...]:
        """Addresses of those that seal, ascending."""
        return tuple(sorted(node.address for node in self.nodes if node.validator))


def check_plan(plan: Plan) -> Plan:
    """The plan itself. Raises ``InputError`` NETWORK_VALUE naming the field and what it may be."""
    sealing = len(plan.validators)
    if not _NAME.fullmatch(plan.name) or len(plan.name) > MAX_NETWORK:
        raise _bad(
            "name",
            f"1 đến {MAX_NETWORK} ký tự a-z, 0-9, và - ở giữa",
            f"1 to {MAX_NETWORK} of a-z, 0-9 and - within",
        )
    _bounded("chain-id", plan.chain_id, 1, MAX_CHAIN_ID)
    _bounded("validators", sealing, MIN_VALIDATORS, MAX_NODES)
    _bounded("nodes", len(plan.nodes), MIN_VALIDATORS, MAX_NODES)
    _bounded("block-period", plan.block_period, 1, MAX_PERIOD)
    _bounded("request-timeout", plan.request_timeout, plan.block_period + 1, 2 * MAX_PERIOD)
    _bounded("max-age", plan.max_age, 1, 366 * 86_400)
    _bounded("agree", plan.agree, 1, len(plan.nodes))
    if not plan.accounts:
        raise _bad("account", "ít nhất một địa chỉ: không có thì không ai gửi được giao dịch",
                   "at least one address: without any, nobody could send a transaction")  # fmt: skip
    if len({node.key for node in plan.nodes}) != len(plan.nodes):
        raise _bad("keys", "mỗi nút một khóa khác nhau", "a different key for each node")
    if len({(node.place.host, node.place.p2p_port) for node in plan.nodes}) != len(plan.nodes):
        raise _bad("hosts", "mỗi nút một nơi riêng", "a place of its own for each node")
    return plan


def node_names(validators: int, observers: int) -> tuple[str, ...]:
    """Names in the order of the nodes. Raises ``InputError`` NETWORK_VALUE for more than can be."""
    _bounded("validators", validators, 0, MAX_NODES)
    _bounded("observers", observers, 0, MAX_NODES)
    sealing = [f"validator-{n}" for n in range(1, validators + 1)]
    return (*sealing, *(f"observer-{n}" for n in range(1, observers + 1)))


def make_nodes(names: Sequence[str], keys: Mapping[str, bytes], places: Sequence[Place]) -> tuple[Node, ...]:
    """Nodes with the key of their name. Raises ``InputError`` NETWORK_VALUE for a key that is none."""
    for name in names:
        if not _is_key(keys.get(name, b"")):
            raise _bad(f"keys: {name}", "khóa secp256k1 32 byte", "a secp256k1 key of 32 bytes")
    return tuple(
        Node(name=name, key=keys[name], place=place, validator=name.startswith("validator-"))
        for name, place in zip(names, places, strict=True)
    )


def read_places(texts: Sequence[str], count: int) -> tuple[Place, ...]:
    """``HOST`` or ``HOST:PORT`` a node, IPv4; without any, ``count`` places on the loopback.

    Nodes on one machine get ports that follow each other. Raises ``InputError`` NETWORK_VALUE.
    """
    if texts and len(texts) != count:
        raise _bad("hosts", f"{count} địa chỉ, mỗi nút một, nút xác thực trước; đang có {len(texts)}",
                   f"{count} of them, one a node, validators first; {len(texts)} are given")  # fmt: skip
    found: list[Place] = []
    for text in texts or ["127.0.0.1"] * count:
        host, _, port = text.strip().partition(":")
        nth = sum(place.host == host for place in found)
        found.append(
            Place(host=_host(host), p2p_port=_port(port or str(P2P_PORT + nth)), rpc_port=RPC_PORT + nth)
        )
    return tuple(found)


def read_accounts(texts: Sequence[str]) -> tuple[Address, ...]:
    """Addresses with 0x. Raises ``InputError`` NETWORK_VALUE."""
    if any(not _ADDRESS.fullmatch(text) or not int(text, 16) for text in texts):
        raise _bad("account", "0x và 40 chữ số thập lục phân, không phải toàn số 0",
                   "0x and 40 hexadecimal digits, not all zero")  # fmt: skip
    return tuple(sorted({Address(bytes.fromhex(text[2:])) for text in texts}))


def _is_key(key: bytes) -> bool:
    try:
        return len(key) == KEY_BYTES and bool(PrivateKey(key))  # which would fill up a shorter one
    except ValueError:
        return False


def _host(text: str) -> str:
    try:
        return str(IPv4Address(text))
    except AddressValueError as error:
        raise _bad("hosts", f"địa chỉ IPv4, vì nút được ghim theo địa chỉ; {text!r} không phải",
                   f"IPv4 addresses, as nodes are pinned by address; {text!r} is none") from error  # fmt: skip


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise _bad("hosts", f"cổng từ 1 đến 65535; {text!r} không phải cổng",
                   f"ports from 1 to 65535; {text!r} is none")  # fmt: skip
    return int(text)


def _bounded(field: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise _bad(field, f"{low} đến {high}; đang là {value}", f"{low} to {high}; {value} is given")


def _bad(field: str, vi: str, en: str) -> InputError:
    return InputError("NETWORK_VALUE", field, allowed=Both(vi, en))
