# SPDX-License-Identifier: Apache-2.0
"""Schema validation: the published XSD where it is installed, else our own checks; and which of the two."""

from itertools import islice
from typing import Any

from lxml import etree

from registry.intake.dcc.names import Notes
from registry.intake.dcc.structure import LABEL, check_foreign, check_structure
from registry.intake.dcc_names import DCC, DS, ROOT, SI, SIGNATURE, SIGNATURE_SINCE, VERSIONS
from registry.intake.safe_xml import parse_xml
from registry.intake.schemas import LoadedSchema, SchemaStore

_MAX_XSD_ERRORS = 20


def check_version(root: etree._Element, notes: Notes) -> str | None:
    """The schema version, or None after an error finding DCC_NOT_A_DCC or DCC_VERSION."""
    if root.tag != ROOT:
        name = etree.QName(root)
        notes.error("DCC_NOT_A_DCC", root, name=name.localname, namespace=name.namespace or "∅")
        return None
    version = str(root.get("schemaVersion") or "")
    if version not in VERSIONS:
        notes.error("DCC_VERSION", root, version=version[:20] or "∅", known=", ".join(VERSIONS))
        return None
    return version


def validate(
    data: bytes, root: etree._Element, version: str, schemas: SchemaStore | None, notes: Notes
) -> str:
    """Validate and name what was validated with; defects become findings.

    Raises what ``SchemaStore.schema`` raises: a damaged schema store is no property of the file.
    """
    loaded = None if schemas is None else schemas.schema(version)
    known = frozenset({DCC, SI, DS}) if loaded is None else loaded.namespaces
    check_foreign(root, known, notes)
    if loaded is None:
        check_structure(root, notes)
        notes.warn("DCC_NO_XSD", None, version=version)
        return f"{LABEL} ({version}, no XSD installed)"
    _against_xsd(data, loaded, notes)
    return loaded.label


def _against_xsd(data: bytes, loaded: LoadedSchema, notes: Notes) -> None:
    # A fresh tree: taking the signature off must not touch the one that is read.
    root = parse_xml(data, notes.file_name)
    if loaded.version not in SIGNATURE_SINCE:
        for element in [element for element in root if element.tag == SIGNATURE]:
            root.remove(element)
    if loaded.schema.validate(root):
        return
    log: Any = loaded.schema.error_log
    for entry in islice(log, _MAX_XSD_ERRORS):
        notes.error_at("DCC_XSD", int(entry.line), reason=_plain(str(entry.message)))


def _plain(message: str) -> str:
    """libxml2's message with prefixes instead of namespaces."""
    for namespace, prefix in ((DCC, "dcc:"), (SI, "si:"), (DS, "ds:")):
        message = message.replace(f"{{{namespace}}}", prefix)
    return " ".join(message.split())[:400]
