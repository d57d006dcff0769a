# SPDX-License-Identifier: Apache-2.0
"""Whether a body may issue at all: in the store, on chain, and with good keys."""

from collections.abc import Iterator

from registry.core.records import KeyKind, KeyRecord
from registry.errors import Finding
from registry.service.standing import Standing, is_active
from registry.verify.values import day_of


def check_issuer(body: str, standing: Standing, now: int) -> list[Finding]:
    """Findings: BODY_UNKNOWN, BODY_NOT_ACTIVE, KEY_NOT_REGISTERED, KEY_NOT_YET_VALID, KEY_EXPIRED,
    KEY_COMPROMISED, each for the credential key and for the anchor key.
    """
    if standing.body is None:
        return [Finding("BODY_UNKNOWN", "error", "", {"body": body})]
    found = []
    if not is_active(standing.body, now):
        found.append(Finding("BODY_NOT_ACTIVE", "error", "", {"body": body}))
    found += _key("credential", KeyKind.CREDENTIAL, standing.credential_key, body, now)
    found += _key("anchor", KeyKind.ANCHOR, standing.anchor_key, body, now)
    return found


def _key(role: str, kind: KeyKind, record: KeyRecord | None, body: str, now: int) -> Iterator[Finding]:
    params: dict[str, object] = {"role": role, "body": body}
    if record is None or record.kind != kind:
        yield Finding("KEY_NOT_REGISTERED", "error", role, params)
        return
    if record.valid_from > now:
        yield Finding("KEY_NOT_YET_VALID", "error", role, {**params, "since": _day(record.valid_from)})
    if record.revoked_at:
        yield Finding("KEY_EXPIRED", "error", role, {**params, "until": _day(record.revoked_at)})
    if record.compromised_since:
        yield Finding("KEY_COMPROMISED", "error", role, {**params, "since": _day(record.compromised_since)})


def _day(instant: int) -> str:
    return f"{day_of(instant):%d/%m/%Y}"
