# SPDX-License-Identifier: Apache-2.0
"""The published XSDs of PTB's DCC, installed from a folder; never fetched, never shipped.

A store is a folder with one fixed layout and a manifest of each file's SHA-256. Files are recognised by
their target namespace and version, wherever they lie in the source folder; imports are resolved inside the
store whatever address they name. A file that no longer has its recorded SHA-256 is noticed on use.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from registry.core.hashing import sha256
from registry.errors import EvidenceError, InputError
from registry.intake.dcc_names import DCC, DS, MATHML, SI, VERSIONS
from registry.intake.safe_xml import parser

MANIFEST = "manifest.json"
_QUDT = "http://qudt.org/vocab/"
_MAX_SCHEMA_BYTES = 2 * 1024 * 1024
_MAX_FILES = 200
_KNOWN_SI = ("1.3.1", "2.0.0", "2.1.0", "2.2.1")
_XS = "{http://www.w3.org/2001/XMLSchema}"


class InstalledSchema(NamedTuple):
    """One installed file: its name, the version it states and the SHA-256 of its exact bytes."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LoadedSchema:
    """A compiled DCC schema; ``label`` names every file that took part, for the record."""

    version: str
    schema: etree.XMLSchema
    label: str
    namespaces: frozenset[str]


class SchemaStore:
    """Installed schemas under ``folder``; an absent folder is an empty store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[tuple[str, ...], LoadedSchema] = {}

    def install(self, from_dir: Path) -> list[InstalledSchema]:
        """Copy the schemas found below ``from_dir``, replacing older copies, and record their SHA-256.

        Raises ``InputError``: SCHEMA_NOT_FOUND, SCHEMA_UNKNOWN_VERSION, SCHEMA_UNREADABLE, SCHEMA_TOO_MANY,
        SCHEMA_CONFLICT. Nothing is written unless all files were read and agree.
        """
        found: dict[str, tuple[str, bytes]] = {}
        for source in _schema_files(from_dir):
            recognised = _recognise(source)
            if recognised and found.setdefault(*recognised) != recognised[1]:
                raise InputError("SCHEMA_CONFLICT", str(source), name=recognised[0])
        if not any(path.startswith("dcc/") for path in found):
            raise InputError("SCHEMA_NOT_FOUND", str(from_dir))
        manifest = self._manifest() | {
            path: {"name": Path(path).name, "version": version, "sha256": sha256(data).hex()}
            for path, (version, data) in found.items()
        }
        for path, (_, data) in found.items():
            target = self._folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        (self._folder / MANIFEST).write_text(text, encoding="utf-8")
        return self.installed()

    def installed(self) -> list[InstalledSchema]:
        """What the manifest records, by path."""
        return [InstalledSchema(**entry) for _, entry in sorted(self._manifest().items())]

    def schema(self, version: str) -> LoadedSchema | None:
        """The compiled schema of a DCC version, or None where it is not installed.

        Raises ``EvidenceError``: SCHEMA_CHANGED (a file is not the recorded one), SCHEMA_INCOMPLETE (an
        imported schema is not installed).
        """
        manifest = self._manifest()
        if f"dcc/v{version}/dcc.xsd" not in manifest:
            return None
        files = {path: self._checked(path, entry["sha256"]) for path, entry in manifest.items()}
        key = (version, *sorted(entry["sha256"] for entry in manifest.values()))
        if key not in self._loaded:
            self._loaded = {k: v for k, v in self._loaded.items() if k[1:] == key[1:]}
            self._loaded[key] = _compile(version, files, manifest)
        return self._loaded[key]

    def _checked(self, path: str, recorded: str) -> bytes:
        target = self._folder / path
        data = target.read_bytes() if target.is_file() else b""
        if sha256(data).hex() != recorded:
            raise EvidenceError("SCHEMA_CHANGED", str(target), recorded=recorded, found=sha256(data).hex())
        return data

    def _manifest(self) -> dict[str, dict[str, str]]:
        path = self._folder / MANIFEST
        if not path.is_file():
            return {}
        try:
            manifest: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
            return {
                place: {key: entry[key] for key in InstalledSchema._fields}
                for place, entry in manifest.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvidenceError("SCHEMA_MANIFEST", str(path)) from error


def _schema_files(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*.xsd"))[: _MAX_FILES + 1] if folder.is_dir() else []
    if not files:
        raise InputError("SCHEMA_NOT_FOUND", str(folder))
    if len(files) > _MAX_FILES:
        raise InputError("SCHEMA_TOO_MANY", str(folder), limit=_MAX_FILES)
    return files


def _recognise(path: Path) -> tuple[str, tuple[str, bytes]] | None:
    """Its place in the store with version and bytes, or None for a schema of something else."""
    if path.stat().st_size > _MAX_SCHEMA_BYTES:
        raise InputError("SCHEMA_UNREADABLE", str(path))
    data = path.read_bytes()
    try:
        # W3C's original of the signature schema has a DOCTYPE: it is read, its DTD never fetched.
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise InputError("SCHEMA_UNREADABLE", str(path)) from error
    namespace, version = str(root.get("targetNamespace") or ""), str(root.get("version") or "")
    place = _place(namespace, version, path)
    return None if place is None else (place, (version or "-", data))


def _place(namespace: str, version: str, path: Path) -> str | None:
    for own, known, place in (
        (DCC, VERSIONS, f"dcc/v{version}/dcc.xsd"),
        (SI, _KNOWN_SI, f"si/v{version}/SI_Format.xsd"),
    ):
        if namespace == own:
            if version not in known:
                raise InputError(
                    "SCHEMA_UNKNOWN_VERSION", str(path), version=version or "∅", known=", ".join(known)
                )
            return place
    if namespace == _QUDT:
        return f"si/v{version}/qudt/quantitykind.xsd" if version in _KNOWN_SI else None
    if namespace == DS:
        return "d-sig/xmldsig-core-schema.xsd"
    if namespace == MATHML and re.fullmatch(r"[\w.-]+\.xsd", path.name):
        return f"mathml/{path.name}"
    return None


class _StoreResolver(etree.Resolver):
    """Answers imports from the store, by the end of the address; nothing else is ever opened."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__()
        self._files = files
        self.used: list[str] = []

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:  # noqa: ARG002
        path = self._path(system_url)
        self.used.append(path)
        answer: Any = self.resolve_string
        return answer(self._files[path], context, base_url=f"store:///{path}")

    def _path(self, url: str) -> str:
        name = url.rsplit("/", 1)[-1]
        version = re.search(r"/v?(\d+\.\d+\.\d+)/", url)
        places: tuple[str, ...] = (
            (f"si/v{version[1]}/{name}", f"si/v{version[1]}/qudt/{name}", f"dcc/v{version[1]}/{name}")
            if version
            else ()
        )
        for place in (*places, f"d-sig/{name}", f"mathml/{name}"):
            if place in self._files:
                return place
        raise LookupError(url)


def _compile(version: str, files: dict[str, bytes], manifest: dict[str, dict[str, str]]) -> LoadedSchema:
    """Compile dcc.xsd of ``version``, with MathML beside it where that is installed."""
    resolver = _StoreResolver(files)
    own = parser()
    own.resolvers.add(resolver)
    main = f"dcc/v{version}/dcc.xsd"
    math = next((path for path in sorted(files) if re.fullmatch(r"mathml/mathml\d*\.xsd", path)), None)
    imports = [(DCC, main)] + ([(MATHML, math)] if math else [])
    driver = etree.Element(f"{_XS}schema")
    for namespace, path in imports:
        etree.SubElement(driver, f"{_XS}import", namespace=namespace, schemaLocation=f"store:///{path}")
    document = etree.fromstring(etree.tostring(driver), own, base_url="store:///driver.xsd")
    try:
        schema = etree.XMLSchema(etree.ElementTree(document))
    except etree.XMLSchemaParseError as error:
        raise EvidenceError("SCHEMA_INCOMPLETE", main, reason=str(error)[:300]) from error
    named = [
        manifest[path] for path in dict.fromkeys(resolver.used) if "SI_Format" in path or "dcc.xsd" in path
    ]
    label = "; ".join(f"{entry['name']} {entry['version']} SHA-256 {entry['sha256']}" for entry in named)
    known = {DCC, SI, DS} | ({MATHML} if math else set())
    return LoadedSchema(version, schema, f"XSD {label}", frozenset(known))
