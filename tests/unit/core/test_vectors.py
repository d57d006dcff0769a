# SPDX-License-Identifier: Apache-2.0
"""Every committed vector, stage by stage, as any implementation must read it."""

import subprocess
import sys
from typing import Any

import pytest

from registry.core import layout, records
from registry.core.anchor import Domain, batch_id, typed_digest
from registry.core.bundle import decode_bundle, encode_bundle
from registry.core.code import code_of, parse_code
from registry.core.credential import antin_context, parse_credential, summary_of, untp_disagreements
from registry.core.hashing import body_id
from registry.core.jwk import PublicJwk
from registry.core.merkle import InclusionProof, MerkleTree, root_from_inclusion_proof
from registry.core.qr import parse_qr
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary, encode_summary, leaf_hash
from registry.core.types import Address, LeafHash, MerkleRoot
from registry.errors import InputError
from tests.support import ROOT
from tests.unit.core.vectors import cases, load


def refused(code: str, action: Any, *args: Any) -> None:
    with pytest.raises(InputError) as caught:
        action(*args)
    assert caught.value.code == code


def test_the_committed_vectors_are_what_the_generator_writes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "gen_vectors"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("vector", cases("summary/summaries.json"))
def test_summary(vector: Any) -> None:
    data, expected = bytes.fromhex(vector["summary"]), vector["expected"]
    if "error" in expected:
        refused(expected["error"], decode_summary, data)
        return
    summary = decode_summary(data)
    assert encode_summary(summary) == data
    assert leaf_hash(data).hex() == expected["leaf"]
    if isinstance(summary, CertificateSummary):
        assert code_of(data) == expected["code"]


@pytest.mark.parametrize("vector", cases("summary/signed_summaries.json"))
def test_signed_summary(vector: Any) -> None:
    data, expected = bytes.fromhex(vector["signed_summary"]), vector["expected"]
    if "error" in expected:
        refused(expected["error"], parse_signed_summary, data)
        return
    signed, jwk = parse_signed_summary(data), PublicJwk.from_mapping(vector["jwk"])
    assert signed.to_bytes() == data
    assert (signed.key_id.hex(), signed.summary.hex()) == (expected["key_id"], expected["summary"])
    assert jwk.verifies(signed.signature, signed.to_be_signed()) == expected["signature_holds"]


@pytest.mark.parametrize("vector", cases("code/codes.json"))
def test_code(vector: Any) -> None:
    if "error" in vector["expected"]:
        refused(vector["expected"]["error"], parse_code, vector["typed"])
    else:
        assert parse_code(vector["typed"]) == vector["expected"]["code"]


@pytest.mark.parametrize("vector", cases("merkle/inclusion.json"))
def test_inclusion(vector: Any) -> None:
    path = tuple(bytes.fromhex(node) for node in vector["proof"])
    proof = InclusionProof(vector["leaf_index"], vector["tree_size"], path)
    root = root_from_inclusion_proof(bytes.fromhex(vector["leaf_hash"]), proof)
    assert (root == bytes.fromhex(vector["root"])) == vector["valid"]


def test_inclusion_vectors_have_both_outcomes_for_every_size() -> None:
    outcomes = {(v["tree_size"], v["valid"]) for v in load("merkle/inclusion.json")}
    assert {(size, valid) for size in (1, 2, 3, 8, 33) for valid in (True, False)} <= outcomes


@pytest.mark.parametrize("vector", load("merkle/trees.json"), ids=lambda v: str(v["size"]))
def test_tree(vector: Any) -> None:
    leaves = [LeafHash(bytes.fromhex(leaf)) for leaf in vector["leaves"]]
    assert MerkleTree(leaves).root.hex() == vector["root"]


def _from_json(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_from_json(name, item) for item in value]
    if isinstance(value, dict):
        return {inner: _from_json(inner, item) for inner, item in value.items()}
    return bytes.fromhex(value) if isinstance(value, str) and name != "note" else value


@pytest.mark.parametrize("request_", load("anchor/requests.json")["requests"], ids=lambda r: r["primary"])
def test_eip712(request_: Any) -> None:
    of = load("anchor/requests.json")["domain"]
    domain = Domain(chain_id=of["chain_id"], contract=Address(bytes.fromhex(of["contract"])))
    message = _from_json("", request_["message"])
    assert typed_digest(domain, request_["primary"], message).hex() == request_["digest"]


@pytest.mark.parametrize("batch", load("anchor/requests.json")["batches"], ids=lambda b: str(b["grants"]))
def test_batch_id(batch: Any) -> None:
    root = MerkleRoot(bytes.fromhex(batch["root"]))
    assert batch_id(batch["body"], batch["grants"], root).hex() == batch["batch_id"]


@pytest.mark.parametrize(
    "batch", load("anchor/requests.json")["retrospective_batches"], ids=lambda b: str(b["grants"])
)
def test_retrospective_batch_id(batch: Any) -> None:
    root = MerkleRoot(bytes.fromhex(batch["root"]))
    found = batch_id(batch["body"], batch["grants"], root, retrospective=True)
    assert found.hex() == batch["batch_id"]


@pytest.mark.parametrize("vector", load("records/slots.json")["records"], ids=lambda v: v["record"])
def test_record(vector: Any) -> None:
    kind = getattr(records, vector["record"])
    record = kind(**{name: int(value) for name, value in vector["fields"].items()})
    assert record.encode().hex() == vector["slot"]
    assert kind.decode(bytes.fromhex(vector["slot"])) == record


def test_slots() -> None:
    slots = {item["name"]: item["slot"] for item in load("records/slots.json")["slots"]}
    assert slots["grant 4 of VD-CERT"] == layout.grant_slot(body_id("VD-CERT"), 4).hex()


@pytest.mark.parametrize("vector", cases("credential/credentials.json"))
def test_credential(vector: Any) -> None:
    jws, expected = vector["jws"].encode("latin-1"), vector["expected"]
    if "error" in expected:
        refused(expected["error"], parse_credential, jws)
        return
    credential, jwk = parse_credential(jws), PublicJwk.from_mapping(vector["jwk"])
    assert credential.key_id == jwk.thumbprint()
    assert jwk.verifies(credential.signature, credential.signing_input) == expected["signature_holds"]
    assert untp_disagreements(credential) == expected["disagree"]
    if "summary_error" in expected:
        refused(expected["summary_error"], summary_of, credential)
    else:
        assert encode_summary(summary_of(credential)).hex() == expected["summary"]


def test_every_broken_credential_is_caught_by_one_of_the_stages() -> None:
    whole = {"hợp quy, method 5", "hợp chuẩn", "a lot, method 7", "one unit", "fifty units", "calibration",
             "a later revision on a development host"}  # fmt: skip
    for vector in load("credential/credentials.json"):
        e = vector["expected"]
        caught = "error" in e or "summary_error" in e or bool(e["disagree"]) or not e["signature_holds"]
        assert caught == (vector["desc"] not in whole), vector["desc"]


def test_context_document_is_frozen() -> None:
    assert load("credential/context.json") == antin_context()


@pytest.mark.parametrize("vector", cases("bundle/bundles.json"))
def test_bundle(vector: Any) -> None:
    data = vector["bundle"].encode("utf-8" if "form" in vector["expected"] else "latin-1")
    if "error" in vector["expected"]:
        refused(vector["expected"]["error"], decode_bundle, data)
    else:
        assert encode_bundle(decode_bundle(data)) == data


@pytest.mark.parametrize("vector", cases("qr/texts.json"))
def test_qr(vector: Any) -> None:
    expected = vector["expected"]
    if "error" in expected:
        refused(expected["error"], parse_qr, vector["text"])
        return
    content = parse_qr(vector["text"])
    assert (content.origin, content.host, content.code) == tuple(
        expected[name] for name in ("origin", "host", "code")
    )
    assert (content.signed_summary or b"").hex() == expected.get("signed_summary", "")
