# SPDX-License-Identifier: Apache-2.0
"""Requests name the members that their EIP-712 type has; the digests themselves are held by vectors."""

import hashlib

from registry.core import layout
from registry.core.anchor import AnchorRequest, Domain, typed_digest
from registry.core.hashing import body_id
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import Address, MerkleRoot

DOMAIN = Domain(chain_id=1337, contract=Address(b"\xc0" * 20))
BODY = body_id("VD-CERT")
LEAF = hashlib.sha256(b"leaf").digest()


def test_a_retrospective_batch_is_signed_under_a_type_of_its_own() -> None:
    fields = {"grants": (1, 2), "root": MerkleRoot(LEAF), "size": 3, "deadline": 9}
    plain = AnchorRequest(body="VD-CERT", **fields)  # type: ignore[arg-type]
    late = AnchorRequest(body="VD-CERT", **fields, retrospective=True)  # type: ignore[arg-type]
    message = {"body": BODY, **fields}
    assert plain.digest(DOMAIN) == typed_digest(DOMAIN, "Anchor", message)
    assert late.digest(DOMAIN) == typed_digest(DOMAIN, "AnchorRetrospective", message)
    assert plain.digest(DOMAIN) != late.digest(DOMAIN)


def test_a_surveillance() -> None:
    request = MaintainRequest(
        body="VD-CERT", subject=LEAF, n=1, last=5, next_due=7, decision=Decision.CONTINUED, deadline=9
    )
    message = {
        "body": BODY, "subject": LEAF, "n": 1, "lastSurveillance": 5, "nextDue": 7, "decision": 1, "deadline": 9
    }  # fmt: skip
    assert request.digest(DOMAIN) == typed_digest(DOMAIN, "Maintain", message)


def test_a_bodys_word_about_its_key() -> None:
    key = layout.anchor_key_id(Address(b"\x11" * 20))
    revoked = RevokeOwnKeyRequest(body="VD-CERT", key=key, reason=4, deadline=9)
    message = {"body": BODY, "key": key, "reason": 4, "deadline": 9}
    assert revoked.digest(DOMAIN) == typed_digest(DOMAIN, "RevokeOwnKey", message)
    reported = ReportCompromiseRequest(body="VD-CERT", key=key, deadline=9)
    del message["reason"]
    assert reported.digest(DOMAIN) == typed_digest(DOMAIN, "ReportCompromise", message)
