# SPDX-License-Identifier: Apache-2.0
"""``ports.authority.Authority`` over JSON-RPC: the authority's own account performs each act, or schedules it."""

from collections.abc import Mapping
from typing import Any, cast

from registry.chain.calls import encode_call, retrospective_call
from registry.chain.hexadecimal import data, read_data
from registry.chain.schedule import WAITS, Scheduler
from registry.chain.sender import Sender
from registry.core.anchor import AnchorRequest
from registry.core.hashing import body_id, keccak256, scope_hash
from registry.core.records import Basis, OrderAction, State
from registry.core.types import Address
from registry.errors import EvidenceError, PausedError, RefusedError
from registry.ports.chain import Receipt, SignedTransaction

GRANT_GIVEN = keccak256(b"GrantGiven(bytes32,uint16,uint8,uint16,bytes32,uint40,uint40,string)")
ORDER_POSTED = keccak256(b"OrderPosted(bytes32,uint16,uint16,uint8,uint8,uint40,uint40,uint40,string)")
_WORD = 32


class AuthorityActs:
    """Acts of one account on one contract. Where the account's role has a delay, an act is scheduled and
    ``ScheduledError`` says until when it waits; the same act again carries it out once its time has come. ``first`` is
    a block before which nothing was scheduled.
    """

    def __init__(self, sender: Sender, contract: Address, *, first: int = 0) -> None:
        self._sender = sender
        self._contract = contract
        self._schedule = Scheduler(sender, contract, first=first)

    @property
    def address(self) -> Address:
        """The authority's account."""
        return self._sender.address

    def register_body(self, body: str, *, valid_from: int = 0, reason: int = 0, order: str = "") -> Receipt:
        """Admit a body."""
        return self._act("registerBody", body, valid_from, reason, order)

    def suspend_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on the body cannot anchor."""
        return self._act("suspendBody", body, effective_from, reason, order)

    def reinstate_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's suspension."""
        return self._act("reinstateBody", body, effective_from, reason, order)

    def withdraw_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's registration."""
        return self._act("withdrawBody", body, effective_from, reason, order)

    def grant(
        self, body: str, basis: Basis, scope: str, *, grantor: int = 0, valid_from: int = 0,
        valid_until: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Give a scope to a body; returns the grant's number, from 1."""
        interval = (valid_from, valid_until)
        arguments = (body_id(body), int(basis), grantor, scope_hash(scope), *interval, order)
        log = self._logged(encode_call("grant", *arguments), body, GRANT_GIVEN)
        return int.from_bytes(read_data(log["topics"][2], "grant number", size=_WORD), "big")

    def suspend_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on nothing is anchored under the grant."""
        return self._act("suspendGrant", body, grant, effective_from, reason, order)

    def restore_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant's suspension."""
        return self._act("restoreGrant", body, grant, effective_from, reason, order)

    def withdraw_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant."""
        return self._act("withdrawGrant", body, grant, effective_from, reason, order)

    def reduce_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant because a narrower one takes its place."""
        return self._act("reduceGrant", body, grant, effective_from, reason, order)

    def register_credential_key(self, body: str, thumbprint: bytes, *, valid_from: int = 0) -> Receipt:
        """Register a credential key by its RFC 7638 thumbprint."""
        return self._act("registerCredentialKey", body, thumbprint, valid_from)

    def register_anchor_key(
        self, body: str, address: Address, signature: bytes, *, valid_from: int = 0
    ) -> Receipt:
        """Register an anchor key, which has signed ``RegisterAnchorKey`` itself."""
        return self._act("registerAnchorKey", body, address, valid_from, signature)

    def revoke_key(self, body: str, key: bytes, *, reason: int = 0) -> Receipt:
        """Revoke a key for ever; ``key`` is a thumbprint or ``layout.anchor_key_id``."""
        return self._act("revokeKey", body, key, reason)

    def set_compromised(self, body: str, key: bytes, *, since: int = 0) -> Receipt:
        """Hold a key to be compromised since a time that only moves earlier."""
        return self._act("setCompromised", body, key, since)

    def set_status_by_authority(
        self, body: str, subject: bytes, state: State, *, reason: int = 0, effective_from: int = 0,
        order: str = "", ref: bytes = bytes(32),
    ) -> Receipt:  # fmt: skip
        """Write the next record of the authority's lane."""
        arguments = (subject, int(state), reason, effective_from, order, ref)
        return self._act("setStatusByAuthority", body, *arguments)

    def reinstate_by_authority(
        self, body: str, subject: bytes, *, reason: int = 0, effective_from: int = 0, order: str = ""
    ) -> Receipt:
        """Write "active" as the next record of the authority's lane."""
        return self._act("reinstateByAuthority", body, subject, reason, effective_from, order)

    def lift_status(
        self, body: str, subject: bytes, n: int, state: State, *, reason: int = 0,
        effective_from: int = 0, order: str = "",
    ) -> Receipt:  # fmt: skip
        """Undo in the body's lane what a compromised key wrote there last."""
        arguments = (subject, n, int(state), reason, effective_from, order)
        return self._act("liftStatus", body, *arguments)

    def post_order(
        self, body: str, *, grant: int = 0, action: OrderAction, reason: int = 0, issued_from: int = 0,
        issued_until: int = 0, effective_from: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Post an order over a body (grant 0) or a grant; returns its number, from 0."""
        times = (issued_from, issued_until, effective_from)
        call = encode_call("postOrder", body_id(body), grant, int(action), reason, *times, order)
        log = self._logged(call, body, ORDER_POSTED)
        content = read_data(log.get("data"), "order")
        if len(content) < _WORD:
            raise EvidenceError("CHAIN_ANSWER", self._sender.rpc.endpoint, reason="no number in the event")
        return int.from_bytes(content[:_WORD], "big")

    def retract_order(
        self, body: str, n: int, *, grant: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End order ``n`` from the block's time on, once."""
        return self._act("retractOrder", body, grant, n, reason, order)

    def anchor_retrospective(self, request: AnchorRequest, signature: bytes) -> Receipt:
        """Anchor a batch of certificates issued on paper before the body joined."""
        call = retrospective_call(request, signature)
        return self._send(call, request.body)[0]

    def pause(self) -> Receipt:
        """Stop anchoring and every permissive act."""
        try:
            return self._sender.send(self._contract, encode_call("pause"))[0]
        except PausedError as error:
            raise RefusedError("CONTRACT_PAUSED_ALREADY") from error

    def unpause(self) -> Receipt:
        """Let the contract run again."""
        return self._send(encode_call("unpause"))[0]

    def retire(self, successor: Address) -> Receipt:
        """End the contract's use for ever in favour of ``successor``."""
        return self._sender.send(self._contract, encode_call("retire", successor))[0]

    def reach(self) -> int:
        """How long a permissive act may wait until it is carried out."""
        delay = self._schedule.delay_of(self.address, "anchorRetrospective")
        return delay + self._schedule.expiration if delay else 0

    def _send(self, call: bytes, body: str = "") -> tuple[Receipt, SignedTransaction]:
        try:
            return self._sender.send(self._contract, call, body=body)
        except RefusedError as error:
            if error.code not in WAITS:
                raise
            raise self._schedule.instead(call, error.code) from error

    def _act(self, function: str, body: str, *arguments: Any) -> Receipt:
        call = encode_call(function, body_id(body), *arguments)
        return self._send(call, body)[0]

    def _logged(self, call: bytes, body: str, event: bytes) -> Mapping[str, Any]:
        """Send and take the one log of ``event`` about the body out of the very receipt. The contract numbers such
        acts and takes each again, so none is sent while another may be on its way.
        """
        self._sender.refuse_while_waiting()
        _, transaction = self._send(call, body)
        receipt = self._sender.raw_receipt(transaction.hash) or {}
        wanted = [data(event), data(body_id(body))]
        logs = [log for log in receipt.get("logs", []) if self._is_ours(log)]
        found = [log for log in logs if len(log.get("topics", [])) == 3 and log["topics"][:2] == wanted]
        if len(found) != 1:
            raise EvidenceError("CHAIN_ANSWER", self._sender.rpc.endpoint, reason="no event of the act")
        return cast(Mapping[str, Any], found[0])

    def _is_ours(self, log: Mapping[str, Any]) -> bool:
        return str(log.get("address", "")).lower() == data(self._contract)
