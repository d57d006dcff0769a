# SPDX-License-Identifier: Apache-2.0
"""XML from strangers: bounded, without DTD or entities, never touching the network.

A streaming pass counts depth and elements and meets any DOCTYPE before a tree is built, so that entity
bombs and element floods cost nothing; only then does lxml parse. Comments and processing instructions
are dropped while reading: a comment inside a value must not cut the value in two.
"""

from typing import Any
from xml.parsers import expat

from lxml import etree

from registry.core.text import check_marks
from registry.errors import InputError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 100
"""A DCC of the published samples is at most 20 deep; libxml2's own limit is 256."""
MAX_ELEMENTS = 400_000
_UNKNOWN_ENCODING = 18  # expat's XML_ERROR_UNKNOWN_ENCODING


def parser(*, keep_comments: bool = False) -> etree.XMLParser:
    """A parser that fetches nothing, expands nothing and keeps libxml2's size limits."""
    return etree.XMLParser(
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not keep_comments,
        remove_pis=not keep_comments,
    )


def parse_xml(data: bytes, file_name: str) -> etree._Element:
    """The root element of ``data``.

    Raises ``InputError``: XML_EMPTY, XML_TOO_LARGE, XML_DOCTYPE, XML_TOO_DEEP, XML_TOO_MANY_ELEMENTS,
    XML_ENCODING, XML_NOT_WELL_FORMED, TEXT_MARKS; ``where`` names file and line.
    """
    if not data.strip():
        raise InputError("XML_EMPTY", file_name)
    if len(data) > MAX_BYTES:
        raise InputError("XML_TOO_LARGE", file_name, size=len(data), limit=MAX_BYTES)
    problem = _Survey(file_name).run(data)
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise InputError(
            "XML_NOT_WELL_FORMED", f"{file_name}:{error.lineno or 1}", reason=_reason(error)
        ) from error
    if problem is not None:
        raise problem
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise InputError("XML_DOCTYPE", f"{file_name}:1")
    for element in root.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            check_marks(text or "", f"{file_name}:{line_of(element)}")
    return root


def line_of(element: etree._Element) -> int:
    """The line on which an element begins, 0 if it was not parsed from a file."""
    known: Any = element.sourceline
    return int(known or 0)


def _reason(error: etree.XMLSyntaxError) -> str:
    message = str(error.msg or "unknown")
    return message.split(", line ", 1)[0] if message.count(", line ") else message


class _Survey:
    """One streaming pass with expat, which stops at the first thing that must not reach a tree."""

    def __init__(self, file_name: str) -> None:
        self._file = file_name
        self._depth = 0
        self._elements = 0
        self._expat = expat.ParserCreate()
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end

    def run(self, data: bytes) -> InputError | None:
        """None, or what expat could not read; raises at once for what must not be parsed any further."""
        try:
            self._expat.Parse(data, True)
        except (LookupError, ValueError) as error:  # Python's codecs do not know it, or it is multi-byte
            raise InputError("XML_ENCODING", self._here()) from error
        except expat.ExpatError as error:
            where = f"{self._file}:{error.lineno}"
            if error.code == _UNKNOWN_ENCODING:
                raise InputError("XML_ENCODING", where) from error
            # lxml reports the same defect in better words; this stands in if it does not see it.
            return InputError("XML_NOT_WELL_FORMED", where, reason=expat.ErrorString(error.code))
        return None

    def _here(self) -> str:
        return f"{self._file}:{self._expat.CurrentLineNumber}"

    def _doctype(self, *_: object) -> None:
        raise InputError("XML_DOCTYPE", self._here())

    def _start(self, *_: object) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise InputError("XML_TOO_DEEP", self._here(), limit=MAX_DEPTH)
        if self._elements > MAX_ELEMENTS:
            raise InputError("XML_TOO_MANY_ELEMENTS", self._here(), limit=MAX_ELEMENTS)

    def _end(self, *_: object) -> None:
        self._depth -= 1
