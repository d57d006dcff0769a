# SPDX-License-Identifier: Apache-2.0
"""A year of one body, July 2026 to June 2027, on a chain in memory: each act is done on the chain and written
down for the model beside it. Seeded, so that the year is always the same one.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from registry.core import layout
from registry.core.anchor import AnchorRequest, batch_id
from registry.core.bundle import Bundle, BundleAnchor, BundleInclusion, decode_bundle, encode_bundle
from registry.core.code import code_of
from registry.core.credential import build_payload, parse_credential, sign_credential, summary_of
from registry.core.hashing import keccak256
from registry.core.key_requests import ReportCompromiseRequest
from registry.core.merkle import MerkleTree
from registry.core.records import Basis, OrderAction, State
from registry.core.signed_summary import SignedSummary, parse_signed_summary, sign_summary
from registry.core.summary import encode_summary, leaf_hash
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import Address, Code, LeafHash
from registry.testing.fake_logs import LoggingChain
from registry.verify import Network, PinnedContract, TrustList
from registry.verify.defaults import default_grantors, default_policies, default_scopes
from tests.reference.audit_model import ACTIVE, SUPERSEDED, SUSPENDED, WITHDRAWN, Act, Model, Paper
from tests.unit.core.samples import QCVN, Key, conformity, context
from tests.unit.verify.build import ACTIVITY, AnchorKey

BODY = "VD-CERT"
DAY = 86_400
FIRST = date(2026, 7, 1)
START = 1_782_864_000 - 7 * 3_600  # 2026-07-01 00:00 in Vietnam
JOINED = START - 180 * DAY
CODE_HASH = keccak256(b"the code of Antin")
_STATES = {ACTIVE: State.ACTIVE, SUSPENDED: State.SUSPENDED, SUPERSEDED: State.SUPERSEDED,
           WITHDRAWN: State.WITHDRAWN}  # fmt: skip
_NEXT = {ACTIVE: (SUSPENDED, WITHDRAWN), SUSPENDED: (ACTIVE, ACTIVE, WITHDRAWN)}


@dataclass
class Source:
    """Later revisions by code, as a registry's service has them."""

    later: dict[bytes, list[bytes]] = field(default_factory=dict)

    def by_code(self, code: Code) -> bytes | None:
        return None

    def by_number(self, body: str, number: str) -> bytes | None:
        return None

    def by_file(self, sha256: bytes) -> bytes | None:
        return None

    def successors(self, code: Code) -> Sequence[bytes]:
        return self.later.get(code.encode(), [])


class Year:
    """The chain, the papers and the model of one year."""

    def __init__(self, seed: int = 20_260_701) -> None:
        self.random = random.Random(seed)
        self.chain = LoggingChain(start=START - 3_600)
        self.model = Model()
        self.papers: list[Paper] = []
        self.source = Source()
        self.credential = {"K1": Key(11), "K2": Key(12)}
        self.anchors = {"A1": AnchorKey(21), "A2": AnchorKey(22)}
        self.states: dict[object, str] = {}
        self.batches: dict[str, bytes] = {}
        for day, act in sorted(self.plan(), key=lambda item: item[0]):
            self.go_to(day)
            act()
        self.go_to(365)

    # Time and notes

    def at(self, day: float) -> int:
        """An instant of the year."""
        return START + int(day * DAY)

    def go_to(self, day: float) -> None:
        if self.at(day) > self.chain.now:
            self.chain.advance(self.at(day) - self.chain.now)

    def note(self, what: str, whom: object, effective: int = 0, **more: Any) -> None:
        now = self.chain.now
        self.model.acts.append(Act(what, whom, now, effective or now, **more))

    # The authority's acts

    def join(self) -> None:
        self.chain.register_body(BODY, valid_from=JOINED, order="01/QĐ-TĐC")
        self.note("given", 0, JOINED)
        for scope, basis in ((ACTIVITY, Basis.REGISTRATION), ("TCVN 8491-2:2011", Basis.REGISTRATION),
                             (QCVN, Basis.REGISTRATION), (QCVN, Basis.DESIGNATION)):  # fmt: skip
            self.give(scope, basis, JOINED)
        self.key("K1", JOINED)
        self.key("A1", JOINED)

    def give(self, scope: str, basis: Basis, since: int = 0, until: int = 0) -> None:
        number = self.chain.grant(BODY, basis, scope, valid_from=since, valid_until=until, order="02/QĐ")
        self.note("given", number, since, until=until)

    def key(self, name: str, since: int = 0) -> None:
        own = self.credential.get(name)
        self.chain.add_key(
            BODY, own.jwk.thumbprint() if own else self.anchors[name].address, valid_from=since
        )
        self.note("registered", name, since)

    def change(self, what: str, grant: int, effective: int = 0) -> None:
        acts: dict[tuple[str, bool], Callable[..., object]] = {
            ("suspended", False): self.chain.suspend_body, ("restored", False): self.chain.reinstate_body,
            ("ended", False): self.chain.withdraw_body, ("suspended", True): self.chain.suspend_grant,
            ("restored", True): self.chain.restore_grant, ("ended", True): self.chain.reduce_grant,
        }  # fmt: skip
        arguments = (BODY, grant) if grant else (BODY,)
        acts[what, bool(grant)](*arguments, effective_from=effective, reason=1, order="03/QĐ")
        self.note(what, grant, effective)

    def steal(self, name: str, since: int) -> None:
        self.chain.set_compromised(BODY, self.anchors[name].id, since=since)
        self.note("compromised", name, since)

    def report(self, name: str) -> None:
        """The body's own word, signed by the very key."""
        request = ReportCompromiseRequest(body=BODY, key=self.anchors[name].id, deadline=1 << 33)
        self.chain.report_compromise(request, self.anchors[name].sign(request.digest(self.chain.domain)))
        self.note("compromised", name)

    def revoke(self, name: str) -> None:
        own = self.credential.get(name)
        self.chain.revoke_key(BODY, own.jwk.thumbprint() if own else self.anchors[name].id, reason=15)
        self.note("revoked", name)

    def order(self, action: OrderAction, grant: int, span: tuple[float, float], effective: float) -> None:
        low, high = self.at(span[0]), self.at(span[1])
        n = self.chain.post_order(BODY, grant=grant, action=action, reason=11, issued_from=low, issued_until=high,
                                  effective_from=self.at(effective), order="04/LENH")  # fmt: skip
        what = f"order {action.name.lower()}"
        self.note(what, grant, self.at(effective), by=("order", grant, n), interval=(low, high))

    def retract(self, grant: int, n: int) -> None:
        self.chain.retract_order(BODY, n, grant=grant, reason=10)
        self.note("retracted", ("order", grant, n))

    def rule(self, paper: Paper, state: str, effective: int = 0) -> None:
        """The authority's word about a certificate."""
        self.chain.set_status_by_authority(
            BODY, paper.leaf, _STATES[state], reason=11, effective_from=effective, order="05/QĐ"
        )
        self.note(state, ("authority", paper.name), effective)

    def lift(self, paper: Paper, n: int, state: str) -> None:
        self.chain.lift_status(BODY, paper.leaf, n, _STATES[state], reason=15, order="06/QĐ")
        self.states[paper.name] = state
        self.note(state, ("body", paper.name))

    # The body's acts

    def say(self, whom: Paper | str, state: str, key: str = "A2", effective: int = 0) -> None:
        """The body's word about a certificate, or about a batch."""
        name, subject = (whom.name, whom.leaf) if isinstance(whom, Paper) else (whom, self.batches[whom])
        actor = self.anchors[key].address
        self.chain.set_status(BODY, subject, _STATES[state], reason=6, effective_from=effective, actor=actor)
        self.states[name] = state
        self.note(state, ("body", name), effective, by=key)

    def some_words(self, count: int, key: str = "A2") -> None:
        """Random legal moves of certificates that are anchored."""
        for paper in self.random.sample(self.papers, count):
            moves = _NEXT.get(self.states.get(paper.name, ACTIVE))
            if not moves or (self.states.get(paper.name) == SUSPENDED and not self._body_active()):
                continue
            state = self.random.choice(moves)
            back = state == WITHDRAWN and self.random.random() < 0.5
            self.say(paper, state, key, self.chain.now - self.random.randrange(1, 60 * DAY) if back else 0)

    def replace_unheard(self, count: int) -> None:
        """Superseded, and no registry has what took their place."""
        active = [p for p in self.papers if self.states[p.name] == ACTIVE and p.batch in {"B6", "B7"}]
        for paper in active[:count]:
            self.say(paper, SUPERSEDED)

    def _body_active(self) -> bool:
        return self.model.active(0, self.chain.now, None)

    def some_rulings(self, count: int) -> None:
        """Random words of the authority; a first one is never "active"."""
        for paper in self.random.sample(self.papers, count):
            spoken = any(act.whom == ("authority", paper.name) for act in self.model.acts)
            state = self.random.choice([SUSPENDED, WITHDRAWN, *([ACTIVE, ACTIVE] if spoken else [])])
            self.rule(paper, state, self.chain.now - self.random.choice((0, 0, 20 * DAY)))

    def survey(self, count: int) -> None:
        for paper in self.random.sample(self.papers, count):
            request = MaintainRequest(body=BODY, subject=paper.leaf, n=0, last=self.chain.now - DAY,
                                      next_due=self.chain.now + 300 * DAY, decision=Decision.CONTINUED,
                                      deadline=1 << 33)  # fmt: skip
            self.chain.maintain(request, self.anchors["A2"].sign(request.digest(self.chain.domain)))

    def anchor(self, count: int, name: str, keys: tuple[str, str], grant: int, revised: int = 0) -> None:
        """A batch of new certificates, the last ``revised`` of them later revisions of old ones; ``keys`` are
        the credential keys that sign, and the anchor key.
        """
        candidates = [p for p in self.papers if p.batch == "B2" and self.states.get(p.name, ACTIVE) == ACTIVE]
        old = candidates[:revised]
        signers = keys[0].split()
        made = [
            self._paper(name, self.random.choice(signers), grant, before)
            for before in [None] * (count - len(old)) + old
        ]
        tree = MerkleTree([LeafHash(paper.leaf) for paper, _ in made])
        batch_grants = (1, grant)
        request = AnchorRequest(
            body=BODY, grants=batch_grants, root=tree.root, size=tree.size, deadline=1 << 33
        )
        self.chain.anchor(request, self.anchors[keys[1]].sign(request.digest(self.chain.domain)))
        self.note("anchored", name, by=keys[1])
        self.batches[name] = batch_id(BODY, batch_grants, tree.root)
        claimed = BundleAnchor(1337, self.chain.contract, BODY, batch_grants, tree.root, tree.size)
        for n, (paper, (signed, jws)) in enumerate(made):
            inclusion = BundleInclusion(0, n, tree.inclusion_proof(n).path)
            jwk = self.credential[paper.key].jwk
            paper.bundle = encode_bundle(Bundle(signed.to_bytes(), jws, jwk, inclusion, (claimed,)))
            self.papers.append(paper)
        for before, (later, _) in zip(old, made[count - len(old) :], strict=True):
            before.successor = later
            self.source.later[_code(before)] = [later.bundle]
            self.say(before, SUPERSEDED)

    def _paper(
        self, batch: str, key: str, grant: int, before: Paper | None
    ) -> tuple[Paper, tuple[SignedSummary, bytes]]:
        today = FIRST + timedelta(days=(self.chain.now - START) // DAY)
        issued = max(today - timedelta(days=self.random.choice((0, 1, 2, 4, 7, 12, 18))), FIRST)
        number = (
            before.name.rpartition(" ")[0]
            if before
            else f"HQ-{len(self.states):04}-{self.random.getrandbits(40)}"
        )
        last = before.last if before else issued + timedelta(days=self.random.choice((150, 240, 600, 1_000)))
        changes = {"revision": 1, "change": "correction"} if before else {}
        fields = {"number": number, "issued": issued.isoformat(),
                  "surveillance": {"months": 12, "first_due": last.isoformat()},
                  "validity": {"first": issued.isoformat(), "last": last.isoformat()}, **changes}  # fmt: skip
        linked = context(grants=(1, grant), previous_leaf=before.leaf if before else None,
                         status_index=self.random.randrange(100_000))  # fmt: skip
        jws = sign_credential(build_payload(conformity(**fields), linked), self.credential[key])
        encoded = encode_summary(summary_of(parse_credential(jws)))
        signed = sign_summary(encoded, self.credential[key].jwk.thumbprint(), self.credential[key].sign)
        paper = Paper(name=f"{number} {1 if before else 0}", issued=issued, first=issued, last=last,
                      grants=(1, grant), batch=batch, key=key, leaf=leaf_hash(encoded))  # fmt: skip
        self.states[paper.name] = ACTIVE
        return paper, (signed, jws)

    # The year

    def plan(self) -> list[tuple[float, Callable[[], object]]]:
        """What happens, by days of the year."""
        return [
            (0.1, self.join),
            (10.4, lambda: self.anchor(30, "B0", ("K1", "A1"), 4)),
            (40.4, lambda: self.anchor(30, "B1", ("K1", "A1"), 4)),
            (50.5, lambda: self.key("A2")),
            (50.6, lambda: self.key("K2")),
            (60.5, lambda: self.some_words(12, "A1")),
            (66.5, lambda: self.some_words(20)),
            (70.4, lambda: self.anchor(30, "B2", ("K1", "A2"), 4)),
            (75.5, lambda: self.some_rulings(8)),
            (85.5, lambda: self.change("suspended", 4, self.at(80))),
            (88.5, lambda: self.change("restored", 4, self.at(86))),
            (92.5, lambda: self.some_rulings(20)),
            (100.4, lambda: self.anchor(30, "B3", ("K2", "A2"), 4)),
            (110.5, lambda: self.change("suspended", 0, self.at(105))),
            (115.5, lambda: self.some_words(20)),
            (125.1, lambda: self.change("restored", 0)),
            (130.4, lambda: self.anchor(30, "B4", ("K2", "A2"), 4)),
            (138.5, lambda: self.change("suspended", 0, self.at(137))),
            (139.5, lambda: self.change("restored", 0, self.at(136))),
            (144.5, lambda: self.change("ended", 4, self.at(129))),
            (144.6, lambda: self.give(QCVN, Basis.DESIGNATION, self.at(144))),
            (158.5, lambda: self.some_words(30, "A1")),
            (160.4, lambda: self.anchor(30, "B5", ("K1", "A1"), 5)),
            (162.5, lambda: self.say(self.papers[-1], SUSPENDED, "A1")),
            (163.5, lambda: self.say(self.papers[-2], SUSPENDED, "A1")),
            (164.5, lambda: self.say(self.papers[-2], ACTIVE, "A1")),
            (165.5, lambda: self.report("A1")),
            (168.5, lambda: self.steal("A1", self.at(155))),
            (172.5, lambda: self.revoke("A1")),
            (175.5, lambda: self.lift(self.papers[-1], 1, ACTIVE)),
            (190.4, lambda: self.anchor(30, "B6", ("K2", "A2"), 5, revised=12)),
            (195.5, lambda: self.survey(10)),
            (200.5, lambda: self.order(OrderAction.SUSPEND, 0, (60, 100), 198)),
            (205.5, lambda: self.order(OrderAction.WITHDRAW, 4, (50, 72), 203)),
            (207.5, lambda: self.order(OrderAction.REVIEW, 5, (140, 300), 207)),
            (210.5, lambda: self.say("B1", SUSPENDED)),
            (212.5, lambda: self.say("B1", ACTIVE)),
            (215.5, lambda: self.retract(0, 0)),
            (220.4, lambda: self.anchor(30, "B7", ("K2", "A2"), 5)),
            (240.5, lambda: self.revoke("K1")),
            (245.5, lambda: self.some_words(40)),
            (250.4, lambda: self.anchor(30, "B8", ("K1 K2", "A2"), 5)),
            (260.5, lambda: self.say("B8", WITHDRAWN, effective=self.at(255))),
            (270.5, lambda: self.replace_unheard(12)),
            (280.4, lambda: self.anchor(30, "B9", ("K1 K2 K2 K2", "A2"), 5)),
            (290.5, lambda: self.some_rulings(20)),
            (300.5, lambda: self.some_words(40)),
            (310.5, lambda: self.steal("A1", self.at(35))),
            (320.5, lambda: self.change("ended", 0, self.at(279))),
        ]

    @cached_property
    def trust(self) -> TrustList:
        """The one network of the year."""
        contract = PinnedContract(address=self.chain.contract, code_hash=CODE_HASH, from_block=1)
        network = Network(
            name="antin-demo", demo=False, chain_id=1337, contracts=(contract,),
            genesis_hash=self.chain.identity().genesis_hash, block_period=5, finality=0, agree=1, max_age=3_600,
        )  # fmt: skip
        return TrustList(networks=(network,), policies=default_policies(), hosts=("antin.example.vn",),
                         grantors=default_grantors(), scopes=default_scopes())  # fmt: skip

    def key_id(self, name: str) -> bytes:
        """The id of an anchor key on chain."""
        return layout.anchor_key_id(Address(self.anchors[name].address))


def _code(paper: Paper) -> bytes:
    return code_of(parse_signed_summary(decode_bundle(paper.bundle).signed_summary).summary).encode()
