# SPDX-License-Identifier: Apache-2.0
"""The authority's other acts by four eyes: its own status lane, and the standing of bodies, grants and keys.

As with orders, a proposal notes how many change records there were, so that an act that was done before a crash
is found and not done again.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import BodyRecord, ChangeKind, ChangeRecord, GrantRecord, KeyRecord, Lane
from registry.core.strict_json import loads
from registry.errors import RefusedError, StandingError
from registry.ports.proposals import ProposedContent, StoredProposal
from registry.service.act_rules import check_reason
from registry.service.authority_acts import Standing, StandingAct, perform, preview_act, set_by_authority
from registry.service.carry_out import Shown, own_since
from registry.service.change_status import Change
from registry.service.preview import Preview, preview
from registry.service.proposed_orders import AuthorityDeps, act_content, read_act
from registry.service.proposed_status import (
    MAX_DOCUMENT_BYTES,
    Named,
    proposed_status,
    read_status,
    replace_findings,
    shown_of,
    targets_of,
)

_KINDS = {
    "suspend": ChangeKind.SUSPENDED,
    "reinstate": ChangeKind.REINSTATED,
    "restore": ChangeKind.REINSTATED,
    "reduce": ChangeKind.REDUCED,
    "withdraw": ChangeKind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAct:
    """``verb`` is ``revoke`` or ``compromised``; ``key`` is what the contract keeps it under, ``since`` UTC
    seconds, 0 the block's time.
    """

    verb: str
    body: str
    key: bytes
    reason: int = 0
    since: int = 0


@dataclass(frozen=True, slots=True)
class AuthorityStatusAct:
    """Implements ``carry_out.Act``: the authority's own lane, whose newest record says whether it is done."""

    deps: AuthorityDeps

    def check(self, named: Named, change: Change, order: str) -> tuple[ProposedContent, int, Preview]:
        """As ``StatusAct.check``; ``order`` is the number of the authority's decision."""
        check_reason(change.reason, order)
        deps = self.deps.preview()
        targets, findings = targets_of(named, deps)
        shown = preview(targets, change, deps=deps, lane=Lane.AUTHORITY)
        if shown.refused:
            raise StandingError([*findings, *shown.findings])
        content = proposed_status(targets, change, lane=Lane.AUTHORITY, order=order)
        return content, len(targets), replace_findings(shown, findings)

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:  # noqa: ARG002
        """As it would be now."""
        targets, change = read_status(content)
        return shown_of(preview(targets, change, deps=self.deps.preview(), lane=Lane.AUTHORITY))

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:  # noqa: ARG002
        """Write what the chain does not say yet."""
        targets, change = read_status(content)
        order = loads(content.document, limit=MAX_DOCUMENT_BYTES)["order"]
        done = set_by_authority(
            targets, change, order, authority=self.deps.account(), deps=self.deps.preview()
        )
        return {
            "changed": [
                {"code": one.target.code, "name": one.target.name, "body": one.target.body, "block": one.block}
                for one in done
            ]
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandingActs:
    """Implements ``carry_out.Act``: bodies, grants and keys."""

    deps: AuthorityDeps

    def check(self, act: StandingAct) -> tuple[ProposedContent, Preview]:
        """Raises as ``authority_acts.preview_act``, and ``StandingError`` with what the contract would refuse."""
        shown = preview_act(act, deps=self.deps.preview())
        if shown.refused:
            raise StandingError(shown.findings)
        known = self._changes(act)
        return act_content("standing", {**asdict(act), "act": act.act.value, "known": known}), shown

    def check_key(self, act: KeyAct) -> ProposedContent:
        """Raises ``InputError`` REASON_UNKNOWN, ``RefusedError`` KEY_NOT_ON_CHAIN."""
        check_reason(act.reason, " ")
        self._key(act)
        return act_content("key", {**asdict(act), "key": act.key.hex()})

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:  # noqa: ARG002
        """What verifiers will see; of keys none is shown."""
        kind, fields = read_act(content)
        if kind == "key":
            return Shown(None)
        return shown_of(preview_act(_standing_of(fields), deps=self.deps.preview()))

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:
        """Do it, unless a try before this one did."""
        kind, fields = read_act(content)
        if kind == "key":
            return self._end_key(KeyAct(**{**fields, "key": bytes.fromhex(fields["key"])}))
        act = _standing_of(fields)
        done: dict[str, Any] = {"act": act.act.value, "body": act.body, "grant": act.grant, "block": None}
        if not self._did(act, fields["known"], own_since(proposal)):
            done["block"] = perform(act, authority=self.deps.account()).block.number
        return done

    def _end_key(self, act: KeyAct) -> dict[str, Any]:
        record = self._key(act)
        done: dict[str, Any] = {"act": f"key.{act.verb}", "body": act.body, "block": None}
        if act.verb == "revoke" and not record.revoked_at:
            receipt = self.deps.account().revoke_key(act.body, act.key, reason=act.reason)
            done["block"] = receipt.block.number
        elif act.verb == "compromised" and not _compromised(record, act.since):
            receipt = self.deps.account().set_compromised(act.body, act.key, since=act.since)
            done["block"] = receipt.block.number
        return done

    def _key(self, act: KeyAct) -> KeyRecord:
        record = KeyRecord.decode(self._slot(layout.key_slot(body_id(act.body), act.key)))
        if record is None:
            raise RefusedError("KEY_NOT_ON_CHAIN", key=act.key.hex(), body=act.body)
        return record

    def _changes(self, act: StandingAct) -> int:
        subject = body_id(act.body)
        slot = self._slot(layout.grant_slot(subject, act.grant) if act.grant else layout.body_slot(subject))
        record = GrantRecord.decode(slot) if act.grant else BodyRecord.decode(slot)
        return record.changes if record else 0

    def _did(self, act: StandingAct, known: int, since: int) -> bool:
        kind = _KINDS[act.act.value.partition(".")[2]]
        for n in range(known, self._changes(act)):
            slot = self._slot(layout.change_slot(body_id(act.body), act.grant, n))
            record = ChangeRecord.decode(slot)
            timed = record and act.effective_from in (0, record.effective_from)
            if (
                record
                and timed
                and record.recorded_at >= since
                and (record.kind, record.reason) == (int(kind), act.reason)
            ):
                return True
        return False

    def _slot(self, place: bytes) -> bytes:
        deps = self.deps.preview()
        (value,) = deps.reader.slots(deps.contract, [place], deps.reader.head())
        return value


def _compromised(record: KeyRecord, since: int) -> bool:
    """A time only moves earlier; 0 is the block's, so any time that stands already is no later."""
    return bool(record.compromised_since) and (since == 0 or record.compromised_since <= since)


def _standing_of(fields: Mapping[str, Any]) -> StandingAct:
    own = {name: value for name, value in fields.items() if name not in ("known", "act")}
    return StandingAct(act=Standing(fields["act"]), **own)
