# SPDX-License-Identifier: Apache-2.0
"""What somebody holds is recognised by content; what is not is said to be malformed, never raised."""

import pytest

from registry.core.code import code_of, group_code
from registry.core.qr import short_qr, signed_qr
from registry.errors import InputError
from registry.verify.things import (
    BundleThing,
    CodeThing,
    CredentialThing,
    FileThing,
    MalformedThing,
    NumberThing,
    QrThing,
    recognise,
    recognise_picture,
)
from tests.unit.verify.build import HOST, World

CODE = code_of(b"some summary")


@pytest.fixture(scope="module")
def issued() -> object:
    return World().issue()


def test_files(issued) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(recognise(issued.data, "a.json"), BundleThing)
    assert isinstance(recognise(issued.data[:100]), BundleThing)
    assert isinstance(recognise(b"\n " + issued.data), BundleThing)
    assert isinstance(recognise(issued.jws), CredentialThing)
    assert isinstance(recognise(issued.jws + b"\r\n"), CredentialThing)
    assert isinstance(recognise(issued.jws[:200]), CredentialThing)
    for data in (b"<?xml version='1.0'?><dcc/>", b"%PDF-1.7", b"{}", b"\x00", b"[1]"):
        assert isinstance(recognise(data), FileThing)


def test_text(issued) -> None:  # type: ignore[no-untyped-def]
    assert recognise(CODE) == CodeThing(CODE)
    assert recognise(f"  {group_code(CODE).lower()}\n") == CodeThing(CODE)
    assert isinstance(recognise(short_qr(f"https://{HOST}", CODE)), QrThing)
    assert isinstance(recognise(short_qr(f"https://{HOST}", CODE).lower()), QrThing)
    signed = recognise("".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes())))
    assert isinstance(signed, QrThing)
    assert signed.content.signed_summary == issued.signed.to_bytes()
    assert recognise("HQ-1", body="vd-cert") == NumberThing("VD-CERT", "HQ-1")
    assert isinstance(recognise(issued.jws.decode()), CredentialThing)
    assert isinstance(recognise(issued.data.decode()), BundleThing)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "INPUT_EMPTY"),
        ("   ", "INPUT_EMPTY"),
        (b"", "INPUT_EMPTY"),
        ("x" * 10_000, "INPUT_TOO_LONG"),
        ("{not a bundle}", "INPUT_UNKNOWN"),
        ("https://example.com/", "QR_FORMAT"),
        (f"javascript://{HOST}/C/{CODE}", "QR_FORMAT"),
        (f"https://user@{HOST}/C/{CODE}", "QR_FORMAT"),
        (f"https://{HOST}/C/{CODE[:-1]}0", "CODE_MISTYPED"),
        (f"https://{HOST}/C/{CODE}#AAAA===", "QR_FORMAT"),
        (CODE[:-1], "CODE_LENGTH"),
        (CODE[:-1] + "U", "CODE_CHARACTER"),
        ("xin chào", "CODE_CHARACTER"),
    ],
)
def test_malformed(text: str | bytes, code: str) -> None:
    thing = recognise(text)
    assert isinstance(thing, MalformedThing)
    assert thing.code == code
    report = World().verify(text)
    assert report.exit_code == 65
    assert report.outcome.code == "MALFORMED"


def test_a_look_alike_letter_in_a_number_is_named() -> None:
    thing = recognise("HQ-Ð-1", body="VD-CERT")
    assert isinstance(thing, MalformedThing)
    assert thing.code == "TEXT_LOOK_ALIKE"


def test_broken_papers_of_a_known_form() -> None:
    world = World()
    issued = world.issue()
    assert world.verify(issued.jws[:300]).exit_code == 65
    assert world.verify(issued.data[:-5]).exit_code == 65
    text = "".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes()[:-1]))
    assert world.verify(text).exit_code == 65


def test_a_picture_of_one_certificate_may_show_its_code_twice_and_others_beside() -> None:
    issued = World().issue()
    address = f"https://{HOST}"
    short = short_qr(address, issued.code)
    signed = "".join(signed_qr(address, issued.code, issued.signed.to_bytes()))
    thing = recognise_picture(["https://shop.example/42", short, signed, short], "label.png")
    assert isinstance(thing, QrThing)
    assert (thing.content.code, thing.content.signed_summary is not None) == (issued.code, True)
    assert isinstance(recognise_picture(["https://shop.example/42"]), MalformedThing)


def test_a_picture_of_two_certificates_is_not_chosen_from() -> None:
    texts = [short_qr(f"https://{HOST}", code) for code in (CODE, code_of(b"another summary"))]
    with pytest.raises(InputError) as caught:
        recognise_picture(texts, "sheet.png")
    assert (caught.value.code, caught.value.where, caught.value.params) == (
        "PICTURE_SEVERAL_QR", "sheet.png", {"count": 2}
    )  # fmt: skip
