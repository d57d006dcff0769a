# SPDX-License-Identifier: Apache-2.0
"""The proof bundle: one file with everything needed to verify one certificate offline (protocol §5).

JSON in one byte form (RFC 8785, lower-case hexadecimal without 0x). The reader re-encodes and refuses any
difference, so that no byte of a bundle is outside what is checked.
"""

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from registry.core import constants as c
from registry.core.bundle_fields import ObjectReader
from registry.core.jwk import PublicJwk
from registry.core.strict_json import dumps, loads
from registry.core.types import Address, MerkleRoot
from registry.errors import InputError, RegistryError

if TYPE_CHECKING:
    from registry.core.chainproof.proof import ChainProof

FORMAT = "antin-bundle"
VERSION = 1
MEDIA_TYPE = "application/vnd.antin.bundle+json"


class BundleAnchor(Struct, frozen=True):
    """One batch on one contract, as the bundle claims it; the chain decides whether it is there.

    ``retrospective`` marks certificates that were issued on paper before the body joined.
    """

    chain_id: int
    contract: Address
    body: str
    grants: tuple[int, ...]
    root: MerkleRoot
    size: int
    retrospective: bool = False


class BundleInclusion(Struct, frozen=True):
    """Position ``index`` in the batch of ``anchors[anchor]`` with its audit path."""

    anchor: int
    index: int
    path: tuple[bytes, ...]


class FileStatement(Struct, frozen=True):
    """A signed summary of kind ``file`` with its own inclusion."""

    signed_summary: bytes
    inclusion: BundleInclusion


class Bundle(Struct, frozen=True):
    """``credential`` is the compact JWS as stored, or ``None``: the signed summary then stands for it.

    ``chain_proof`` lets a verifier judge without a node (docs/spec/chain-proof.md).
    """

    signed_summary: bytes
    credential: bytes | None
    key: PublicJwk
    inclusion: BundleInclusion
    anchors: tuple[BundleAnchor, ...]
    files: tuple[FileStatement, ...] = ()
    chain_proof: "ChainProof | None" = None


def encode_bundle(bundle: Bundle) -> bytes:
    """The one byte form."""
    value: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "signed_summary": bundle.signed_summary.hex(),
        "key": bundle.key.to_mapping(),
        "inclusion": _inclusion(bundle.inclusion),
        "anchors": [_anchor(anchor) for anchor in bundle.anchors],
    }
    if bundle.credential is not None:
        value["credential"] = bundle.credential.decode("ascii")
    if bundle.files:
        value["files"] = [
            {"signed_summary": f.signed_summary.hex(), "inclusion": _inclusion(f.inclusion)}
            for f in bundle.files
        ]
    if bundle.chain_proof is not None:
        value["chain_proof"] = bundle.chain_proof.to_mapping()
    return dumps(value)


def decode_bundle(data: bytes) -> Bundle:
    """Read a bundle. Raises ``InputError`` BUNDLE_FORMAT for any other form or a broken bound."""
    try:
        value = loads(data, limit=c.MAX_BUNDLE_BYTES)
        bundle = _read(ObjectReader(value, "bundle"))
    except RegistryError as error:
        reason = error.params.get("reason", error.text())
        raise InputError("BUNDLE_FORMAT", reason=reason) from error
    if encode_bundle(bundle) != data:
        raise InputError("BUNDLE_FORMAT", reason="not in the byte form of RFC 8785")
    return bundle


def _read(reader: ObjectReader) -> Bundle:
    if reader.text("format") != FORMAT or reader.number("version") != VERSION:
        raise InputError("BUNDLE_FORMAT", reason="unknown format or version")
    credential = reader.optional_text("credential", c.MAX_CREDENTIAL_BYTES)
    bundle = Bundle(
        signed_summary=reader.hex("signed_summary", maximum=c.MAX_SIGNED_SUMMARY_BYTES),
        credential=None if credential is None else _ascii(credential),
        key=PublicJwk.from_mapping(reader.take("key")),
        inclusion=_read_inclusion(reader.object("inclusion")),
        anchors=tuple(_read_anchor(item) for item in reader.objects("anchors", 1, c.MAX_ANCHORS)),
        files=tuple(_read_file(item) for item in reader.optional_objects("files", c.MAX_FILE_STATEMENTS)),
        chain_proof=_read_proof(reader.optional_object("chain_proof")),
    )
    reader.finish()
    _check_references(bundle)
    return bundle


def _read_proof(reader: ObjectReader | None) -> "ChainProof | None":
    if reader is None:
        return None
    # Curve and trie load only for bundles that bring a proof: most processes never need them.
    from registry.core.chainproof.proof import ChainProof  # noqa: PLC0415

    return ChainProof.read(reader)


def _ascii(text: str) -> bytes:
    if not text.isascii():
        raise InputError("BUNDLE_FORMAT", reason="bundle.credential is not a compact JWS")
    return text.encode("ascii")


def _check_references(bundle: Bundle) -> None:
    used = {i.anchor for i in (bundle.inclusion, *(f.inclusion for f in bundle.files))}
    if used != set(range(len(bundle.anchors))) or len(set(bundle.anchors)) != len(bundle.anchors):
        raise InputError("BUNDLE_FORMAT", reason="anchors must each be listed once and referred to")


def _read_file(reader: ObjectReader) -> FileStatement:
    statement = FileStatement(
        reader.hex("signed_summary", maximum=c.MAX_SIGNED_SUMMARY_BYTES),
        _read_inclusion(reader.object("inclusion")),
    )
    reader.finish()
    return statement


def _read_inclusion(reader: ObjectReader) -> BundleInclusion:
    inclusion = BundleInclusion(
        reader.number("anchor", c.MAX_ANCHORS - 1),
        reader.number("index", c.MAX_BATCH_SIZE - 1),
        reader.hexes("path", 32, c.MAX_PATH),
    )
    reader.finish()
    return inclusion


def _read_anchor(reader: ObjectReader) -> BundleAnchor:
    anchor = BundleAnchor(
        chain_id=reader.number("chain_id", (1 << 53) - 1),
        contract=Address(reader.hex("contract", size=20)),
        body=reader.text("body", c.MAX_BODY_CODE),
        grants=reader.numbers("grants", c.MAX_GRANTS, 0xFFFF),
        root=MerkleRoot(reader.hex("root", size=32)),
        size=reader.number("size", c.MAX_BATCH_SIZE),
        retrospective=reader.flag("retrospective"),
    )
    reader.finish()
    return anchor


def _inclusion(inclusion: BundleInclusion) -> dict[str, Any]:
    return {
        "anchor": inclusion.anchor,
        "index": inclusion.index,
        "path": [node.hex() for node in inclusion.path],
    }


def _anchor(anchor: BundleAnchor) -> dict[str, Any]:
    value: dict[str, Any] = {
        "chain_id": anchor.chain_id,
        "contract": anchor.contract.hex(),
        "body": anchor.body,
        "grants": list(anchor.grants),
        "root": anchor.root.hex(),
        "size": anchor.size,
    }
    return {**value, "retrospective": True} if anchor.retrospective else value
