# SPDX-License-Identifier: Apache-2.0
"""Tells what somebody holds: a bundle, a credential, a file, a code, a QR text, a number.

Pictures are decoded by the door, which passes the texts of the QR codes in them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from registry.core.code import parse_code
from registry.core.constants import MAX_BODY_CODE, MAX_BUNDLE_BYTES, MAX_NUMBER
from registry.core.hashing import sha256
from registry.core.qr import QrContent, parse_qr
from registry.core.text import check_text
from registry.core.types import Code
from registry.errors import InputError

_JWS = re.compile(rb"eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,2}\s*\Z")
_BUNDLE_START = re.compile(rb'\s*\{\s*"anchors"\s*:')
_BUNDLE_MARK = b'"antin-bundle"'
# Longer than anything a person types or a QR code holds.
_MAX_TEXT = 8_192


class BundleThing(NamedTuple):
    """Bytes that claim to be a proof bundle."""

    data: bytes
    name: str = ""


class CredentialThing(NamedTuple):
    """Bytes that claim to be a compact JWS."""

    jws: bytes
    name: str = ""


class FileThing(NamedTuple):
    """Any other file, a DCC for instance: only its digest says anything."""

    sha256: bytes
    name: str = ""


class CodeThing(NamedTuple):
    """A code with a good check."""

    code: Code


class QrThing(NamedTuple):
    """A QR text of the registry's form, short or signed; its host is not trusted."""

    content: QrContent


class NumberThing(NamedTuple):
    """A certificate number with its body's code."""

    body: str
    number: str


class MalformedThing(Struct, frozen=True):
    """Of no known form; ``code`` and ``params`` say why."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    name: str = ""


Thing = BundleThing | CredentialThing | FileThing | CodeThing | QrThing | NumberThing | MalformedThing


def recognise(data: bytes | str, name: str = "", *, body: str | None = None) -> Thing:
    """What ``data`` is, by content alone; ``name`` is only shown.

    Bytes are a file; text was typed, pasted or read from a QR code. ``body`` makes the text a certificate
    number of that body. Never raises for bad content: that is a ``MalformedThing``.
    """
    if isinstance(data, bytes):
        return _file(data, name)
    text = data.strip()
    if not text or len(text) > _MAX_TEXT:
        return MalformedThing("INPUT_EMPTY" if not text else "INPUT_TOO_LONG", {}, name)
    try:
        return _text(text, name, body)
    except InputError as error:
        return MalformedThing(error.code, error.params, name)


def recognise_picture(texts: Sequence[str], name: str = "") -> Thing:
    """What the QR codes of one picture say; codes that are not a certificate's are passed over beside one.

    ``texts`` are not empty. Raises ``InputError`` PICTURE_SEVERAL_QR where they lead to several certificates: a
    verdict on one of them would be taken for all.
    """
    things = [recognise(text, name) for text in texts]
    ours = [thing for thing in things if isinstance(thing, QrThing | CodeThing)]
    if (count := len({code_of_thing(thing) for thing in ours})) > 1:
        raise InputError("PICTURE_SEVERAL_QR", name, count=count)
    signed = [t for t in ours if isinstance(t, QrThing) and t.content.signed_summary is not None]
    return next(iter([*signed, *ours, *things]))


def code_of_thing(thing: Thing) -> Code | None:
    """The code that a code or a QR text names."""
    if isinstance(thing, QrThing):
        return thing.content.code
    return thing.code if isinstance(thing, CodeThing) else None


def _file(data: bytes, name: str) -> Thing:
    if not data:
        return MalformedThing("INPUT_EMPTY", {}, name)
    if _BUNDLE_START.match(data) or (data.lstrip()[:1] == b"{" and _BUNDLE_MARK in data[:MAX_BUNDLE_BYTES]):
        return BundleThing(data, name)
    if _JWS.match(data):
        return CredentialThing(data.rstrip(), name)
    return FileThing(sha256(data), name)


def _text(text: str, name: str, body: str | None) -> Thing:
    if body is not None:
        return NumberThing(
            check_text(body, MAX_BODY_CODE, "body").upper(), check_text(text, MAX_NUMBER, "number")
        )
    if "://" in text:
        return QrThing(parse_qr(text))
    if text.startswith(("{", "eyJ")):
        thing = _file(text.encode(), name)
        return MalformedThing("INPUT_UNKNOWN", {}, name) if isinstance(thing, FileThing) else thing
    return CodeThing(parse_code(text))
