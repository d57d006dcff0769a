# SPDX-License-Identifier: Apache-2.0
"""What a certificate says of itself, and what the answer about it rests on."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from registry.core.code import code_of
from registry.core.credential import public_facts
from registry.core.summary import CertificateSummary
from registry.verify.checks.case import Case
from registry.verify.values import Instant, plain


class Facts(Struct, frozen=True, kw_only=True):
    """What the certificate says of itself: the summary's members, and the credential's public ones.

    Shown for comparison with the paper; only a VALID verdict makes them the registry's word.
    """

    summary: CertificateSummary
    code: str | None
    leaf: bytes | None
    details: Mapping[str, object]
    anchored_at: int | None

    @property
    def issuer(self) -> str:
        """The body's name where the credential gives it, else its code."""
        return str(self.details.get("issuer_name") or self.summary.body)

    @property
    def named_issuer(self) -> str:
        """The code first, which the authority gave; the name is the body's own word and might be another's."""
        body = self.summary.body
        return body if self.issuer == body else f"{body} ({self.issuer})"

    def to_mapping(self) -> dict[str, object]:
        """JSON members, days as YYYY-MM-DD, digests in hexadecimal."""
        s = self.summary
        validity = None if s.validity is None else {"first": s.validity[0], "last": s.validity[1]}
        fields: dict[str, object] = {
            "code": self.code, "leaf": self.leaf, "kind": s.kind, "body": s.body, "issuer": self.issuer,
            "number": s.number, "revision": s.revision, "name": s.name, "model": s.model, "serial": s.serial,
            "holder": s.holder, "grants": list(s.grants), "scopes": list(s.scopes), "issued": s.issued,
            "validity": validity, "previous": s.previous, "network": s.network,
            "credential_sha256": s.credential_sha256, "dcc_sha256": s.dcc_sha256, "method": s.method,
            "risk": s.risk, "mark": s.mark, "details": self.details,
            "anchored_at": None if self.anchored_at is None else Instant(self.anchored_at),
        }  # fmt: skip
        return {name: plain(value) for name, value in fields.items()}


class Evidence(NamedTuple):
    """What the answer rests on: ``age`` in seconds, 0 on a dev chain that was read in this run;
    ``list_expires`` the end of a signed trust list, UTC seconds.
    """

    network: str
    demo: bool
    chain_id: int
    contract: bytes
    block_number: int
    block_hash: bytes
    block_time: int
    read_at: int
    age: int
    source: str = "nodes"
    """``nodes``, or ``proof``: a chain proof that the bundle carries."""
    finality: str | None = None
    """What the seals of the proof are worth: ``final`` or ``probabilistic``."""
    list_expires: int | None = None


def facts_of(case: Case) -> Facts | None:
    """``None`` where no summary could be read."""
    claim = case.claim
    if claim.certificate is None:
        return None
    return Facts(
        summary=claim.certificate,
        code=None if claim.signed is None else code_of(claim.signed.summary),
        leaf=claim.leaf,
        details={} if claim.credential is None else public_facts(claim.credential),
        anchored_at=case.anchored_at,
    )


def evidence_of(case: Case) -> Evidence | None:
    """``None`` where the chain gave none."""
    if case.chain is None:
        return None
    network, block = case.chain.network, case.chain.block
    return Evidence(
        network=network.name,
        demo=network.demo,
        chain_id=network.chain_id,
        contract=case.chain.anchor.contract,
        block_number=block.number,
        block_hash=block.hash,
        block_time=block.timestamp,
        read_at=case.read_at,
        age=0 if case.chain.read_now else max(0, case.read_at - block.timestamp),
        source="nodes" if case.chain.finality is None else "proof",
        finality=None if case.chain.finality is None else case.chain.finality.value,
        list_expires=None if case.origin is None else case.origin.expires,
    )
