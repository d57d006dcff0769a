# SPDX-License-Identifier: Apache-2.0
"""Reads a form without keeping it: parts stay in memory, are few, and are bounded by the request's limit."""

from dataclasses import dataclass

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from registry.api.middleware import MAX_REQUEST_BYTES
from registry.api.request_fields import not_as_expected
from registry.errors import InputError

MAX_FIELDS = 8
MAX_FIELD_BYTES = 8_192
MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """One file; ``name`` is only ever shown: no path is made from it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """Text fields by name, and the file that was chosen, if any."""

    fields: dict[str, str]
    file: Upload | None


async def read_form(request: Request) -> Form:
    """A multipart form with at most one file. Raises ``InputError``: REQUEST_MEDIA_TYPE, REQUEST_FORMAT,
    REQUEST_TOO_LARGE.
    """
    if media_type(request) != "multipart/form-data":
        raise InputError("REQUEST_MEDIA_TYPE")
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=1, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES
    )
    parser.spool_max_size = MAX_REQUEST_BYTES + 1  # nothing that was sent reaches the disk
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeError) as error:
        detail = error.message if isinstance(error, MultiPartException) else ""
        raise not_as_expected(
            "",
            "biểu mẫu multipart/form-data đọc được",
            "a readable form (multipart/form-data)",
            detail=detail,
        ) from error
    fields: dict[str, str] = {}
    file: Upload | None = None
    try:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            elif data := await value.read():
                file = Upload(_shown_name(value.filename or ""), data)
    finally:
        await form.close()
    return Form(fields, file)


def media_type(request: Request) -> str:
    """The media type of the request's body, without parameters, in lower case."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _shown_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:MAX_NAME]
