# SPDX-License-Identifier: Apache-2.0
"""A call of the contract, or of its access manager, in words: what somebody reads before it is carried out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from registry.chain.calls import signature_of
from registry.chain.contract import ACCESS_MANAGER, CONTRACT_NAME, artifact
from registry.chain.roles import Role
from registry.cli.moments import shown_instant
from registry.cli.network_roles import shown_delay
from registry.core.hashing import body_id, scope_hash
from registry.core.records import Basis, State

_MOST_SHOWN = 200
"""Characters of one argument: a call may carry any number."""


@dataclass(frozen=True, slots=True)
class Names:
    """Bodies and scopes by what the contract knows of them: their hashes."""

    bodies: Mapping[bytes, str]
    scopes: Mapping[bytes, str]

    @classmethod
    def of(cls, bodies: Sequence[str], scopes: Sequence[str]) -> "Names":
        """Of codes as people write them."""
        return cls({body_id(code): code for code in bodies}, {scope_hash(code): code for code in scopes})


@dataclass(frozen=True, slots=True)
class Told:
    """A call by its function's name, its arguments by name, and the sentence in both languages."""

    function: str
    arguments: Mapping[str, Any]
    vi: str
    en: str


Words = Callable[[Mapping[str, Any], Names], tuple[str, str]]


def tell_call(call: bytes, names: Names) -> Told:
    """A call in words; one that is not known by its first four bytes."""
    for contract in (CONTRACT_NAME, ACCESS_MANAGER):
        for entry in artifact(contract).abi:
            if entry["type"] == "function" and signature_of(entry)[0] == call[:4]:
                return _told(entry, call, names)
    text = "0x" + call[:4].hex()
    return Told(text, {}, f"lời gọi không rõ {text}", f"an unknown call {text}")


def _told(entry: Mapping[str, Any], call: bytes, names: Names) -> Told:
    name = entry["name"]
    try:
        arguments = _arguments(entry, call[4:])
    except (DecodingError, OverflowError):  # the latter for a length beyond all memory
        return Told(name, {}, f"{name}: không đọc được", f"{name}: cannot be read")
    words = _WORDS.get(name)
    plain = {key: _plain(value) for key, value in arguments.items()}
    if words is None:
        text = f"{name}({', '.join(f'{key} {_line(str(value))}' for key, value in plain.items())})"
        return Told(name, plain, text, text)
    vi, en = words(arguments, names)
    more = _details(arguments)
    return Told(name, plain, vi + "".join(one for one, _ in more), en + "".join(one for _, one in more))


def _arguments(entry: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """By name. Read no more strictly than contracts read: whoever schedules an act chooses its padding and the bytes
    of its texts, and must not be able to keep it from being told. Raises ``DecodingError``, ``OverflowError``.
    """
    types = [re.sub(r"\bstring\b", "bytes", one) for one in signature_of(entry)[1]]
    values = decode(types, content, strict=False)
    return {
        i["name"]: value.decode(errors="backslashreplace") if i["type"] == "string" else value
        for i, value in zip(entry["inputs"], values, strict=True)
    }


def _line(text: str) -> str:
    """A text out of a call so that it stays in its line and leaves room for the rest of it."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[:_MOST_SHOWN])
    return shown + "…" if len(text) > _MOST_SHOWN else shown


def _details(a: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What several acts have in common."""
    times = [shown_instant(a[name]) for name in ("validFrom", "effectiveFrom") if a.get(name)]
    found = [(f", từ {time}", f", since {time}") for time in times]
    if a.get("validUntil"):
        until = shown_instant(a["validUntil"])
        found.append((f", đến {until}", f", until {until}"))
    if a.get("reason"):
        found.append((f", lý do {a['reason']}", f", reason {a['reason']}"))
    if a.get("orderNumber"):
        number = _line(a["orderNumber"])
        found.append((f", quyết định {number}", f", order {number}"))
    return found


def _body(a: Mapping[str, Any], names: Names) -> str:
    return names.bodies.get(a["bodyId"], "0x" + a["bodyId"].hex()[:16] + "…")


def _of_body(vi: str, en: str) -> Words:
    return lambda a, names: (f"{vi} {_body(a, names)}", f"{en} {_body(a, names)}")


def _grant(a: Mapping[str, Any], names: Names) -> tuple[str, str]:
    body, digest = _body(a, names), a["scopeCodeHash"]
    scope = names.scopes.get(digest, "0x" + digest.hex()[:16] + "…")
    known = a["basis"] in tuple(Basis)
    basis = Basis(a["basis"]).name.lower() if known else str(a["basis"])
    return f"cấp quyền cho {body}: {scope} ({basis})", f"grant {body}: {scope} ({basis})"


def _of_grant(a: Mapping[str, Any], names: Names) -> tuple[str, str]:
    body = _body(a, names)
    return f"phục hồi quyền {a['number']} của {body}", f"restore grant {a['number']} of {body}"


def _key(a: Mapping[str, Any], names: Names) -> tuple[str, str]:
    body = _body(a, names)
    if "thumbprint" in a:
        key = a["thumbprint"].hex()
        return f"đăng ký khóa ký giấy {key} của {body}", f"register credential key {key} of {body}"
    return f"đăng ký khóa neo {a['key']} của {body}", f"register anchor key {a['key']} of {body}"


def _certificate(a: Mapping[str, Any], names: Names) -> tuple[str, str]:
    subject, body = "0x" + a["subject"].hex()[:16] + "…", _body(a, names)
    if "newState" not in a:
        return f"phục hồi giấy {subject} của {body}", f"reinstate certificate {subject} of {body}"
    state = State(a["newState"]).name.lower() if a["newState"] in tuple(State) else str(a["newState"])
    return (f"gỡ điều khóa bị lộ đã ghi cho giấy {subject} của {body}: {state}",
            f"lift what a compromised key wrote of certificate {subject} of {body}: {state}")  # fmt: skip


def _order(a: Mapping[str, Any], names: Names) -> tuple[str, str]:
    body, grant = _body(a, names), a["grantOrZero"]
    vi, en = (f" về quyền {grant}", f" over grant {grant}") if grant else ("", "")
    return f"rút lệnh {a['n']}{vi} của {body}", f"retract order {a['n']}{en} of {body}"


def _retrospective(a: Mapping[str, Any], names: Names) -> tuple[str, str]:
    body, size = _body(a, names), a["size"]
    return (f"ghi lô hồi tố {size} giấy của {body}", f"anchor a retrospective batch of {size} of {body}")


def _role(vi: str, en: str) -> Words:
    def words(a: Mapping[str, Any], _: Names) -> tuple[str, str]:
        known = a["roleId"] in tuple(Role)
        role = Role(a["roleId"]).name if known else str(a["roleId"])
        delay = a.get("executionDelay", 0)
        wait_vi, wait_en = (f", chờ {shown_delay(delay, 'vi')}", f", delay {shown_delay(delay, 'en')}")
        return (f"{vi} {role}: {a['account']}{wait_vi if delay else ''}",
                f"{en} {role}: {a['account']}{wait_en if delay else ''}")  # fmt: skip

    return words


_WORDS: Mapping[str, Words] = {
    "registerBody": _of_body("đăng ký tổ chức", "register body"),
    "reinstateBody": _of_body("phục hồi tổ chức", "reinstate body"),
    "grant": _grant,
    "restoreGrant": _of_grant,
    "registerAnchorKey": _key,
    "registerCredentialKey": _key,
    "reinstateByAuthority": _certificate,
    "liftStatus": _certificate,
    "retractOrder": _order,
    "anchorRetrospective": _retrospective,
    "unpause": lambda *_: ("cho hợp đồng chạy lại", "let the contract run again"),
    "grantRole": _role("giao vai trò", "give role"),
    "revokeRole": _role("thu hồi vai trò", "take away role"),
}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    return [_plain(one) for one in value] if isinstance(value, (tuple, list)) else value
