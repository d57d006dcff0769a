# SPDX-License-Identifier: Apache-2.0
"""Who may call what: the roles that a deployment sets up in its access manager (docs/spec/contract.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from registry.chain.calls import encode_call, selector_of
from registry.chain.contract import ACCESS_MANAGER
from registry.core.types import Address


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Accounts of the roles. ``admin`` administers the access manager and is the authority, both after
    ``delay`` seconds (0: at once); ``officer`` and ``guardian`` act without delay.
    """

    admin: Address
    officer: Address
    guardian: Address
    delay: int = 0


def set_up_calls(contract: Address, deployer: Address, holders: Holders) -> Sequence[bytes]:
    """Calls of the access manager, for its ``multicall`` by ``deployer``, who must be its administrator and
    is none afterwards unless it is ``holders.admin``.
    """
    calls = []
    for role, functions in FUNCTIONS.items():
        selectors = [selector_of(name) for name in functions]
        calls.append(_manager("setTargetFunctionRole", contract, selectors, int(role)))
        calls.append(_manager("labelRole", int(role), role.name))
    accounts = {Role.AUTHORITY: holders.admin, Role.OFFICER: holders.officer, Role.GUARDIAN: holders.guardian}
    for role, account in accounts.items():
        delay = holders.delay if role == Role.AUTHORITY else 0
        calls.append(_manager("grantRole", int(role), account, delay))
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
