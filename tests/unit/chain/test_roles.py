# SPDX-License-Identifier: Apache-2.0
"""Every call that the contract restricts belongs to exactly one role, and the specification's table says so."""

import re
from typing import Any

import pytest
from eth_abi.abi import decode

from registry.chain.calls import encode_call, selector_of
from registry.chain.contract import ACCESS_MANAGER
from registry.chain.roles import (
    FUNCTIONS,
    MAX_DELAY,
    MIN_DELAY,
    Holders,
    Role,
    check_holders,
    set_up,
    set_up_calls,
)
from registry.core.types import Address
from registry.errors import InputError
from tests.support import ROOT

CONTRACT, DEPLOYER = Address(b"\xc0" * 20), Address(b"\xd0" * 20)
ADMIN, OFFICER, GUARDIAN = (Address(bytes([n]) * 20) for n in (1, 2, 3))
RESTRICTED = re.compile(r"function (\w+)\([^)]*\)\s*external\s+restricted\b", re.DOTALL)


def _restricted() -> set[str]:
    sources = (ROOT / "contracts" / "src").glob("*.sol")
    return {name for path in sources for name in RESTRICTED.findall(path.read_text(encoding="utf-8"))}


def test_every_restricted_call_has_exactly_one_role() -> None:
    given = [name for functions in FUNCTIONS.values() for name in functions]
    assert len(given) == len(set(given))
    assert set(given) == _restricted()


def test_the_table_of_the_specification_says_the_same() -> None:
    page = (ROOT / "docs" / "spec" / "contract.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    for role, functions in FUNCTIONS.items():
        told = {name for calls, by in rows if by.split(",")[0].strip() == role.name
                for name in re.findall(r"`(\w+)`", calls)}  # fmt: skip
        assert told == set(functions), role.name


def test_the_deployer_keeps_no_right() -> None:
    holders = Holders(admin=ADMIN, officer=OFFICER, guardian=GUARDIAN, delay=86_400)
    calls = set_up_calls(CONTRACT, DEPLOYER, holders)
    assert _manager("grantRole", int(Role.AUTHORITY), ADMIN, 86_400) in calls
    assert _manager("grantRole", int(Role.OFFICER), OFFICER, 0) in calls
    assert _manager("grantRole", int(Role.GUARDIAN), GUARDIAN, 0) in calls
    assert _manager("setRoleGuardian", int(Role.AUTHORITY), int(Role.GUARDIAN)) in calls
    admin = _manager("grantRole", int(Role.ADMIN), ADMIN, 86_400)
    assert calls[-2:] == [admin, _manager("renounceRole", int(Role.ADMIN), DEPLOYER)]


def test_an_administrator_that_deploys_itself_stays_one() -> None:
    holders = Holders(admin=DEPLOYER, officer=DEPLOYER, guardian=DEPLOYER)
    calls = set_up_calls(CONTRACT, DEPLOYER, holders)
    assert not [c for c in calls if c[:4] == _manager("renounceRole", 0, DEPLOYER)[:4]]
    assert calls[0] == _manager(
        "setTargetFunctionRole", CONTRACT, [selector_of(n) for n in FUNCTIONS[Role.AUTHORITY]], 1
    )
    assert list(decode(["bytes[]"], set_up(CONTRACT, DEPLOYER, holders)[4:])[0]) == list(calls)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"officer": Address(bytes(20))}, "ROLE_ACCOUNT_ZERO"),
        ({"admin": Address(bytes(20))}, "ROLE_ACCOUNT_ZERO"),
        ({"delay": MIN_DELAY - 1}, "ROLE_DELAY"),
        ({"delay": MAX_DELAY + 1}, "ROLE_DELAY"),
        ({"delay": -1}, "ROLE_DELAY"),
        ({"guardian": ADMIN}, "ROLE_GUARDIAN_SAME"),
        ({"guardian": OFFICER}, "ROLE_GUARDIAN_SAME"),
    ],
)
def test_roles_that_would_be_worth_nothing_are_refused(changes: dict[str, Any], code: str) -> None:
    fields: dict[str, Any] = {"admin": ADMIN, "officer": OFFICER, "guardian": GUARDIAN, "delay": MIN_DELAY}
    assert check_holders(Holders(**fields)).delay == MIN_DELAY
    with pytest.raises(InputError, match=code):
        check_holders(Holders(**{**fields, **changes}))


def _manager(function: str, *arguments: object) -> bytes:
    return encode_call(function, *arguments, contract=ACCESS_MANAGER)
