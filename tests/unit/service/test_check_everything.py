# SPDX-License-Identifier: Apache-2.0
"""Whatever is altered behind the program's back is found. The triggers are switched off to alter it."""

import pytest
from sqlalchemy import text

from registry.core.records import State
from registry.ports.store_rows import BatchState
from registry.service.anchor import anchor
from registry.service.attach import Paper, attach
from tests.unit.service.world import Counting, World, calibration_draft, draft

TRIGGERS = (
    "certificates_never_changes", "leaves_never_changes", "leaves_never_goes", "certificates_never_goes",
    "batches_sealed_stays", "batches_moves", "attempts_outcome_once", "attempts_stored_stays",
    "attempts_never_goes", "certificate_files_never_goes", "file_statements_never_changes",
    "file_statements_never_goes",
)  # fmt: skip


def alter(world: World, statement: str) -> None:
    with world.stores[-1]._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for trigger in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute(text(statement), {"octets": bytes(32)})
        connection.commit()


def found(world: World) -> set[str]:
    return {line.split()[0] for line in world.disagreements()}


@pytest.fixture
def issued(world: World) -> World:
    world.anchored(draft("A-1"), draft("A-2"), draft("A-3"))
    world.anchored(calibration_draft(), body="VD-LAB")
    assert world.disagreements() == []
    return world


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE certificates SET jws = x'78' WHERE id = 1", {"EVERY_SIGNATURE"}),
        ("UPDATE certificates SET jws = (SELECT jws FROM certificates WHERE id = 2) WHERE id = 1", {"EVERY_SIGNATURE"}),
        ("UPDATE certificates SET signed_summary = jws WHERE id = 1", {"EVERY_SIGNATURE"}),
        (
            """UPDATE certificates SET signed_summary =
               (SELECT signed_summary FROM certificates WHERE id = 2) WHERE id = 1""",
            {"EVERY_SIGNATURE"},
        ),
        ("UPDATE certificates SET number = 'B-1' WHERE id = 1", {"EVERY_LEAF"}),
        ("UPDATE certificates SET code = '00000000000000000000000000000000' WHERE id = 1", {"EVERY_LEAF"}),
        ("UPDATE certificates SET leaf = :octets WHERE id = 1", {"EVERY_LEAF", "EVERY_PLACE"}),
        ("DELETE FROM certificates WHERE id = 1", {"EVERY_PLACE"}),
        ("DELETE FROM leaves WHERE \"index\" = 2", {"EVERY_PLACE", "EVERY_TREE"}),
        ("UPDATE leaves SET leaf = :octets WHERE \"index\" = 1", {"EVERY_PLACE", "EVERY_TREE"}),
        ("UPDATE leaves SET path = '' WHERE \"index\" = 1", {"EVERY_TREE", "EVERY_BUNDLE"}),
        ("UPDATE batches SET root = :octets WHERE key = 1", {"EVERY_TREE", "EVERY_BUNDLE"}),
        ("UPDATE batches SET grants = '[1, 2, 3]' WHERE key = 1", {"EVERY_TREE"}),
        ("UPDATE batches SET grants = '[1]' WHERE key = 1", {"EVERY_TREE", "EVERY_PLACE"}),
        ("UPDATE batches SET anchored_at = 5 WHERE key = 1", {"EVERY_CHAIN"}),
        ("UPDATE batches SET state = 'FAILED', anchored_at = NULL, error_code = 'X' WHERE key = 1", {"EVERY_CHAIN"}),
        ("UPDATE batches SET state = 'SUBMITTED', anchored_at = NULL WHERE key = 1", {"EVERY_ATTEMPT"}),
        ("UPDATE attempts SET raw = :octets WHERE id = 1", {"EVERY_ATTEMPT"}),
        ("UPDATE attempts SET outcome = NULL WHERE id = 1", {"EVERY_ATTEMPT"}),
        ("DELETE FROM attempts WHERE id = 1", {"EVERY_CHAIN"}),
    ],
)  # fmt: skip
def test_alteration_is_found(issued: World, statement: str, codes: set[str]) -> None:
    alter(issued, statement)
    assert found(issued) == codes


def test_state_ahead_of_the_chain_is_found(world: World) -> None:
    world.issue(draft("A-1"))
    alter(world, "UPDATE batches SET state = 'FINAL', anchored_at = 5 WHERE key = 1")
    assert "EVERY_CHAIN" in found(world)


def test_other_key_in_the_store_is_found(issued: World) -> None:
    alter(issued, "UPDATE credential_keys SET x = :octets WHERE body = 'VD-CERT'")
    assert "EVERY_SIGNATURE" in found(issued)


def test_failed_and_waiting_batches_are_no_disagreement(world: World) -> None:
    first, second = world.issue(draft("A-1")), world.issue(draft("A-2"))
    world.chain.suspend_body("VD-CERT")
    (failed,) = anchor(first.batches, deps=world.anchor_deps())
    assert failed.state is BatchState.FAILED
    assert second.batches
    assert found(world) == set()


def test_status_of_a_certificate_is_no_disagreement(issued: World) -> None:
    with issued.stores[-1].reading() as work:
        row = next(work.certificates.each())
    issued.chain.set_status("VD-CERT", row.leaf, State.SUSPENDED)
    assert found(issued) == set()


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE file_statements SET signed_summary = x'78'", {"EVERY_STATEMENT"}),
        ("UPDATE file_statements SET sha256 = :octets", {"EVERY_STATEMENT"}),
        ("UPDATE file_statements SET certificate = (SELECT leaf FROM certificates WHERE id = 2)", {"EVERY_STATEMENT"}),
        ("UPDATE file_statements SET leaf = :octets", {"EVERY_STATEMENT", "EVERY_PLACE"}),
        ("DELETE FROM file_statements", {"EVERY_PLACE"}),
    ],
)  # fmt: skip
def test_altered_file_statement_is_found(issued: World, statement: str, codes: set[str]) -> None:
    with issued.stores[-1].reading() as work:
        code = next(work.certificates.each()).code
    deps = issued.issue_deps(entropy=Counting(b"file"))
    (attached,) = attach(code, [Paper("giay.pdf", b"%PDF-1.7")], deps=deps)
    anchor([attached.batch], deps=issued.anchor_deps())
    assert found(issued) == set()
    alter(issued, statement)
    assert found(issued) == codes
