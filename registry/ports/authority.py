# SPDX-License-Identifier: Apache-2.0
"""The authority's acts on the contract, as the command and the demo perform them."""

from typing import Protocol

from registry.core.anchor import AnchorRequest
from registry.core.records import Basis, OrderAction, State
from registry.core.types import Address
from registry.ports.chain import Receipt


class Authority(Protocol):
    """Every act waits until it is mined and is refused or done as a whole.

    ``body`` is a body's code, times are UTC seconds with 0 for the block's time, ``order`` is the number
    of the authority's decision (event only, at most 64 bytes). Raises ``RefusedError`` with the
    contract's reason, NOT_AUTHORITY for an account without the right, ACT_CANCELLED for an act that
    was scheduled and cancelled; ``ScheduledError`` for one that waits for its time: it is scheduled, and the same
    call later does it; ``PausedError`` for a permissive act while paused, ``TransientError`` when unclear.
    """

    def register_body(self, body: str, *, valid_from: int = 0, reason: int = 0, order: str = "") -> Receipt:
        """Admit a body."""

    def suspend_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on the body cannot anchor."""

    def reinstate_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's suspension."""

    def withdraw_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's registration."""

    def grant(
        self, body: str, basis: Basis, scope: str, *, grantor: int = 0, valid_from: int = 0,
        valid_until: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Give a scope to a body; returns the grant's number, from 1."""

    def suspend_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on nothing is anchored under the grant."""

    def restore_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant's suspension."""

    def withdraw_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant."""

    def reduce_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant because a narrower one takes its place, which ``grant`` gives separately."""

    def register_credential_key(self, body: str, thumbprint: bytes, *, valid_from: int = 0) -> Receipt:
        """Register a credential key by its RFC 7638 thumbprint."""

    def register_anchor_key(
        self, body: str, address: Address, signature: bytes, *, valid_from: int = 0
    ) -> Receipt:
        """Register an anchor key, which has signed ``RegisterAnchorKey`` itself."""

    def revoke_key(self, body: str, key: bytes, *, reason: int = 0) -> Receipt:
        """Revoke a key for ever; ``key`` is a thumbprint or ``layout.anchor_key_id``."""

    def set_compromised(self, body: str, key: bytes, *, since: int = 0) -> Receipt:
        """Hold a key to be compromised since a time that only moves earlier."""

    def set_status_by_authority(
        self, body: str, subject: bytes, state: State, *, reason: int = 0, effective_from: int = 0,
        order: str = "", ref: bytes = bytes(32),
    ) -> Receipt:  # fmt: skip
        """Write the next record of the authority's lane."""

    def reinstate_by_authority(
        self, body: str, subject: bytes, *, reason: int = 0, effective_from: int = 0, order: str = ""
    ) -> Receipt:
        """Write "active" as the next record of the authority's lane."""

    def lift_status(
        self, body: str, subject: bytes, n: int, state: State, *, reason: int = 0,
        effective_from: int = 0, order: str = "",
    ) -> Receipt:  # fmt: skip
        """Undo in the body's lane what a compromised key wrote there last."""

    def post_order(
        self, body: str, *, grant: int = 0, action: OrderAction, reason: int = 0, issued_from: int = 0,
        issued_until: int = 0, effective_from: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Order ``action`` over what a body (grant 0) or one of its grants anchored or issued between
        ``issued_from`` and ``issued_until`` (0: open); returns the order's number, from 0.
        """

    def retract_order(
        self, body: str, n: int, *, grant: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End order ``n`` from the block's time on, once; its history stays."""

    def anchor_retrospective(self, request: AnchorRequest, signature: bytes) -> Receipt:
        """Anchor a batch of certificates issued on paper before the body joined; ``request`` must be
        ``retrospective`` and signed by the body. Raises ``InputError`` NOT_RETROSPECTIVE.
        """

    def pause(self) -> Receipt:
        """Stop anchoring and every permissive act, as the guardian; restrictive acts go on."""

    def unpause(self) -> Receipt:
        """Let the contract run again."""

    def retire(self, successor: Address) -> Receipt:
        """End the contract's use for ever in favour of ``successor``."""

    def reach(self) -> int:
        """Seconds that may pass until a permissive act asked for now is carried out: 0 where it is done at once."""
