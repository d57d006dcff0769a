# SPDX-License-Identifier: Apache-2.0
"""What bodies and the authority do to a certificate after its issue, in the small world of ``build``."""

from dataclasses import replace
from typing import Any

from registry.core.anchor import AnchorRequest
from registry.core.bundle import BundleInclusion
from registry.core.credential import build_payload, parse_credential, sign_credential, summary_of
from registry.core.merkle import MerkleTree
from registry.core.records import State
from registry.core.summary import encode_summary, leaf_hash
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import LeafHash
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
    anchor = replace(issued.bundle.anchors[0], retrospective=True)
    return replace(issued, bundle=replace(issued.bundle, anchors=(anchor,)))


def anchored_again(world: World, issued: Issued) -> Issued:
    """The same certificate as a leaf of a second batch."""
    tree = MerkleTree([LeafHash(b"\x07" * 32), issued.leaf])
    anchor = world.anchor(tree, issued.summary.body, issued.bundle.anchors[0].grants)
    inclusion = BundleInclusion(0, 1, tree.inclusion_proof(1).path)
    return replace(issued, bundle=replace(issued.bundle, anchors=(anchor,), inclusion=inclusion))


def survey(world: World, issued: Issued, *, n: int = 0, last: int | None = None, due: int = 0) -> None:
    """Record a surveillance, made now where ``last`` says nothing else."""
    request = MaintainRequest(
        body="VD-CERT", subject=issued.leaf, n=n, last=last or world.now, next_due=due,
        decision=Decision.CONTINUED, deadline=world.now + 60,
    )  # fmt: skip
    world.chain.maintain(request, world.anchor_key.sign(request.digest(world.chain.domain)))
