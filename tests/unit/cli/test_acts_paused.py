# SPDX-License-Identifier: Apache-2.0
"""Acts from the command line while the contract is paused, on a chain in memory."""

from pathlib import Path

from registry.core.certificate import ConformityCertificate
from registry.core.code import group_code
from registry.intake.roster_json import dump_roster
from registry.service.anchor import anchor
from tests.unit.cli.acts_place import Antin
from tests.unit.service.world import START, World, draft


def test_guardian_pauses_and_authority_releases(world: World, antin: Antin) -> None:
    world.chain.guardian = world.chain.authority
    (issued,) = world.issue(draft("A-1")).issued
    assert antin("network", "pause").exit_code == 0
    assert antin("network", "pause", "--json").code == "CONTRACT_PAUSED_ALREADY"
    shown = antin("status", "show", issued.code)
    assert "waiting: contract paused since 19:00 22/11/2026" in shown.out
    assert ("not on the chain yet" in shown.out, "active" in shown.out) == (True, False)
    assert "chưa ghi lên chuỗi" in antin("status", "show", issued.code, "--lang", "vi").out
    assert antin("status", "show", issued.code, "--json").json()["on_chain"] is False
    assert antin("status", "show", issued.code, "--json").json()["waiting"]["since"] == START
    assert antin("grant", "suspend", "VD-CERT", 1, "--reason", 4).exit_code == 0
    assert antin("grant", "restore", "VD-CERT", 1, "--reason", 4).exit_code == 2
    assert antin("network", "unpause").exit_code == 0
    assert "waiting" not in antin("status", "show", issued.code).out
    anchor(world.issue(draft("A-1")).batches, deps=world.anchor_deps())  # under a grant that is suspended
    assert "not on the chain: its batch was refused" in antin("status", "show", issued.code).out
    assert antin("network", "unpause", "--json").exit_code == 1


def test_what_is_signed_while_the_contract_is_paused_is_told(
    world: World, antin: Antin, tmp_path: Path
) -> None:
    world.chain.guardian = world.chain.authority
    (before,) = world.anchored(draft("A-1")).issued
    assert antin("network", "pause").exit_code == 0
    roster = tmp_path / "roster.json"
    certificates = [
        cert for n in ("A-1", "A-2") if isinstance(cert := draft(n).certificate, ConformityCertificate)
    ]
    roster.write_bytes(dump_roster(certificates))
    told = antin("issue", roster, "--body", "VD-CERT", "--out", tmp_path / "bundles")
    with world.stores[-1].reading() as work:
        (code,) = (row.code for row in work.certificates.each() if row.number == "A-2")
    assert (told.exit_code, "CONTRACT_PAUSED" in told.err) == (2, True)
    assert "no record: active" in antin("status", "show", before.code).out
    lines = told.out.splitlines()
    assert f"A-2  r0  {group_code(code)}  signed, waiting: the contract is paused" in lines
    assert (
        f"A-1  r0  {group_code(before.code)}  (issued before)" in lines
    )  # which is final, and waits for nothing
    again = antin("issue", roster, "--body", "VD-CERT", "--json", "--lang", "vi")
    assert (again.exit_code, again.code) == (2, "CONTRACT_PAUSED")
    waiting = {c["code"]: c["waiting"] for c in again.json()["certificates"]}
    assert waiting == {code: True, before.code: False}
    assert (
        "đã ký, đang chờ: hợp đồng tạm dừng"
        in antin("issue", roster, "--body", "VD-CERT", "--lang", "vi").out
    )
    assert antin("network", "unpause").exit_code == 0
    assert antin("issue", roster, "--body", "VD-CERT").exit_code == 0
