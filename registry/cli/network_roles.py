# SPDX-License-Identifier: Apache-2.0
"""Who is given which role when the contract is deployed: read from the options, told when it is done."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import InputError

if TYPE_CHECKING:
    from registry.chain.roles import Holders
    from registry.cli.output import Output

Authority = Annotated[
    str | None,
    typer.Option("--authority", metavar="0x…", help="Ví đa chữ ký của cơ quan / the multisig (own account)."),
]
Officer = Annotated[
    str | None,
    typer.Option("--officer", metavar="0x…", help="Được đình chỉ, thu hồi / who restricts at once."),
]
Guardian = Annotated[
    str | None,
    typer.Option("--guardian", metavar="0x…", help="Được tạm dừng và hủy / who pauses and cancels."),
]
Delay = Annotated[
    str,
    typer.Option("--delay", metavar="N[s|m|h|d]", help="Chờ trước việc cho phép / wait of permissive acts."),
]

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_SPAN = re.compile(r"([0-9]{1,9})([smhd]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}
# What each role does, as people say it; the calls are listed in docs/spec/contract.md.
_DOES = {
    "AUTHORITY": ("đăng ký, cấp quyền, phục hồi, gỡ, cho chạy lại; đổi vai trò",
                  "registers, grants, restores, lifts, unpauses; changes roles"),
    "OFFICER": ("đình chỉ, thu hồi, thu hẹp, thu hồi khóa, ra lệnh, thay hợp đồng",
                "suspends, withdraws, reduces, revokes keys, orders, retires"),
    "GUARDIAN": ("tạm dừng, hủy việc đang chờ của cơ quan", "pauses, cancels acts of the authority that wait"),
}  # fmt: skip


def read_holders(
    own: Address, *, authority: str | None, officer: str | None, guardian: str | None, delay: str
) -> "Holders":
    """The roles as the options give them; what is left out goes to the authority, and that is ``own`` unless named.

    Raises ``InputError`` ROLE_ACCOUNT, ROLE_CHECKSUM, ROLE_SAME_ACCOUNT, ROLE_DELAY_FORMAT, ROLE_GUARDIAN_MISSING, and
    what ``chain.roles.check_holders`` raises.
    """
    from registry.chain.roles import Holders, check_holders

    given = {"--authority": authority, "--officer": officer, "--guardian": guardian}
    named = {option: read_account(text, option) for option, text in given.items() if text is not None}
    admin = named.get("--authority", own)
    seen = {admin: "--authority"}
    for option in ("--officer", "--guardian"):
        account = named.get(option)
        if account is not None and (other := seen.setdefault(account, option)) != option:
            raise InputError("ROLE_SAME_ACCOUNT", option, other=other, account="0x" + account.hex())
    seconds = read_delay(delay)
    if seconds and "--guardian" not in named:
        raise InputError("ROLE_GUARDIAN_MISSING", "--guardian", delay=seconds)
    return check_holders(Holders(
        admin=admin, officer=named.get("--officer", admin), guardian=named.get("--guardian", admin),
        delay=seconds,
    ))  # fmt: skip


def read_account(text: str, option: str) -> Address:
    """An address. Letters of both cases carry the checksum of EIP-55: a slip would give the role away for good."""
    if not _ADDRESS.fullmatch(text):
        raise InputError("ROLE_ACCOUNT", option, text=text[:60])
    digits = text[2:]
    if digits not in (digits.lower(), digits.upper()) and digits != _checksummed(digits.lower()):
        raise InputError("ROLE_CHECKSUM", option, text=text)
    return Address(bytes.fromhex(digits))


def read_delay(text: str) -> int:
    """Seconds of ``2d``, ``12h``, ``90m`` or a number."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise InputError("ROLE_DELAY_FORMAT", "--delay", text=text[:60])
    return int(found[1]) * _SECONDS[found[2]]


def shown_delay(seconds: int, lang: str) -> str:
    """The same for people, in the largest unit that fits without a rest."""
    units = {"vi": ("ngày", "giờ", "phút", "giây"), "en": ("d", "h", "min", "s")}[lang]
    for size, unit in zip((86_400, 3_600, 60), units, strict=False):
        if seconds and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} {units[-1]}"


def tell_roles(out: "Output", holders: "Holders", own: Address) -> None:
    """Who may do what from now on."""
    out.say("Ai được làm gì:", "Who may do what:")
    for role, account in holders.accounts.items():
        vi, en = _DOES[role.name]
        delay = holders.delay_of(role)
        wait_vi = f" (sau {shown_delay(delay, 'vi')})" if delay else ""
        wait_en = f" (after {shown_delay(delay, 'en')})" if delay else ""
        out.say(f"  {role.name:<9}  0x{account.hex()}  {vi}{wait_vi}",
                f"  {role.name:<9}  0x{account.hex()}  {en}{wait_en}")  # fmt: skip
    if own not in holders.accounts.values():
        out.say(f"  Tài khoản triển khai 0x{own.hex()} không giữ quyền nào.",
                f"  The deploying account 0x{own.hex()} keeps no right.")  # fmt: skip


def _checksummed(digits: str) -> str:
    marks = keccak256(digits.encode()).hex()
    return "".join(d.upper() if int(m, 16) >= 8 else d for d, m in zip(digits, marks, strict=False))
