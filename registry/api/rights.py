# SPDX-License-Identifier: Apache-2.0
"""Who may call what: one table, and the guard in front of every writing route.

First the key, then the role, and only then anything that was asked about: a refusal never tells whether what
was asked for exists.
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from registry.api.writing_deps import WritingDeps
from registry.errors import RefusedError
from registry.ports.access import Caller, Role
from registry.service.access import authenticate
from registry.service.audit_log import log_refusal

_PREPARER = frozenset({Role.PREPARER})
_AUTHORITY = frozenset({Role.AUTHORITY})
_DECIDERS = frozenset({Role.APPROVER, Role.AUTHORITY})
_PROPOSERS = frozenset({Role.PREPARER, Role.AUTHORITY})
_PARTIES = _DECIDERS | _PROPOSERS
_ALL = frozenset(Role)

# By operation. What a body's roles see is their body's, what the authority decides on is its own.
RIGHTS: Mapping[str, frozenset[Role]] = {
    "who_am_i": _ALL,
    "propose_issue": _PREPARER,
    "propose_status": _PREPARER,
    "propose_surveillance": _PREPARER,
    "propose_attachment": _PREPARER,
    "preview_status": frozenset({Role.PREPARER, Role.APPROVER}),
    "propose_order": _AUTHORITY,
    "preview_order": _AUTHORITY,
    "propose_retraction": _AUTHORITY,
    "propose_authority_status": _AUTHORITY,
    "propose_standing": _AUTHORITY,
    "propose_key_act": _AUTHORITY,
    "list_proposals": _ALL,
    "show_proposal": _ALL,
    "show_content": _PARTIES,
    "show_preview": _PARTIES,
    "get_proposed_file": _PARTIES,
    "approve_proposal": _DECIDERS,
    "reject_proposal": _DECIDERS,
    "withdraw_proposal": _PROPOSERS,
    "read_log": frozenset({Role.AUDITOR}),
    "report_certificates": _ALL,
}

_BEARER = HTTPBearer(
    auto_error=False, scheme_name="apiKey", description="An API key: `Authorization: Bearer antin-…`."
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


class Guard:
    """Lets a request pass to ``operation`` and says who makes it.

    Raises ``RefusedError`` API_KEY_REFUSED, ROLE_REFUSED, TOO_MANY_FAILURES.
    """

    def __init__(self, deps: WritingDeps, operation: str) -> None:
        self._deps = deps
        self._operation = operation
        self._roles = RIGHTS[operation]

    def __call__(self, request: Request, response: Response, credentials: Credentials) -> Caller:
        """The caller, recognised and allowed."""
        response.headers["cache-control"] = "no-store"
        caller = self._known(_address(request), credentials)
        self._deps.limit.check(f"key:{caller.key}")
        if caller.role not in self._roles:
            error = RefusedError("ROLE_REFUSED", role=caller.role.value)
            raise refusal(self._deps, caller, "access", self._operation, error)
        return caller

    def _known(self, address: str, credentials: HTTPAuthorizationCredentials | None) -> Caller:
        limit = self._deps.limit
        limit.check(f"address:{address}")
        try:
            return authenticate(credentials.credentials if credentials else "", deps=self._deps.access)
        except RefusedError:
            limit.failed(f"address:{address}")
            raise


def refusal(deps: WritingDeps, caller: Caller, act: str, subject: str, error: RefusedError) -> RefusedError:
    """``error``, once it is counted and stands in the audit log."""
    count_refusal(deps, caller)
    log_refusal(caller, act, subject, error.code, store=deps.access.store, clock=deps.access.clock)
    return error


def count_refusal(deps: WritingDeps, caller: Caller) -> None:
    """Trying what one has no right to, or ids that one does not know, is bounded as guessing keys is."""
    deps.limit.failed(f"key:{caller.key}")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
