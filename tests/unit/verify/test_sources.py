# SPDX-License-Identifier: Apache-2.0
"""A code, a number, a QR text, a credential or a file leads to a bundle, which is then judged like any other."""

from msgspec.structs import replace

from registry.core.bundle import encode_bundle
from registry.core.code import group_code
from registry.core.hashing import sha256
from registry.core.qr import short_qr, signed_qr
from registry.core.records import State
from registry.verify import Question, Verdict, recognise, verify
from tests.unit.verify.build import HOST, World
from tests.unit.verify.scenes.scene import FILE


def test_by_code_url_number_and_credential() -> None:
    world = World()
    issued = world.publish(world.issue())
    things = (
        recognise(group_code(issued.code)),
        recognise(short_qr(f"https://{HOST}", issued.code)),
        recognise("".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes()))),
        recognise("VD-CERT/HQ-2026-000123", body="vd-cert"),
        recognise(issued.jws),
    )
    assert [world.verify(thing).verdict for thing in things] == [Verdict.VALID] * 5


def test_a_source_that_is_down_says_nothing() -> None:
    world = World()
    issued = world.publish(world.issue())
    world.source.down = True
    for thing in (issued.code, short_qr(f"https://{HOST}", issued.code), issued.jws, b"a file"):
        report = world.verify(thing)
        assert (report.verdict, report.outcome.code) == (Verdict.INDETERMINATE, "UNREACHABLE")


def test_a_source_that_returns_rubbish_is_no_verdict() -> None:
    world = World()
    issued = world.issue()
    world.source.codes[issued.code] = b'{"anchors":'
    report = world.verify(issued.code)
    assert report.verdict is Verdict.INDETERMINATE
    assert report.exit_code == 2


def test_the_credential_in_hand_is_judged_not_the_one_in_the_bundle() -> None:
    world = World()
    issued = world.publish(world.issue(jws=False))
    assert world.verify(issued.jws).verdict is Verdict.VALID
    tail = issued.jws[-8:-7]
    altered = issued.jws[:-8] + (b"A" if tail != b"A" else b"B") + issued.jws[-7:]
    world.source.codes = dict.fromkeys(world.source.codes, issued.data)
    assert world.verify(altered).verdict is not Verdict.VALID


def test_a_bundle_without_a_credential_stands_on_its_signed_summary() -> None:
    world = World()
    report = world.verify(world.issue(jws=False))
    assert report.verdict is Verdict.VALID
    assert report.facts is not None
    assert report.facts.details == {}


def test_the_code_asked_beside_a_bundle_must_be_its_code() -> None:
    world = World()
    issued, other = world.issue(), world.issue(number="VD-CERT/HQ-2026-000124")
    assert world.verify(issued, code=issued.code).verdict is Verdict.VALID
    assert world.verify(issued, code=other.code).check(4).code == "CODE_DIFFERS"


def test_a_signed_qr_without_bundle_still_shows_a_withdrawal_on_the_chain() -> None:
    world = World()
    issued = world.issue()
    text = "".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes()))
    report = world.verify(text)
    assert (report.verdict, report.check(2).code) == (Verdict.INDETERMINATE, "QR_SIGNATURE_ONLY")
    assert report.check(8).code == "STATUS_ACTIVE"
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    assert world.verify(text).outcome.code == "WITHDRAWN"


def test_a_signed_qr_without_any_source_is_signature_only() -> None:
    world = World()
    issued = world.issue()
    thing = recognise("".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes())))
    report = verify(thing, trust=world.trust(), readers=[], bundles=None, question=Question(), now=world.now)
    assert (report.verdict, report.outcome.code) == (Verdict.INDETERMINATE, "SIGNATURE_ONLY")


def test_a_foreign_host_is_never_asked_and_always_warned_of() -> None:
    world = World()
    issued = world.publish(world.issue())
    for host in ("antin.example.vn.evil.example", "antin-example.vn", "antin.example.vn:444"):
        report = world.verify(f"https://{host}/C/{issued.code}")
        assert report.outcome.code == "FOREIGN_DOMAIN"
        assert report.outcome.colour == "red"
        assert host in report.outcome.text("vi").reason
        assert report.verdict is Verdict.VALID
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    report = world.verify(short_qr("https://evil.example", issued.code))
    assert (report.verdict, report.outcome.code) == (Verdict.INVALID, "FOREIGN_DOMAIN")
    assert any("thu hồi" in note for note in report.outcome.text("vi").notes)


def test_a_dcc_file_finds_its_certificate() -> None:
    world = World()
    issued = world.calibrate()
    world.source.files[issued.summary.dcc_sha256 or b""] = issued.data
    from registry.verify.things import FileThing  # noqa: PLC0415

    report = world.verify(FileThing(issued.summary.dcc_sha256 or b"", "dcc.xml"))
    assert report.verdict is Verdict.VALID
    assert report.check(11).code == "FILES_OK"
    assert [badge.code for badge in report.outcome.badges] == ["NO_EXPIRY"]


def test_a_file_that_the_source_wrongly_binds_is_not_bound() -> None:
    world = World()
    data = b"<dcc/>"
    world.source.files[sha256(data)] = world.issue().data
    report = world.verify(data)
    assert (report.verdict, report.outcome.code) == (Verdict.INDETERMINATE, "FILE_NOT_BOUND")
    assert report.facts is not None


def test_attachments_of_the_credential_are_bound() -> None:
    world = World()
    issued = world.issue()
    assert world.verify(issued, files={b"\xab" * 32: "phu-luc.pdf"}).verdict is Verdict.VALID
    report = world.verify(issued, files={b"\xab" * 32: "phu-luc.pdf", b"\xac" * 32: "scan.jpg"})
    assert report.check(11).code == "FILE_NOT_BOUND"
    assert "scan.jpg" in report.outcome.text("en").reason


def test_a_file_statement_of_a_bundle_is_checked_whether_asked_about_or_not() -> None:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    assert world.verify(issued).verdict is Verdict.VALID
    smaller = replace(issued.bundle.anchors[1], size=3)
    bundle = replace(issued.bundle, anchors=(issued.bundle.anchors[0], smaller))
    assert world.verify(encode_bundle(bundle)).verdict is not Verdict.VALID
    other_body = replace(issued.bundle.anchors[1], body="VD-LAB")
    bundle = replace(issued.bundle, anchors=(issued.bundle.anchors[0], other_body))
    assert world.verify(encode_bundle(bundle)).check(5).code == "FILE_STATEMENT_NOT_INCLUDED"
