# SPDX-License-Identifier: Apache-2.0
"""Keep chain proofs of what was issued, and refresh one when asked.

Proofs are kept as soon as a batch is final, since nodes show only recent states; what is kept can always be made
again from a node that still has the state.
"""

from dataclasses import dataclass, field

from registry.core.hashing import sha256
from registry.core.types import Code
from registry.errors import EvidenceError, RefusedError
from registry.ports.chain import ChainProver
from registry.ports.clock import Clock
from registry.ports.proofs import StoredProof
from registry.ports.store import Store
from registry.service.bundle import bare_bundle, bundle_of
from registry.service.provers import Provers
from registry.service.staple import Stapled, Stapler, provable_block, staple
from registry.verify.trust import Network

PORTION = 500
"""Certificates proven together: they share nodes, and a crash loses one portion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveDeps:
    """``network`` is the pinned one whose contract is in use; ``provers`` the nodes that may show states."""

    store: Store
    provers: Provers
    network: Network
    clock: Clock


def keep_proofs(deps: ProveDeps) -> int:
    """Prove one portion of what is final and has no proof of its present bundle; how many were kept.

    On a network that nobody seals nothing is kept, since such a proof persuades nobody. One that cannot be proven
    does not hold up the rest: its error is raised when all were tried, with every node. Raises as ``staple``.
    """
    if deps.network.consensus == "none":
        return 0
    done = _Done()
    deps.provers.newest(lambda prover: _keep_portion(deps, prover, done))
    return done.kept


@dataclass(slots=True)
class _Done:
    """What one call of ``keep_proofs`` did, with whichever nodes; ``failed`` by leaf."""

    kept: int = 0
    failed: dict[bytes, EvidenceError] = field(default_factory=dict)


def _keep_portion(deps: ProveDeps, prover: ChainProver, done: _Done) -> None:
    """With one node. Raises while anything that a node before it could not prove is open: a node that does not
    have the certificate's block yet has not proven it.
    """
    block = provable_block(deps.network, prover)
    with deps.store.reading() as work:
        here = (deps.network.chain_id, deps.network.current.address)
        due = work.proofs.due(*here, block, PORTION)
        bundles = [bare_bundle(work, leaf) for leaf in due]
    if due:
        stapler = Stapler(deps.network, prover)
        stapler.prepare(bundles)
        kept: list[StoredProof] = []
        for leaf, bundle in zip(due, bundles, strict=True):
            try:
                kept.append(_row(leaf, bundle, stapler.staple(bundle), deps))
                done.failed.pop(leaf, None)
            except EvidenceError as error:
                done.failed[leaf] = error
        _keep(deps, kept)
        done.kept += len(kept)
    if done.failed:
        raise next(iter(done.failed.values()))


def prove(code: Code, deps: ProveDeps) -> Stapled:
    """The certificate's bundle with a fresh proof, which is kept where it can persuade.

    Raises as ``bundle_of`` and ``staple``.
    """
    bundle_of(code, store=deps.store)
    with deps.store.reading() as work:
        row = work.certificates.by_code(code)
        if row is None:
            raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
        bundle = bare_bundle(work, row.leaf)
    stapled = deps.provers.newest(lambda prover: staple([bundle], deps.network, prover)[0])
    if deps.network.consensus != "none":
        _keep(deps, [_row(row.leaf, bundle, stapled, deps)])
    return stapled


def _row(leaf: bytes, bundle: bytes, stapled: Stapled, deps: ProveDeps) -> StoredProof:
    return StoredProof(
        certificate=leaf,
        bundle_sha256=sha256(bundle),
        block=stapled.block.number,
        proof=stapled.proof.to_bytes(),
        created_at=deps.clock.now(),
    )


def _keep(deps: ProveDeps, rows: list[StoredProof]) -> None:
    with deps.store.writing() as work:
        work.proofs.put(rows)
        work.commit()
