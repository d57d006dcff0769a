# SPDX-License-Identifier: Apache-2.0
"""What bodies and the authority do to a certificate after its issue, in the small world of ``build``."""

from dataclasses import replace
from typing import Any

from msgspec import structs

from registry.core.anchor import AnchorRequest
from registry.core.bundle import BundleInclusion
from registry.core.credential import build_payload, parse_credential, sign_credential, summary_of
from registry.core.merkle import MerkleTree
from registry.core.records import State
from registry.core.summary import encode_summary, leaf_hash
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import LeafHash
from registry.verify import Question, recognise
from registry.verify.checks.case import Case
from registry.verify.claim import claim_of
from registry.verify.evidence import ChainEvidence, LeafSubject, Subject
from registry.verify.gather import gather
from registry.verify.question import resolve
from tests.unit.core.samples import CONFORMITY, conformity, context
from tests.unit.verify.build import Issued, World


def with_models(*models: str) -> dict[str, Any]:
    """The change that makes a certificate cover these models."""
    return {"products": [{**CONFORMITY["products"][0], "models": list(models)}]}


def revise(
    world: World, before: Issued, *, change: str = "correction", supersede: bool = True, jws: bool = True,
    previous: bytes | None = None, **changes: Any,
) -> Issued:  # fmt: skip
    """Issue, anchor and publish the next revision; the one before is superseded on the chain."""
    fields = {"number": before.summary.number, "revision": before.summary.revision + 1, "change": change}
    linked = context(previous_leaf=previous or before.leaf)
    later = world.issue_payload(build_payload(conformity(**fields, **changes), linked), jws=jws)
    if supersede:
        world.chain.set_status("VD-CERT", before.leaf, State.SUPERSEDED, reason=16)
    for code, known in world.source.later.items():
        if code == before.code or (known and known[-1] == before.data):
            known.append(later.data)
    world.source.later.setdefault(before.code, [later.data])
    world.source.codes[later.code] = later.data
    return later


def on_paper(world: World, *, grants: tuple[int, ...] = (1, 4), **changes: Any) -> Issued:
    """A certificate of before the body joined, anchored by the authority."""
    paper = {"issued": "2026-05-20", "validity": {"first": "2026-05-20", "last": "2029-05-19"}, "risk": None}
    payload = build_payload(conformity(**{**paper, **changes}), context())
    jws = sign_credential(payload, world.key)
    summary = summary_of(parse_credential(jws))
    leaf = leaf_hash(encode_summary(summary))
    issued = world._issue(payload, jws=True, anchored=False, batch_grants=grants)
    tree = MerkleTree([LeafHash(b"\x01" * 32), leaf, LeafHash(b"\x02" * 32)])
    request = AnchorRequest(
        body="VD-CERT", grants=grants, root=tree.root, size=tree.size, deadline=world.now + 60,
        retrospective=True,
    )  # fmt: skip
    world.chain.anchor_retrospective(request, world.anchor_key.sign(request.digest(world.chain.domain)))
    anchor = structs.replace(issued.bundle.anchors[0], retrospective=True)
    return replace(issued, bundle=structs.replace(issued.bundle, anchors=(anchor,)))


def anchored_again(world: World, issued: Issued) -> Issued:
    """The same certificate as a leaf of a second batch."""
    tree = MerkleTree([LeafHash(b"\x07" * 32), issued.leaf])
    anchor = world.anchor(tree, issued.summary.body, issued.bundle.anchors[0].grants)
    inclusion = BundleInclusion(0, 1, tree.inclusion_proof(1).path)
    return replace(issued, bundle=structs.replace(issued.bundle, anchors=(anchor,), inclusion=inclusion))


def survey(world: World, issued: Issued, *, n: int = 0, last: int | None = None, due: int = 0) -> None:
    """Record a surveillance, made now where ``last`` says nothing else."""
    request = MaintainRequest(
        body="VD-CERT", subject=issued.leaf, n=n, last=last or world.now, next_due=due,
        decision=Decision.CONTINUED, deadline=world.now + 60,
    )  # fmt: skip
    world.chain.maintain(request, world.anchor_key.sign(request.digest(world.chain.domain)))


def interpreted(world: World, issued: Issued) -> ChainEvidence:
    """What the chain says about a certificate now."""
    subject = Subject(
        body=issued.summary.body, grants=issued.summary.grants, key=world.key.jwk.thumbprint(),
        leaf=LeafSubject(issued.leaf, issued.batch),
    )  # fmt: skip
    return gather(subject, world.trust().networks[0], world.chain.contract, [world.chain])


def case_of(world: World, issued: Issued, chain: ChainEvidence) -> Case:
    """The certificate's case with evidence of a test's own."""
    return Case(
        claim=claim_of(recognise(issued.data), None), trust=world.trust(), asked=resolve(Question(), world.now),
        network=chain.network, chain=chain, chain_missing=None, files={}, read_at=world.now,
    )  # fmt: skip
