# SPDX-License-Identifier: Apache-2.0
"""XML signatures: intact or not, over what, by whom; and the ways to make one lie."""

from collections.abc import Callable

import pytest
from lxml import etree

from registry.errors import UsageError
from registry.intake.dcc_names import DS, SIGNATURE
from tests.unit.intake.dcc_files import SAMPLE, Signer, errors, make_signer, read, the, warnings


@pytest.fixture(scope="module")
def signer() -> Signer:
    return make_signer()


@pytest.fixture(scope="module")
def signed(signer: Signer) -> bytes:
    return signer.sign(SAMPLE)


def of_signature(codes: list[str]) -> list[str]:
    return [code for code in codes if code.startswith("DCC_SIGNATURE_")]


def edit(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    root = etree.fromstring(data)
    change(root)
    return etree.tostring(root)


def test_an_unsigned_file_has_no_report() -> None:
    result = read(SAMPLE)
    assert result.signatures == ()
    assert of_signature(warnings(result)) == []


def test_a_good_signature_is_reported_without_a_finding(signer: Signer, signed: bytes) -> None:
    result = read(signed, anchors=(signer.root_pem,))
    assert result.certificate is not None
    (report,) = result.signatures
    assert (report.status, report.signer, report.trusted) == ("good", "CN=Phong hieu chuan mau", True)
    assert of_signature([f.code for f in result.findings]) == []


def test_a_signer_without_an_anchor_is_untrusted_but_accepted(signed: bytes) -> None:
    result = read(signed)
    assert result.certificate is not None
    assert of_signature(warnings(result)) == ["DCC_SIGNATURE_UNTRUSTED"]


def test_another_anchor_does_not_help(signed: bytes) -> None:
    result = read(signed, anchors=(make_signer().root_pem,))
    assert [report.status for report in result.signatures] == ["untrusted"]


@pytest.mark.parametrize(("first", "last"), [(2023, 2025), (2027, 2029)])
def test_a_signer_out_of_date_is_a_warning_with_its_dates(first: int, last: int) -> None:
    signer = make_signer(first, last)
    result = read(signer.sign(SAMPLE), anchors=(signer.root_pem,))
    assert result.certificate is not None
    (report,) = result.signatures
    assert (report.status, report.trusted) == ("expired", True)
    params = the(result, "DCC_SIGNATURE_EXPIRED").params
    assert (params["first"], params["last"]) == (f"{first}-01-01", f"{last}-01-01")
    assert of_signature(warnings(result)) == ["DCC_SIGNATURE_EXPIRED"]


def test_out_of_date_and_untrusted_are_both_said() -> None:
    result = read(make_signer(2023, 2025).sign(SAMPLE))
    assert of_signature(warnings(result)) == ["DCC_SIGNATURE_EXPIRED", "DCC_SIGNATURE_UNTRUSTED"]


def test_a_certificate_that_may_not_sign_is_untrusted() -> None:
    signer = make_signer(may_sign=False)
    result = read(signer.sign(SAMPLE), anchors=(signer.root_pem,))
    assert [report.status for report in result.signatures] == ["untrusted"]


@pytest.mark.parametrize(
    ("old", "new"), [(b"SN88912", b"SN88913"), (b">0 800", b">0 900"), (b"VILAS", b"VILAC")]
)
def test_any_change_after_signing_refuses(signer: Signer, signed: bytes, old: bytes, new: bytes) -> None:
    assert old in signed
    result = read(signed.replace(old, new), anchors=(signer.root_pem,))
    assert result.certificate is None
    assert errors(result) == ["DCC_SIGNATURE_BROKEN"]


def test_a_changed_signature_value_refuses(signed: bytes) -> None:
    def change(root: etree._Element) -> None:
        value = root.find(f".//{{{DS}}}SignatureValue")
        assert value is not None
        assert value.text
        value.text = ("B" if value.text[0] == "A" else "A") + value.text[1:]

    assert errors(read(edit(signed, change))) == ["DCC_SIGNATURE_BROKEN"]


def test_the_certificate_of_another_does_not_fit(signed: bytes) -> None:
    other = make_signer().sign(SAMPLE)

    def change(root: etree._Element) -> None:
        own = root.find(f".//{{{DS}}}X509Certificate")
        foreign = etree.fromstring(other).find(f".//{{{DS}}}X509Certificate")
        assert own is not None
        assert foreign is not None
        own.text = foreign.text

    assert errors(read(edit(signed, change))) == ["DCC_SIGNATURE_BROKEN"]


def test_a_wrapped_original_does_not_vouch_for_another_document(signed: bytes) -> None:
    """The signed document is tucked into dcc:comment; the signature moves with it to the new root."""

    def wrap(root: etree._Element) -> None:
        original = etree.fromstring(signed)
        signature = original.find(SIGNATURE)
        assert signature is not None
        comment = etree.Element("{https://ptb.de/dcc}comment")
        comment.append(original)
        root.append(comment)
        root.append(signature)
        serial = root.find(".//{https://ptb.de/dcc}item//{https://ptb.de/dcc}value")
        assert serial is not None
        serial.text = "SN00001"

    result = read(edit(SAMPLE, wrap))
    assert result.certificate is None
    assert errors(result) == ["DCC_SIGNATURE_BROKEN"]


def test_a_signature_inside_embedded_content_says_nothing_about_the_document(signed: bytes) -> None:
    def tuck(root: etree._Element) -> None:
        comment = etree.Element("{https://ptb.de/dcc}comment")
        comment.append(etree.fromstring(signed))
        root.append(comment)

    result = read(edit(SAMPLE, tuck))
    assert result.signatures == ()


def test_a_signature_over_a_part_does_not_cover_the_certificate(signer: Signer) -> None:
    """Digest and signature hold, but for one element by its Id."""

    def mark(root: etree._Element) -> None:
        part = root.find(".//{https://ptb.de/dcc}items")
        assert part is not None
        part.set("Id", "part")

    data = signer.sign(edit(SAMPLE, mark), reference="#part")
    result = read(data, anchors=(signer.root_pem,))
    assert result.certificate is None
    assert [report.status for report in result.signatures] == ["partial"]
    assert "DCC_SIGNATURE_PARTIAL" in errors(result)


def test_two_signers_one_after_the_other(signer: Signer, signed: bytes) -> None:
    second = make_signer()
    both = second.sign(signed)
    result = read(both, anchors=(signer.root_pem,))
    assert [report.status for report in result.signatures] == ["good", "untrusted"]


def test_a_signature_without_a_certificate_in_it_is_by_nobody_known(signed: bytes) -> None:
    def drop(root: etree._Element) -> None:
        info = root.find(f".//{{{DS}}}KeyInfo")
        assert info is not None
        parent = info.getparent()
        assert parent is not None
        parent.remove(info)

    result = read(edit(signed, drop))
    assert result.certificate is None
    assert errors(result) == ["DCC_SIGNATURE_UNSUPPORTED"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#ecdsa-nothing"),
        (b"xmlenc#sha256", b"xmlenc#nothing"),
        (b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#ecdsa-sha1"),
    ],
)
def test_an_algorithm_that_nobody_checks_is_no_pass(signed: bytes, old: bytes, new: bytes) -> None:
    assert old in signed
    result = read(signed.replace(old, new))
    assert result.certificate is None
    assert of_signature(errors(result))


def test_a_signature_that_is_not_one(signed: bytes) -> None:
    empty = SAMPLE.replace(
        b"</dcc:digitalCalibrationCertificate>",
        f'<ds:Signature xmlns:ds="{DS}"/></dcc:digitalCalibrationCertificate>'.encode(),
    )
    assert errors(read(empty)) == ["DCC_SIGNATURE_UNSUPPORTED"]


def test_more_signatures_than_anyone_needs_are_not_checked_one_by_one(signed: bytes) -> None:
    def many(root: etree._Element) -> None:
        for _ in range(20):
            root.append(etree.fromstring(f'<ds:Signature xmlns:ds="{DS}"/>'))

    assert errors(read(edit(signed, many))) == ["DCC_SIGNATURE_UNSUPPORTED"]


def test_an_anchor_that_is_none_is_the_callers_mistake(signed: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        read(signed, anchors=(b"no certificate",))
    assert caught.value.code == "TRUST_ANCHOR_UNREADABLE"
