# SPDX-License-Identifier: Apache-2.0
"""Every act that may have to wait is told in words, with what it concerns."""

import json
from typing import Any

import pytest

from registry.chain.calls import encode_call
from registry.chain.contract import ACCESS_MANAGER
from registry.chain.operations import Operation
from registry.chain.roles import FUNCTIONS, Role
from registry.cli.act_words import _WORDS, Names, tell_call
from registry.cli.authority import _tell, _told
from registry.cli.output import Output
from registry.core.hashing import body_id, scope_hash
from registry.core.types import Address
from registry.errors import ScheduledError

NAMES = Names.of(["VD-CERT"], ["QCVN 4:2009/BKHCN"])
BODY, OTHER, LEAF = body_id("VD-CERT"), body_id("OTHER"), b"\x61" * 32
ACCOUNT = b"\x0a" * 20


@pytest.mark.parametrize(
    ("function", "arguments", "told"),
    [
        ("registerBody", (BODY, 0, 0, "01/QD"), "register body VD-CERT, order 01/QD"),
        ("reinstateBody", (BODY, 0, 4, ""), "reinstate body VD-CERT, reason 4"),
        ("grant", (BODY, 1, 2, scope_hash("QCVN 4:2009/BKHCN"), 1_795_348_800, 0, ""),
         "grant VD-CERT: QCVN 4:2009/BKHCN (registration), since 19:00 22/11/2026"),
        ("restoreGrant", (BODY, 3, 0, 4, ""), "restore grant 3 of VD-CERT, reason 4"),
        ("registerAnchorKey", (BODY, ACCOUNT, 0, b""), "register anchor key 0x" + "0a" * 20 + " of VD-CERT"),
        ("registerCredentialKey", (BODY, LEAF, 0), "register credential key " + "61" * 32 + " of VD-CERT"),
        ("reinstateByAuthority", (BODY, LEAF, 0, 0, ""), "reinstate certificate 0x" + "61" * 8 + "… of VD-CERT"),
        ("liftStatus", (BODY, LEAF, 1, 1, 0, 0, ""),
         "lift what a compromised key wrote of certificate 0x" + "61" * 8 + "… of VD-CERT: active"),
        ("retractOrder", (BODY, 2, 5, 6, ""), "retract order 5 over grant 2 of VD-CERT, reason 6"),
        ("anchorRetrospective", (BODY, [1], LEAF, 7, 9, b""), "anchor a retrospective batch of 7 of VD-CERT"),
        ("unpause", (), "let the contract run again"),
    ],
)  # fmt: skip
def test_an_act_in_words(function: str, arguments: tuple[Any, ...], told: str) -> None:
    found = tell_call(encode_call(function, *arguments), NAMES)
    assert (found.function, found.en) == (function, told)
    assert found.vi != found.en


def test_every_act_that_waits_has_words() -> None:
    assert set(FUNCTIONS[Role.AUTHORITY]) <= set(_WORDS)


def test_changes_of_roles_are_told_too() -> None:
    call = encode_call("grantRole", 2, ACCOUNT, 3_600, contract=ACCESS_MANAGER)
    assert tell_call(call, NAMES).en == "give role OFFICER: 0x" + "0a" * 20 + ", delay 1 h"
    other = encode_call("labelRole", 9, "X", contract=ACCESS_MANAGER)
    assert tell_call(other, NAMES).en == "labelRole(roleId 9, label X)"


def test_what_is_not_known_is_said_to_be() -> None:
    assert tell_call(b"\x01\x02\x03\x04", NAMES).en == "an unknown call 0x01020304"
    assert (
        tell_call(encode_call("registerBody", BODY, 0, 0, "")[:40], NAMES).en
        == "registerBody: cannot be read"
    )
    stranger = tell_call(encode_call("registerBody", OTHER, 0, 0, ""), NAMES)
    assert stranger.en == f"register body 0x{OTHER.hex()[:16]}…"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (b"01\n0x00\n  ready; by 0x00", "01\\u000a0x00\\u000a  ready; by 0x00"),
        (b"\x1b[2K\xe2\x80\xae01", "\\u001b[2K\\u202e01"),
        (b"\xff\xfe01", "\\xff\\xfe01"),
        (b"7" * 100_000, "7" * 200 + "…"),
    ],
)
def test_what_somebody_schedules_cannot_hide_what_it_is(number: bytes, shown: str) -> None:
    """Nor in texts that are none: the contract looks at them when the act is carried out, people before."""
    call = encode_call("registerBody", BODY, 0, 0, "#" * len(number)).replace(b"#" * len(number), number)
    told = tell_call(call, NAMES)
    assert told.en == f"register body VD-CERT, order {shown}"
    json.dumps(told.arguments).encode()


def test_padding_and_times_beyond_the_calendar_hide_nothing_either() -> None:
    call = encode_call("grant", BODY, 1, 2, scope_hash("QCVN 4:2009/BKHCN"), 0, (1 << 40) - 1, "1")
    assert tell_call(call[:-1] + b"\xff", NAMES).en == (
        "grant VD-CERT: QCVN 4:2009/BKHCN (registration), until 07:00 31/12/9999, order 1"
    )


@pytest.mark.parametrize("word", [b"\xff" * 32, b"\x00" * 16 + b"\xff" * 16])
def test_an_offset_or_length_beyond_all_memory_is_told_as_unreadable(word: bytes) -> None:
    call = encode_call("registerBody", BODY, 0, 0, "1")
    for at in (100, 132):
        changed = call[:at] + word + call[at + 32 :]
        assert tell_call(changed, NAMES).en == "registerBody: cannot be read"


def _operation(target: bytes, **times: int) -> Operation:
    call = encode_call("unpause")
    when: Any = {"scheduled_at": 1, "ready_at": 2, "expires_at": 3, **times}
    return Operation(id=LEAF, nonce=1, caller=Address(ACCOUNT), target=Address(target), data=call, **when)


def test_the_same_call_of_another_contract_is_another_act() -> None:
    contract, other = b"\x01" * 20, b"\x02" * 20
    assert _told(_operation(contract), NAMES, (contract,)).en == "let the contract run again"
    told = _told(_operation(other), NAMES, (contract,))
    assert told.en == f"at another contract, 0x{other.hex()}: let the contract run again"
    assert told.vi.startswith(f"ở hợp đồng khác, 0x{other.hex()}: ")


def test_what_waits_for_ever_is_listed_beside_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    far = _operation(b"\x01" * 20, ready_at=(1 << 48) - 1, expires_at=1 << 48)
    row = _tell(Output("en", False), far, far.stage(now=5), _told(far, NAMES, (far.target,)))
    assert row["ready_at"] == (1 << 48) - 1
    assert "waits, ready at 07:00:00 31/12/9999" in capsys.readouterr().out
    assert "31/12/9999" in ScheduledError(far.act(new=True)).text("en")
