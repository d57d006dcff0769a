# SPDX-License-Identifier: Apache-2.0
"""Who is given which role by ``antin network deploy``: every slip is refused before anything is sent."""

import pytest

from registry.chain.roles import Holders
from registry.cli.network_roles import read_account, read_delay, read_holders, shown_delay, tell_roles
from registry.cli.output import Output
from registry.core.types import Address
from registry.errors import InputError

OWN = Address(b"\x01" * 20)
ONE, TWO = "0x" + "0b" * 20, "0x" + "0c" * 20
CHECKSUMMED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"  # EIP-55's own example


def holders(
    authority: str | None = None, officer: str | None = None, guardian: str | None = None, delay: str = "0"
) -> Holders:
    return read_holders(OWN, authority=authority, officer=officer, guardian=guardian, delay=delay)


def test_what_is_left_out_stays_with_the_authority() -> None:
    assert holders() == Holders(admin=OWN, officer=OWN, guardian=OWN)
    given = holders(authority=ONE, guardian=TWO, delay="48h")
    accounts = [Address(bytes.fromhex(text[2:])) for text in (ONE, ONE, TWO)]
    assert given == Holders(
        admin=accounts[0], officer=accounts[1], guardian=accounts[2], delay=172_800
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "code", "where"),
    [
        ({"officer": "0x12"}, "ROLE_ACCOUNT", "--officer"),
        ({"authority": "0x" + "00" * 20}, "ROLE_ACCOUNT_ZERO", "authority"),
        ({"guardian": CHECKSUMMED.replace("5aAe", "5aAE")}, "ROLE_CHECKSUM", "--guardian"),
        ({"officer": ONE, "guardian": ONE}, "ROLE_SAME_ACCOUNT", "--guardian"),
        ({"officer": "0x" + OWN.hex()}, "ROLE_SAME_ACCOUNT", "--officer"),
        ({"delay": "2d"}, "ROLE_GUARDIAN_MISSING", "--guardian"),
        ({"guardian": ONE, "delay": "59"}, "ROLE_DELAY", "delay"),
        ({"guardian": ONE, "delay": "31d"}, "ROLE_DELAY", "delay"),
        ({"guardian": ONE, "delay": "two days"}, "ROLE_DELAY_FORMAT", "--delay"),
        ({"guardian": ONE, "delay": "-5"}, "ROLE_DELAY_FORMAT", "--delay"),
    ],
)
def test_slips_are_refused_by_name(options: dict[str, str], code: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        holders(**options)
    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize("text", [CHECKSUMMED, CHECKSUMMED.lower(), "0x" + CHECKSUMMED[2:].upper()])
def test_a_checksum_is_held_where_there_is_one(text: str) -> None:
    assert read_account(text, "--officer").hex() == CHECKSUMMED[2:].lower()


def test_spans_come_back_as_people_say_them() -> None:
    assert [read_delay(text) for text in ("0", "90", "90s", "5m", "48h", "2d")] == [
        0, 90, 90, 300, 172_800, 172_800,
    ]  # fmt: skip
    assert [shown_delay(n, "en") for n in (90, 300, 7_200, 172_800)] == ["90 s", "5 min", "2 h", "2 d"]
    assert shown_delay(172_800, "vi") == "2 ngày"


def test_the_summary_names_every_holder_and_who_waits(capsys: pytest.CaptureFixture[str]) -> None:
    tell_roles(Output("en", as_json=False), holders(authority=ONE, guardian=TWO, delay="48h"), OWN)
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[1:4]] == ["AUTHORITY", "OFFICER", "GUARDIAN"]
    assert told[1].endswith("(after 2 d)")
    assert ONE in told[1]
    assert TWO in told[3]
    assert told[4] == f"  The deploying account 0x{OWN.hex()} keeps no right."
