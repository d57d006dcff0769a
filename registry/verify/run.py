# SPDX-License-Identifier: Apache-2.0
"""One verification from a thing in hand to a report. Pure: clock, nodes and bundle source are arguments."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from registry.core.types import Code
from registry.errors import EvidenceError
from registry.ports.bundles import BundleSource
from registry.ports.chain import ChainReader
from registry.verify.checks.anchor import check_anchor
from registry.verify.checks.authority import check_authority
from registry.verify.checks.case import Case
from registry.verify.checks.documents import check_credential, check_format, check_inclusion, check_signature
from registry.verify.checks.files import check_files
from registry.verify.checks.keys import check_keys
from registry.verify.checks.source import chain_defect, only_proven, papers_defect
from registry.verify.checks.status import check_status, check_today
from registry.verify.checks.time import check_freshness, check_validity
from registry.verify.claim import Claim, claim_of
from registry.verify.proven import Found, find_evidence
from registry.verify.question import Asked, Question, resolve
from registry.verify.report import Report, report_of
from registry.verify.results import CheckResult, Note, undecided
from registry.verify.successor import follow
from registry.verify.things import Thing
from registry.verify.trust import ListOrigin, Network, TrustList

CHECKS: tuple[Callable[[Case], CheckResult], ...] = (
    check_format, check_signature, check_keys, check_credential, check_inclusion, check_anchor,
    check_authority, check_status, check_today, check_validity, check_files, check_freshness,
)  # fmt: skip

Judged = tuple[Case, tuple[CheckResult, ...]]


def verify(
    thing: Thing,
    *,
    trust: TrustList,
    readers: Sequence[ChainReader],
    bundles: BundleSource | None,
    question: Question | None = None,
    now: int,
    origin: ListOrigin | None = None,
) -> Report:
    """Judge ``thing`` by the twelve checks at ``now`` (UTC seconds).

    ``readers`` are nodes of any pinned network; those of other chains are passed over. ``origin``
    says how ``trust`` came here: past its end nothing is VALID, and unsigned is warned of. Raises
    ``UsageError`` DATE_IN_FUTURE; everything that the thing or the evidence lacks is in the report.
    """
    question = question or Question()
    hearing = _Hearing(trust, readers, question, resolve(question, now), now, origin)
    claim = claim_of(thing, bundles)
    if defect := papers_defect(claim):
        claim = _without_answer(thing, defect)
    case, checks = hearing.judge(claim)
    if defect := chain_defect(claim, checks):
        case, checks = hearing.judge(_without_answer(thing, defect))
    answered, newer = follow(case, checks, bundles, hearing.judge_later, question.model)
    return report_of(case, answered, newer)


class _Hearing(Struct, frozen=True):
    """What is the same for every certificate that one question leads to."""

    trust: TrustList
    readers: Sequence[ChainReader]
    question: Question
    asked: Asked
    now: int
    origin: ListOrigin | None

    def judge(self, claim: Claim) -> Judged:
        """The certificate asked about."""
        held = {claim.file.sha256: claim.file.name} if claim.file else {}
        return self._judge(claim, {**self.question.files, **held}, self.question.code)

    def judge_later(self, claim: Claim) -> Judged:
        """A later revision of it: files and code in hand are not about that one."""
        return self._judge(claim, {}, None)

    def _judge(self, claim: Claim, files: Mapping[bytes, str], code: Code | None) -> Judged:
        network, missing = _network(claim, self.trust)
        found = Found(missing=missing)
        if network is not None and missing is None:
            found = find_evidence(claim, network, self.readers)
        chain = found.chain
        case = Case(
            claim=claim,
            trust=self.trust,
            asked=self.asked if chain is None else self.asked.reaching(chain.block.timestamp),
            network=network,
            chain=chain,
            chain_missing=found.missing,
            proof_defect=found.defect,
            files=files,
            read_at=self.now,
            code=code,
            origin=self.origin,
        )
        results = tuple(_run(number, check, case) for number, check in enumerate(CHECKS, start=1))
        return case, only_proven(claim, results)


def _without_answer(thing: Thing, defect: str) -> Claim:
    """What the person holds, where the source's answer is none."""
    return replace(claim_of(thing, None), missing=Note("SOURCE_ANSWERED_WRONG", {"defect": defect}))


def _run(number: int, check: Callable[[Case], CheckResult], case: Case) -> CheckResult:
    try:
        return check(case)
    except EvidenceError as error:
        return undecided(number, error.code, **error.params)


def _network(claim: Claim, trust: TrustList) -> tuple[Network | None, Note | None]:
    """The pinned network that the summary names, and the bundle's contract among its own."""
    if claim.certificate is None:
        return None, None
    network = trust.find_network(claim.certificate.network)
    wrong = Note("WRONG_NETWORK", {"network": claim.certificate.network})
    if network is None:
        return None, wrong
    anchors = claim.bundle.anchors if claim.bundle else ()
    fits = all(a.chain_id == network.chain_id and network.contract(a.contract) for a in anchors)
    return network, None if fits else wrong
