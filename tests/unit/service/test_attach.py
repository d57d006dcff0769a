# SPDX-License-Identifier: Apache-2.0
"""Finished files bound to certificates: what is signed, what is refused, and what a verifier then says."""

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from registry.audit.published import from_store
from registry.core.bundle import decode_bundle
from registry.core.constants import MAX_FILE_STATEMENTS
from registry.core.hashing import sha256
from registry.core.qr import parse_qr, short_qr
from registry.core.records import State
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import FileSummary, decode_summary
from registry.core.types import Address, Code
from registry.errors import RegistryError, TransientError
from registry.printing.qr_image import short_matrix, to_png
from registry.printing.read_qr import read_qr_codes
from registry.service.anchor import anchor
from registry.service.attach import Attached, Paper, attach
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.change_status import Change, change_status
from registry.testing.fake_chain import CONTRACT
from registry.verify import Status, Verdict
from tests.reference.test_issue_verifies import doubts, judged
from tests.unit.core.samples import Key
from tests.unit.service.world import DCC, Counting, World, calibration_draft, draft

PDF = Paper("giay.pdf", b"%PDF-1.7 the finished certificate")
SCAN = Paper("scan.png", b"\x89PNG\r\n\x1a\n pixels")


def certificate(world: World) -> Code:
    return world.anchored(draft()).issued[0].code


def attached(
    world: World, code: Code, *papers: Paper, seed: bytes = b"a", **named: Any
) -> tuple[Attached, ...]:
    """Attached and final."""
    done = attach(code, papers, deps=world.issue_deps(entropy=Counting(seed)), **named)
    anchor([batch for batch in {item.batch for item in done} if batch], deps=world.anchor_deps())
    return done


def statements(world: World, code: Code) -> list[FileSummary]:
    bundle = decode_bundle(bundle_of(code, store=world.stores[-1]))
    found = [decode_summary(parse_signed_summary(f.signed_summary).summary) for f in bundle.files]
    return [summary for summary in found if isinstance(summary, FileSummary)]


def refusal(world: World, code: Code, *papers: Paper, **named: Any) -> str:
    before = len(statements(world, code))
    with pytest.raises(RegistryError) as error:
        attached(world, code, *papers, **named)
    assert len(statements(world, code)) == before
    return error.value.code


def with_code(code: Code) -> bytes:
    """A PDF of one page with the certificate's QR code on it."""
    qr = Image.open(io.BytesIO(to_png(short_matrix(short_qr("https://antin.example.vn", code)))))
    page = Image.new("RGB", (800, 1100), "white")
    page.paste(qr.convert("RGB").resize((300, 300), Image.Resampling.NEAREST), (60, 60))
    out = io.BytesIO()
    page.save(out, "PDF")
    return out.getvalue()


def test_pdf_with_its_code_is_found_by_its_bytes_and_valid(world: World) -> None:
    code = certificate(world)
    paper = Paper("giay.pdf", with_code(code))
    (one,) = attached(world, code, paper, language="vi")
    assert (one.media_type, one.new) == ("application/pdf", True)
    report = judged(world, paper.data, paper.name)
    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])
    assert report.checks[10].status is Status.PASS
    (picture,) = PdfReader(io.BytesIO(paper.data)).pages[0].images
    (text,) = read_qr_codes(picture.data)
    assert parse_qr(text).code == code


def test_statement_says_what_the_protocol_lists(world: World) -> None:
    code = certificate(world)
    attached(world, code, PDF, language="vi")
    (found,) = statements(world, code)
    with world.stores[-1].reading() as work:
        row = work.certificates.by_code(code)
        (stored,) = work.statements.each()
    assert row is not None
    assert (found.body, found.network, found.leaf) == ("VD-CERT", "antin-demo", row.leaf)
    assert (found.sha256, found.media_type, found.language) == (sha256(PDF.data), "application/pdf", "vi")
    assert len(found.random) == 16
    assert stored.key == row.key
    assert world.disagreements() == []


def test_file_that_nobody_bound_is_never_called_tampered(world: World) -> None:
    attached(world, certificate(world), PDF)
    report = judged(world, PDF.data + b" ", "copy.pdf")
    assert report.verdict is Verdict.INDETERMINATE
    assert "FILE_NOT_BOUND" in {check.code for check in report.checks}


def test_several_files_share_a_batch_and_its_anchor_is_listed_once(world: World) -> None:
    code = certificate(world)
    one, two = attached(world, code, PDF, SCAN)
    assert one.batch == two.batch
    bundle = decode_bundle(bundle_of(code, store=world.stores[-1]))
    assert len(bundle.anchors) == 2
    assert [file.inclusion.anchor for file in bundle.files] == [1, 1]
    for paper in (PDF, SCAN):
        assert judged(world, paper.data, paper.name).verdict is Verdict.VALID


def test_one_active_grant_of_the_certificate_is_enough(world: World) -> None:
    code = certificate(world)
    world.chain.suspend_grant("VD-CERT", 1)
    attached(world, code, PDF)
    assert [a.grants for a in decode_bundle(bundle_of(code, store=world.stores[-1])).anchors] == [
        (1, 2),
        (2,),
    ]


def test_same_bytes_again_change_nothing(world: World) -> None:
    code = certificate(world)
    (first,) = attached(world, code, PDF, Paper("same.pdf", PDF.data))
    events = world.events()
    (again,) = attached(world, code, PDF, seed=b"other")
    assert again == replace(first, new=False, name=again.name)
    assert world.events() == events
    new, old = attached(world, code, PDF, SCAN, seed=b"third")
    assert (new.new, new.name, old.new) == (True, "scan.png", False)


def test_bytes_are_kept_only_when_asked_and_always_confidential(world: World) -> None:
    code = certificate(world)
    attached(world, code, PDF)
    with world.stores[-1].reading() as work:
        assert work.statements.kept(sha256(PDF.data)) is None
    attached(world, code, PDF, keep=True)
    with world.stores[-1].reading() as work:
        kept = work.statements.kept(sha256(PDF.data))
    assert kept is not None
    assert (kept.data, kept.media_type, kept.confidential) == (PDF.data, "application/pdf", True)


def test_calibration_takes_a_file_too(world: World) -> None:
    (issued,) = world.anchored(calibration_draft(), body="VD-LAB").issued
    done = attach(issued.code, [PDF], deps=world.issue_deps("VD-LAB", entropy=Counting(b"x")))
    anchor([done[0].batch], deps=world.anchor_deps())
    for data in (PDF.data, DCC):
        assert judged(world, data, "file").verdict is Verdict.VALID


def test_withdrawn_statement_no_longer_binds(world: World) -> None:
    code = certificate(world)
    (one,) = attached(world, code, PDF)
    change_status(one.leaf, Change(State.WITHDRAWN, 10), deps=world.anchor_deps())
    report = judged(world, PDF.data, PDF.name)
    assert report.verdict is Verdict.INDETERMINATE
    assert report.checks[10].code == "FILE_STATEMENT_WITHDRAWN"
    assert judged(world, bundle_of(code, store=world.stores[-1])).verdict is Verdict.VALID
    assert refusal(world, code, PDF) == "FILE_TAKEN_BACK"


def test_auditors_know_whose_leaf_it_is(world: World) -> None:
    (one,) = attached(world, certificate(world), PDF)
    with world.stores[-1].reading() as work:
        found = from_store(work, world.chain.identity().chain_id, CONTRACT)
    assert found.statements == {one.leaf}


def test_statement_that_is_not_final_is_not_published(world: World) -> None:
    code = certificate(world)
    attach(code, [PDF], deps=world.issue_deps(entropy=Counting(b"a")))
    assert statements(world, code) == []
    assert StoredBundles(world.stores[-1]).by_file(sha256(PDF.data)) is None


def test_a_certificate_must_be_final_first(world: World) -> None:
    (issued,) = world.issue(draft()).issued
    with pytest.raises(RegistryError) as error:
        attach(issued.code, [PDF], deps=world.issue_deps())
    assert error.value.code == "BUNDLE_NOT_YET"
    with pytest.raises(RegistryError) as unknown:
        attach(Code("0" * 32), [PDF], deps=world.issue_deps())
    assert unknown.value.code == "CERTIFICATE_NOT_HERE"


def test_bad_input_is_refused_by_name(world: World) -> None:
    code = certificate(world)
    assert refusal(world, code, PDF, Paper("empty.pdf", b"")) == "FILE_EMPTY"
    assert refusal(world, code, PDF, language="tiếng Việt") == "LANGUAGE_TAG"
    many = [Paper(str(n), b"file %d" % n) for n in range(MAX_FILE_STATEMENTS + 1)]
    assert refusal(world, code, *many) == "FILE_STATEMENTS_FULL"


def test_only_the_certificates_own_key_contract_and_grants_serve(world: World) -> None:
    code = certificate(world)
    deps = world.issue_deps()
    for changes, wanted in (
        ({"credential_signer": Key(5)}, "FILE_OTHER_KEY"),
        ({"contract": Address(bytes(20))}, "FILE_OTHER_CONTRACT"),
    ):
        with pytest.raises(RegistryError) as error:
            attach(code, [PDF], deps=replace(deps, **changes))
        assert error.value.code == wanted
    for grant in (1, 2):
        world.chain.withdraw_grant("VD-CERT", grant)
    assert refusal(world, code, PDF) == "FILE_NO_GRANT"
    world.chain.suspend_body("VD-CERT")
    assert refusal(world, code, PDF) == "BODY_NOT_ACTIVE"


def test_two_commands_at_once_make_one_statement(world: World) -> None:
    code = certificate(world)
    other = world.issue_deps(entropy=Counting(b"b"))

    class Between(Counting):
        """The other command comes first, just before this one stores."""

        def octets(self, size: int) -> bytes:
            attach(code, [PDF], deps=other)
            return super().octets(size)

    with pytest.raises(TransientError) as error:
        attach(code, [PDF], deps=world.issue_deps(entropy=Between()))
    assert error.value.code == "STORE_CONFLICT"
    (one,) = attached(world, code, PDF)
    assert not one.new
    assert world.disagreements() == []
