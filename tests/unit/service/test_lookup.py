# SPDX-License-Identifier: Apache-2.0
"""What the public may read, and where a verifier gets bundles from this registry's own store."""

import pytest

from registry.core.code import code_of, group_code
from registry.core.hashing import sha256
from registry.core.types import BatchId, Code
from registry.errors import RefusedError
from registry.ports.bundles import BundleSource
from registry.ports.lookup import Lookup
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.folding import fold, search_text
from registry.service.lookup import StoredLookup
from tests.unit.service.world import DCC, World, calibration_draft, draft


def lookup(world: World) -> Lookup:
    return StoredLookup(world.stores[-1])


def bundles(world: World) -> BundleSource:
    return StoredBundles(world.stores[-1])


def test_facts_are_those_of_the_summary(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    found = lookup(world).certificate(issued.code)
    assert found is not None
    assert (found.number, found.body_name, found.batch_state) == (
        "VD-CERT/HQ-2026-000123", "Trung tâm Chứng nhận Ví Dụ", "FINAL",
    )  # fmt: skip
    assert (found.model, found.method, found.risk, found.mark) == ("VD-RC18A, VD-RC18B", 5, "CAO", "CR")
    assert found.anchored_at is not None
    assert lookup(world).certificate(Code("0" * 32)) is None


@pytest.mark.parametrize(
    "text",
    ["noi com dien", "NỒI CƠM", "hq2026000123", "VD-RC18B", "qcvn 4:2009", "dien gia dung", "ví dụ home"],
)
def test_search_finds_regardless_of_case_and_diacritics(world: World, text: str) -> None:
    (issued,) = world.issue(draft()).issued
    page = lookup(world).search(text, limit=10, offset=0)
    assert ([item.code for item in page.items], page.total) == ([issued.code], 1)


@pytest.mark.parametrize("text", ["", "   ", "nồi chiên", "%", "_"])
def test_search_finds_nothing_for_nothing(world: World, text: str) -> None:
    world.issue(draft())
    assert lookup(world).search(text, limit=10, offset=0).total == 0


def test_search_pages_newest_first(world: World) -> None:
    world.issue(*(draft(f"A-{n}") for n in range(5)))
    page = lookup(world).search("noi com", limit=2, offset=1)
    assert ([item.number for item in page.items], page.total) == (["A-3", "A-2"], 5)


def test_calibration_is_found_by_its_code_alone(world: World) -> None:
    (issued,) = world.anchored(calibration_draft(), body="VD-LAB").issued
    looked = lookup(world)
    assert looked.certificate(issued.code) is not None
    assert looked.by_number("VD-LAB/HC-2026-01902", None) == ()
    assert looked.search("áp kế", limit=10, offset=0).total == 0
    assert bundles(world).by_number("VD-LAB", "VD-LAB/HC-2026-01902") is None


def test_number_gives_every_revision_newest_first(world: World) -> None:
    world.issue(draft("A-1"), draft("A-1", revision=1, change="correction"), draft("A-10"))
    assert [item.revision for item in lookup(world).by_number("a 1", "VD-CERT")] == [1, 0]
    assert lookup(world).by_number("a 1", "VD-LAB") == ()


def test_batches_are_listed_newest_first_and_one_shows_its_leaves(world: World) -> None:
    first = world.anchored(draft("A-1"), draft("A-2"))
    second = world.issue(draft("A-3"))
    page = lookup(world).batches(limit=10, offset=0)
    assert [(batch.state, batch.size, batch.leaves) for batch in page.items] == [
        ("SEALED", 1, ()),
        ("FINAL", 2, ()),
    ]
    assert page.items[0].transaction_hash is None
    assert page.items[1].transaction_hash is not None
    one = lookup(world).batch(page.items[1].batch_id)
    assert one is not None
    assert one.leaves == tuple(item.leaf for item in first.issued)
    assert lookup(world).batch(BatchId(bytes(32))) is None
    assert second.batches


def test_bundles_come_by_code_number_and_file(world: World) -> None:
    (one, two) = world.anchored(draft("A-1"), draft("A-1", revision=1, change="correction")).issued
    (calibration,) = world.anchored(calibration_draft(), body="VD-LAB").issued
    store, source = world.stores[-1], bundles(world)
    assert source.by_code(one.code) == bundle_of(one.code, store=store) == lookup(world).bundle(one.code)
    assert source.by_number("VD-CERT", "a1") == bundle_of(two.code, store=store)
    assert source.by_file(sha256(DCC)) == bundle_of(calibration.code, store=store)
    assert source.by_file(bytes(32)) is None


def test_newest_revision_that_is_not_final_is_not_handed_out(world: World) -> None:
    (one,) = world.anchored(draft("A-1")).issued
    (two,) = world.issue(draft("A-1", revision=1, change="correction")).issued
    source = bundles(world)
    assert source.by_code(two.code) is None
    assert source.by_number("VD-CERT", "A-1") == source.by_code(one.code)


def test_bundle_takes_a_code_as_people_type_it(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    typed = Code(group_code(issued.code).lower())
    assert bundle_of(typed, store=world.stores[-1]) == bundle_of(issued.code, store=world.stores[-1])


def test_code_of_another_registry_is_not_here(world: World) -> None:
    with pytest.raises(RefusedError, match="CERTIFICATE_NOT_HERE"):
        bundle_of(code_of(b"a summary of another registry"), store=world.stores[-1])


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đường  ống", "duong ong"), ("ðÐđ", "ddd"), ("ÁP KẾ", "ap ke"), ("Straße", "strasse"), ("a\tb", "a b")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_number_is_searchable_as_printed_and_without_separators() -> None:
    assert search_text("VD/HQ-1", [None, "Nồi", "Nồi"]) == "vd/hq-1 vd/hq1 noi"


def test_later_revisions_come_in_order_up_to_the_first_that_is_not_final(world: World) -> None:
    one, two, three = world.anchored(
        draft("A-1"),
        draft("A-1", revision=1, change="correction"),
        draft("A-1", revision=2, change="correction"),
    ).issued
    source = bundles(world)
    assert source.successors(one.code) == [source.by_code(two.code), source.by_code(three.code)]
    assert source.successors(three.code) == []
    world.issue(draft("A-1", revision=3, change="correction"))
    assert source.successors(two.code) == [source.by_code(three.code)]
    assert source.successors(Code("0" * 32)) is None
