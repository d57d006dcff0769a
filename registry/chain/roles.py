# SPDX-License-Identifier: Apache-2.0
"""Who may call what: the roles that a deployment sets up in its access manager (docs/spec/contract.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from registry.chain.calls import encode_call, selector_of
from registry.chain.contract import ACCESS_MANAGER
from registry.core.types import Address
from registry.errors import InputError


class Role(IntEnum):
    """Roles of the access manager; ``ADMIN`` is its own and changes all others."""

    ADMIN = 0
    AUTHORITY = 1
    OFFICER = 2
    GUARDIAN = 3


FUNCTIONS: Mapping[Role, tuple[str, ...]] = {
    # Permissive: what is allowed in error or by a stolen key must be stoppable before it takes effect.
    Role.AUTHORITY: (
        "registerBody", "reinstateBody", "grant", "restoreGrant", "registerAnchorKey",
        "registerCredentialKey", "reinstateByAuthority", "liftStatus", "retractOrder",
        "anchorRetrospective", "unpause",
    ),
    # Restrictive: what protects the public must not wait.
    Role.OFFICER: (
        "suspendBody", "withdrawBody", "suspendGrant", "withdrawGrant", "reduceGrant", "revokeKey",
        "setCompromised", "setStatusByAuthority", "postOrder", "retire",
    ),
    Role.GUARDIAN: ("pause",),
}  # fmt: skip


MIN_DELAY = 60
MAX_DELAY = 30 * 86_400
"""Bounds of a delay in seconds, where there is one: nobody can react within less, and the delay of the administrator
puts off its own correction too.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Accounts of the roles. ``admin`` administers the access manager and is the authority, both after
    ``delay`` seconds (0: at once); ``officer`` and ``guardian`` act without delay.
    """

    admin: Address
    officer: Address
    guardian: Address
    delay: int = 0

    @property
    def accounts(self) -> Mapping[Role, Address]:
        """Who holds what, the administrator's own role aside."""
        return {Role.AUTHORITY: self.admin, Role.OFFICER: self.officer, Role.GUARDIAN: self.guardian}

    def delay_of(self, role: Role) -> int:
        """Seconds that pass before an act of the role takes effect."""
        return self.delay if role in (Role.ADMIN, Role.AUTHORITY) else 0


def check_holders(holders: Holders) -> Holders:
    """The same holders. Raises ``InputError`` ROLE_ACCOUNT_ZERO, ROLE_DELAY, ROLE_GUARDIAN_SAME: what is put off may
    be stopped by its guardian, who must be somebody else than who asks for it.
    """
    for role, account in holders.accounts.items():
        if account == Address(bytes(20)):
            raise InputError("ROLE_ACCOUNT_ZERO", role.name.lower())
    if holders.delay and not MIN_DELAY <= holders.delay <= MAX_DELAY:
        raise InputError("ROLE_DELAY", "delay", delay=holders.delay, least=MIN_DELAY, most=MAX_DELAY)
    if holders.delay and holders.guardian in (holders.admin, holders.officer):
        raise InputError("ROLE_GUARDIAN_SAME", "guardian", account="0x" + holders.guardian.hex())
    return holders


def set_up_calls(contract: Address, deployer: Address, holders: Holders) -> Sequence[bytes]:
    """Calls of the access manager, for its ``multicall`` by ``deployer``, who must be its administrator and
    is none afterwards unless it is ``holders.admin``.
    """
    calls = []
    for role, functions in FUNCTIONS.items():
        selectors = [selector_of(name) for name in functions]
        calls.append(_manager("setTargetFunctionRole", contract, selectors, int(role)))
        calls.append(_manager("labelRole", int(role), role.name))
    for role, account in holders.accounts.items():
        calls.append(_manager("grantRole", int(role), account, holders.delay_of(role)))
    # Who may cancel what waits, beside its sender: without it only the administrator could.
    calls.append(_manager("setRoleGuardian", int(Role.AUTHORITY), int(Role.GUARDIAN)))
    # Last, since the deployer's own rights wait or end with it.
    if holders.admin != deployer or holders.delay:
        calls.append(_manager("grantRole", int(Role.ADMIN), holders.admin, holders.delay))
    if holders.admin != deployer:
        calls.append(_manager("renounceRole", int(Role.ADMIN), deployer))
    return calls


def set_up(contract: Address, deployer: Address, holders: Holders) -> bytes:
    """All of ``set_up_calls`` in one transaction: set up as a whole or not at all."""
    return _manager("multicall", list(set_up_calls(contract, deployer, holders)))


def _manager(function: str, *arguments: object) -> bytes:
    return encode_call(function, *arguments, contract=ACCESS_MANAGER)
