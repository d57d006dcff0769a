# SPDX-License-Identifier: Apache-2.0
"""The protocol's own vectors (tests/vectors/antin): made from its text, independently of this code."""

from datetime import date
from typing import Any

import pytest

from registry.core.anchor import AnchorRequest, Domain, batch_id
from registry.core.code import code_of
from registry.core.hashing import body_id
from registry.core.merkle import MerkleTree
from registry.core.signed_summary import sig_structure
from registry.core.summary import CertificateSummary, FileSummary, decode_summary, encode_summary, leaf_hash
from registry.core.types import Address, LeafHash, MerkleRoot
from tests.unit.core.vectors import load

VECTORS = load("antin/summaries.json")
BATCHES = VECTORS["batches"]
SUMMARIES = [item for batch in BATCHES for item in batch["certificates"]] + VECTORS["calibrations"]


def _unhex(text: str | None) -> bytes | None:
    return None if text is None else bytes.fromhex(text)


def file_from(fields: dict[str, Any]) -> FileSummary:
    return FileSummary(
        body=fields["body"],
        network=fields["network"],
        leaf=bytes.fromhex(fields["leaf"]),
        sha256=bytes.fromhex(fields["sha256"]),
        media_type=fields["media_type"],
        language=fields.get("language"),
        random=bytes.fromhex(fields["random"]),
    )


def certificate_from(fields: dict[str, Any]) -> CertificateSummary:
    name, model, serial = fields["subject"]
    method, risk, mark = fields.get("scheme") or (None, None, None)
    validity = fields.get("validity")
    return CertificateSummary(
        kind=fields["kind"],
        body=fields["body"],
        number=fields["number"],
        revision=fields["revision"],
        name=name,
        model=model,
        serial=serial,
        holder=fields.get("holder"),
        grants=tuple(fields["grants"]),
        scopes=tuple(fields["scopes"]),
        issued=date.fromisoformat(fields["issued"]),
        validity=validity and (date.fromisoformat(validity[0]), date.fromisoformat(validity[1])),
        previous=_unhex(fields.get("previous")),
        network=fields["network"],
        credential_sha256=bytes.fromhex(fields["credential_sha256"]),
        dcc_sha256=_unhex(fields.get("dcc_sha256")),
        method=method,
        risk=risk,
        mark=mark,
    )


@pytest.mark.parametrize("vector", SUMMARIES, ids=lambda v: v["leaf"][:8])
def test_summary(vector: Any) -> None:
    fields = vector["fields"]
    summary = file_from(fields) if fields["kind"] == "file" else certificate_from(fields)
    data = encode_summary(summary)
    assert data.hex() == vector["summary"]
    assert decode_summary(data) == summary
    assert leaf_hash(data).hex() == vector["leaf"]
    if fields["kind"] != "file":
        assert code_of(data) == vector["code"]
    assert sig_structure(bytes.fromhex(vector["thumbprint"])[:8], data).hex() == vector["to_be_signed"]


@pytest.mark.parametrize("vector", BATCHES, ids=lambda v: v["anchor"]["root"][:8])
def test_anchor(vector: Any) -> None:
    anchor = vector["anchor"]
    leaves = [LeafHash(bytes.fromhex(item["leaf"])) for item in vector["certificates"]]
    root = MerkleRoot(bytes.fromhex(anchor["root"]))
    assert MerkleTree(leaves).root == root
    assert len(leaves) == anchor["size"]
    assert body_id(anchor["body"]).hex() == anchor["body_id"]
    assert batch_id(anchor["body"], anchor["grants"], root).hex() == anchor["batch_id"]
    request = AnchorRequest(
        body=anchor["body"],
        grants=tuple(anchor["grants"]),
        root=root,
        size=anchor["size"],
        deadline=anchor["deadline"],
    )
    domain = Domain(chain_id=anchor["chain_id"], contract=Address(bytes.fromhex(anchor["contract"][2:])))
    assert request.digest(domain).hex() == anchor["digest"]


def test_the_vectors_cover_every_kind_and_batches_of_several() -> None:
    assert {item["fields"]["kind"] for item in SUMMARIES} == {"conformity", "calibration", "file"}
    assert max(batch["anchor"]["size"] for batch in BATCHES) > 1
