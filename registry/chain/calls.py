# SPDX-License-Identifier: Apache-2.0
"""Calls of the contract's functions as bytes, and the requests of a body as such calls."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from eth_abi.abi import encode

from registry.chain.contract import CONTRACT_NAME, artifact
from registry.core.anchor import AnchorRequest
from registry.core.hashing import body_id, keccak256
from registry.core.key_requests import RevokeOwnKeyRequest
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.core.surveillance import MaintainRequest
from registry.errors import InputError
from registry.ports.chain import BodyRequest


def encode_call(function: str, *arguments: Any, contract: str = CONTRACT_NAME) -> bytes:
    """Selector and ABI-encoded arguments; addresses as 20 bytes."""
    selector, types = _functions(contract)[function]
    return selector + encode(types, arguments)


def selector_of(function: str) -> bytes:
    """The 4 bytes that name a function of the registry contract."""
    return _functions(CONTRACT_NAME)[function][0]


def encode_constructor(bytecode: bytes, types: Sequence[str], *arguments: Any) -> bytes:
    """What the transaction carries that creates a contract."""
    return bytecode + encode(types, arguments)


def anchor_call(request: AnchorRequest, signature: bytes) -> bytes:
    """``anchor(…)``. Raises ``InputError`` NOT_RETROSPECTIVE for what the authority has to send."""
    return _batch_call("anchor", request, signature, retrospective=False)


def retrospective_call(request: AnchorRequest, signature: bytes) -> bytes:
    """``anchorRetrospective(…)``. Raises ``InputError`` NOT_RETROSPECTIVE for an ordinary batch."""
    return _batch_call("anchorRetrospective", request, signature, retrospective=True)


def request_call(request: BodyRequest, signature: bytes) -> bytes:
    """``maintain(…)``, ``revokeOwnKey(…)`` or ``reportCompromise(…)``."""
    subject, end = body_id(request.body), (request.deadline, signature)
    if isinstance(request, MaintainRequest):
        dates = (request.last, request.next_due, int(request.decision))
        return encode_call("maintain", subject, request.subject, request.n, *dates, *end)
    if isinstance(request, RevokeOwnKeyRequest):
        return encode_call("revokeOwnKey", subject, request.key, request.reason, *end)
    return encode_call("reportCompromise", subject, request.key, *end)


def status_call(request: StatusRequest | StatusManyRequest, signature: bytes) -> bytes:
    """``setStatus(…)`` or ``setStatusMany(…)``."""
    subject = body_id(request.body)
    if isinstance(request, StatusManyRequest):
        items = [_item(item) for item in request.items]
        return encode_call("setStatusMany", subject, items, request.deadline, signature)
    return encode_call("setStatus", subject, *_item(request.item), request.note, request.deadline, signature)


def signature_of(entry: Mapping[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    """Selector and argument types of an ABI entry, tuples written out."""
    types = tuple(_type(i) for i in entry["inputs"])
    return keccak256(f"{entry['name']}({','.join(types)})".encode())[:4], types


def _batch_call(function: str, request: AnchorRequest, signature: bytes, *, retrospective: bool) -> bytes:
    if request.retrospective != retrospective:
        raise InputError("NOT_RETROSPECTIVE", request.body)
    batch = (request.grants, request.root, request.size, request.deadline)
    return encode_call(function, body_id(request.body), *batch, signature)


def _item(item: StatusItem) -> tuple[Any, ...]:
    return (item.subject, item.n, int(item.state), item.reason, item.effective_from, item.ref)


@cache
def _functions(contract: str) -> Mapping[str, tuple[bytes, tuple[str, ...]]]:
    return {e["name"]: signature_of(e) for e in artifact(contract).abi if e["type"] == "function"}


def _type(entry: Mapping[str, Any]) -> str:
    if not entry["type"].startswith("tuple"):
        return str(entry["type"])
    inner = ",".join(_type(component) for component in entry["components"])
    return f"({inner}){entry['type'].removeprefix('tuple')}"
