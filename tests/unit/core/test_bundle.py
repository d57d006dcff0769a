# SPDX-License-Identifier: Apache-2.0
"""Bundles: bounds at the limit and over it; what decoding keeps."""

import json

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from registry.core import constants as c
from registry.core.bundle import Bundle, FileStatement, decode_bundle, encode_bundle
from registry.core.chainproof.proof import ChainProof
from registry.core.chainproof.rlp import encode
from registry.errors import EvidenceError, InputError
from tests.generator.bundles import changed, full_bundle, paper_bundle, small_bundle
from tests.support import ROOT


def refused(bundle: Bundle) -> str:
    with pytest.raises(InputError) as caught:
        decode_bundle(encode_bundle(bundle))
    assert caught.value.code == "BUNDLE_FORMAT"
    return str(caught.value.params["reason"])


@pytest.mark.parametrize(
    "bundle", [full_bundle(), small_bundle(), paper_bundle()], ids=["full", "small", "paper"]
)
def test_round_trip(bundle: Bundle) -> None:
    data = encode_bundle(bundle)
    assert decode_bundle(data) == bundle
    assert encode_bundle(decode_bundle(data)) == data


PROOF = ChainProof(headers=(b"\xc0" * 600, b"\xc1"), nodes=(b"\1", b"\2" * 532))


def test_a_chain_proof_comes_back_in_one_order() -> None:
    proven = replace(small_bundle(), chain_proof=PROOF)
    data = encode_bundle(proven)
    assert decode_bundle(data) == proven
    assert encode_bundle(replace(proven, chain_proof=replace(PROOF, nodes=PROOF.nodes[::-1]))) == data
    swapped = data.replace(b'"nodes":["01","', b'"nodes":["').replace(b'02"]}', b'02","01"]}')
    assert len(swapped) == len(data)
    with pytest.raises(InputError, match="BUNDLE_FORMAT"):
        decode_bundle(swapped)
    assert "headers" in refused(replace(proven, chain_proof=replace(PROOF, headers=())))
    assert "nodes" in refused(replace(proven, chain_proof=replace(PROOF, nodes=(bytes(641),))))


def test_a_kept_chain_proof_comes_back() -> None:
    assert ChainProof.from_bytes(PROOF.to_bytes()) == PROOF
    for wrong in (b"\xc0", encode([[], []]), encode([[b"\1"], [[b"\2"]]]), encode([[b"\1"], b"\2"])):
        with pytest.raises(EvidenceError, match="HEADER_FORMAT"):
            ChainProof.from_bytes(wrong)


def test_credential_bytes_come_back_untouched() -> None:
    full = full_bundle()
    assert decode_bundle(encode_bundle(full)).credential == full.credential


def test_file_statements() -> None:
    full = full_bundle()
    statement = FileStatement(full.files[0].signed_summary, full.files[0].inclusion)
    assert decode_bundle(encode_bundle(replace(full, files=(statement,) * c.MAX_FILE_STATEMENTS)))
    assert "files" in refused(replace(full, files=(statement,) * (c.MAX_FILE_STATEMENTS + 1)))


def test_path_and_index() -> None:
    small = small_bundle()
    longest = replace(small.inclusion, path=(bytes(32),) * c.MAX_PATH, index=c.MAX_BATCH_SIZE - 1)
    assert decode_bundle(encode_bundle(replace(small, inclusion=longest))).inclusion == longest
    assert "path" in refused(replace(small, inclusion=replace(longest, path=(bytes(32),) * (c.MAX_PATH + 1))))
    assert "index" in refused(replace(small, inclusion=replace(longest, index=c.MAX_BATCH_SIZE)))


def test_chain_ids_fit_a_json_number() -> None:
    small = small_bundle()
    largest = replace(small.anchors[0], chain_id=(1 << 53) - 1)
    assert decode_bundle(encode_bundle(replace(small, anchors=(largest,)))).anchors == (largest,)


def test_signed_summary() -> None:
    small = small_bundle()
    assert decode_bundle(encode_bundle(replace(small, signed_summary=bytes(c.MAX_SIGNED_SUMMARY_BYTES))))
    refused(replace(small, signed_summary=bytes(c.MAX_SIGNED_SUMMARY_BYTES + 1)))
    refused(replace(small, signed_summary=b""))


def test_an_oversized_bundle_is_refused_unread() -> None:
    with pytest.raises(InputError, match="BUNDLE_FORMAT"):
        decode_bundle(b"[" * (c.MAX_BUNDLE_BYTES + 1))


def test_an_anchor_listed_twice_or_by_nobody() -> None:
    full = full_bundle()
    refused(replace(full, anchors=(full.anchors[0], full.anchors[0])))
    refused(replace(full, files=()))


SCHEMA = json.loads((ROOT / "docs" / "spec" / "bundle.schema.json").read_bytes())


@pytest.mark.parametrize(
    "bundle",
    [full_bundle(), small_bundle(), paper_bundle(), replace(small_bundle(), chain_proof=PROOF)],
    ids=["full", "small", "paper", "proven"],
)
def test_the_published_schema_accepts_bundles(bundle: Bundle) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(encode_bundle(bundle)))


# What a schema cannot say: bytes instead of values, references, the curve.
BEYOND_THE_SCHEMA = {
    "an anchor nobody refers to",
    "a reference to no anchor",
    "a point that is not on the curve",
}


@pytest.mark.parametrize(("desc", "value"), list(changed(json.loads(encode_bundle(full_bundle())))))
def test_the_published_schema_refuses_what_the_reader_refuses(desc: str, value: object) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(value) == (desc in BEYOND_THE_SCHEMA)
