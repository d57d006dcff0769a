# SPDX-License-Identifier: Apache-2.0
"""From what a visitor gave to the thing that is verified. Nothing given is kept.

A number is turned into a code with the public look-up first: it covers conformity certificates only, so a
calibration is never found by number (ISO/IEC 17025 §4.2), and the answer is the same as for a number that
nobody used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.api.deps import ApiDeps
from registry.api.uploads import Upload
from registry.core.constants import CODE_CHARS, MAX_BODY_CODE, MAX_MODEL, MAX_NUMBER
from registry.core.hashing import sha256
from registry.core.text import check_text
from registry.core.types import Code
from registry.errors import InputError
from registry.ports.lookup import PublicCertificate
from registry.verify.question import When
from registry.verify.things import (
    CodeThing,
    FileThing,
    MalformedThing,
    NumberThing,
    Thing,
    code_of_thing,
    recognise,
    recognise_picture,
)

MAX_TEXT = 8_192
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
# A slip of a few keys is told as a slip; anything else without check characters is a number.
_NEARLY_A_CODE = range(CODE_CHARS - 4, CODE_CHARS + 5)
_MISTYPED = ("CODE_MISTYPED", "CODE_LENGTH", "CODE_CHARACTER")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """``text`` is a code, an address, a QR text or, with or without ``body``, a number; ``model`` the model
    that is meant.
    """

    text: str = ""
    body: str = ""
    at: When | None = None
    known_at: When | None = None
    model: str | None = None
    upload: Upload | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing to verify; ``files`` are held beside it, ``code`` is the one it must have."""

    thing: Thing
    files: Mapping[bytes, str] = field(default_factory=dict)
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Certificates of several bodies with one number: the visitor chooses."""

    certificates: tuple[PublicCertificate, ...]


def asked_model(text: str) -> str | None:
    """The model meant, ``None`` for an empty text. Raises ``InputError`` TEXT_* for ``model``."""
    return check_text(text, MAX_MODEL, "model") if text.strip() else None


def find(deps: ApiDeps, inquiry: Inquiry) -> Found | Choice:
    """What to verify.

    Raises ``InputError``: REQUEST_EMPTY, REQUEST_TEXT_TOO_LONG, CODE_*, QR_FORMAT for a pasted address,
    PICTURE_FORMAT, QR_NOT_FOUND, PICTURE_SEVERAL_QR. Each names the field in ``where``.
    """
    text = inquiry.text.strip()
    if len(text) > MAX_TEXT:
        raise InputError("REQUEST_TEXT_TOO_LONG", "text")
    typed = _typed(deps, text, inquiry.body.strip()) if text else None
    if isinstance(typed, Choice):
        return typed
    if inquiry.upload is None:
        if typed is None:
            raise InputError("REQUEST_EMPTY", "text")
        return Found(thing=typed)
    return _beside(typed, _uploaded(deps, inquiry.upload, alone=typed is None))


def _beside(typed: Thing | None, held: Thing) -> Found:
    """A file beside a typed code: a plain file is compared, anything else must have that code."""
    if typed is None:
        return Found(thing=held)
    if isinstance(held, FileThing):
        return Found(thing=typed, files={held.sha256: held.name})
    return Found(thing=held, code=code_of_thing(typed))


def _typed(deps: ApiDeps, text: str, body: str) -> Thing | Choice:
    thing = recognise(text)
    if not isinstance(thing, MalformedThing):
        return thing
    if "://" in text or len(text) > MAX_NUMBER:
        raise InputError(thing.code, "text", **thing.params)
    return _by_number(deps, text, body, thing)


def _by_number(deps: ApiDeps, text: str, body: str, as_code: MalformedThing) -> Thing | Choice:
    if len(body) > MAX_BODY_CODE:
        raise InputError("TEXT_TOO_LONG", "body", length=len(body), limit=MAX_BODY_CODE)
    found = _look_up(deps, text, body.upper())
    if len({one.body for one in found}) > 1:
        newest = {one.body: one for one in reversed(found)}
        return Choice(tuple(newest[name] for name in sorted(newest)))
    if found:
        return CodeThing(found[0].code)
    if as_code.code in _MISTYPED and _length(text) in _NEARLY_A_CODE and text.isascii():
        raise InputError(as_code.code, "text", **as_code.params)
    return NumberThing(body.upper(), text)


def _look_up(deps: ApiDeps, text: str, body: str) -> tuple[PublicCertificate, ...]:
    """By the number as written; else, where it is written BODY/NUMBER, by its two halves."""
    found = deps.lookup.by_number(text, body or None)
    head, slash, rest = text.partition("/")
    if found or not slash or body or not rest:
        return found
    return deps.lookup.by_number(rest.strip(), head.strip().upper())


def _length(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _uploaded(deps: ApiDeps, upload: Upload, *, alone: bool) -> Thing:
    if not _is_picture(upload.data):
        return recognise(upload.data, upload.name)
    try:
        texts = deps.decode_picture(upload.data)
        if not texts:
            raise InputError("QR_NOT_FOUND")
    except InputError as error:
        # Photographs may be bound to a certificate as its annexes.
        digest = sha256(upload.data)
        if not alone or deps.bundles.by_file(digest) is not None:
            return FileThing(digest, upload.name)
        raise InputError(error.code, "file", **error.params) from error
    return _scanned(texts, upload.name)


def _scanned(texts: list[str], name: str) -> Thing:
    try:
        return recognise_picture(texts, name)
    except InputError as error:
        raise InputError(error.code, "file", **error.params) from error


def _is_picture(data: bytes) -> bool:
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    phone = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    return data.startswith(_PICTURES) or riff or bitmap or phone
