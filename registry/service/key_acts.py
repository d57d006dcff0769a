# SPDX-License-Identifier: Apache-2.0
"""What a body does about its own keys without asking anybody: revoke one for ever, or report it as compromised.

Signed by a good anchor key of the body, stored, and sent by the steps of anchoring. Asking again for what is done or
under way is harmless.
"""

from registry.errors import RefusedError
from registry.ports.chain import check_chain
from registry.ports.store_rows import Phase, RequestKind, StoredBodyRequest
from registry.service.act_rules import check_reason
from registry.service.change_status import REQUEST_SECONDS
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.request_errand import load_request, signed_request


def revoke_own_key(body: str, key: bytes, reason: int, *, deps: AnchorDeps) -> StoredBodyRequest:
    """Revoke ``key`` (a thumbprint or ``layout.anchor_key_id``) from the block's time on, for ever.

    Raises ``InputError`` REASON_UNKNOWN, ``RefusedError`` with the contract's reason (KEY_UNKNOWN,
    KEY_REVOKED_ALREADY, KEY_NOT_GOOD …): then nothing was stored; ``TransientError`` as ``anchor``.
    """
    check_reason(reason, "–")
    return _ask(RequestKind.REVOKE_OWN_KEY, body, key, reason, deps)


def report_compromise(body: str, key: bytes, *, deps: AnchorDeps) -> StoredBodyRequest:
    """Report ``key`` as compromised from the block's time on: what it signs from then counts for nothing. An
    earlier time is for the authority to set. Raises as ``revoke_own_key``.
    """
    return _ask(RequestKind.REPORT_COMPROMISE, body, key, 0, deps)


def _ask(kind: RequestKind, body: str, key: bytes, reason: int, deps: AnchorDeps) -> StoredBodyRequest:
    check_chain(deps.reader, deps.chain)
    with deps.store.reading() as work:
        known = work.requests.asked(kind, body, key, 0)
        entered = work.bodies.get(body)
    if entered is None:
        raise RefusedError("BODY_NOT_HERE", body=body)
    if known is None:
        now = max(deps.clock.now(), deps.reader.head().timestamp)
        wish = StoredBodyRequest(
            key=0, phase=Phase.SEALED, kind=kind, body=body, subject=key, detail=reason,
            deadline=now + REQUEST_SECONDS, signature=b"", created_at=now,
        )  # fmt: skip
        known = _store(signed_request(wish, deps), deps)
    return drive(load_request(known.key, deps), deps).request


def _store(request: StoredBodyRequest, deps: AnchorDeps) -> StoredBodyRequest:
    with deps.store.writing() as work:
        key = work.requests.add(request)
        work.commit()
    if key is None:  # another process asked for the same meanwhile
        with deps.store.reading() as work:
            found = work.requests.asked(request.kind, request.body, request.subject, request.n)
        if found is None:
            raise RefusedError("STATUS_PENDING")
        return found
    return load_request(key, deps).request
