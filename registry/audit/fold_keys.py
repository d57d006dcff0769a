# SPDX-License-Identifier: Apache-2.0
"""Keys and the contract itself in the fold."""

from msgspec.structs import replace

from registry.audit.rules import ZERO, change, impossible, known_body, not_later, not_paused
from registry.audit.state import KeyState, RegistryState
from registry.core.events import AuthorityUpdated, KeyChanged, KeyRegistered, Paused, Retired, Unpaused
from registry.core.records import ChangeKind, KeyKind, KeyRecord

_ANCHOR_PADDING = bytes(12)


def key_registered(state: RegistryState, event: KeyRegistered) -> None:
    """A key appears under its body, once."""
    not_paused(state, event)
    not_later(state, event, event.valid_from)
    body = known_body(state, event, event.body)
    if event.key == ZERO or event.key in body.keys:
        impossible(state, event, "exists")
    if event.kind not in set(KeyKind):
        impossible(state, event, "kind")
    if event.kind == KeyKind.ANCHOR and event.key[:12] != _ANCHOR_PADDING:
        impossible(state, event, "kind")
    record = KeyRecord(event.kind, event.valid_from, 0, 0, state.time, 1)
    body.keys[event.key] = KeyState(record, [change(state, ChangeKind.KEY_REGISTERED, 0, event.valid_from)])


def key_changed(state: RegistryState, event: KeyChanged) -> None:
    """A revocation, which is final, or a compromise, which only moves earlier."""
    key = known_body(state, event, event.body).keys.get(event.key)
    if key is None:
        impossible(state, event, "unknown")
    if event.n != key.record.changes:
        impossible(state, event, "number")
    since = event.effective_from
    not_later(state, event, since)
    if event.kind == ChangeKind.KEY_REVOKED:
        if key.record.revoked_at or since != state.time:
            impossible(state, event, "move")
        record = replace(key.record, revoked_at=since)
    elif event.kind == ChangeKind.KEY_COMPROMISED:
        if event.reason or (key.record.compromised_since and since >= key.record.compromised_since):
            impossible(state, event, "move")
        record = replace(key.record, compromised_since=since)
    else:
        impossible(state, event, "kind")
    key.record = replace(record, recorded_at=state.time, changes=event.n + 1)
    key.changes.append(change(state, event.kind, event.reason, since))


def authority_updated(state: RegistryState, event: AuthorityUpdated) -> None:
    """Which access manager admits the authority's calls; the constructor's is the first event of all."""
    state.manager = event.authority


def paused(state: RegistryState, event: Paused) -> None:
    """Anchoring and permissive acts stop."""
    if state.paused:
        impossible(state, event, "move")
    state.paused = 1


def unpaused(state: RegistryState, event: Unpaused) -> None:
    """They go on."""
    if not state.paused:
        impossible(state, event, "move")
    state.paused = 0


def retired(state: RegistryState, event: Retired) -> None:
    """No event follows."""
    state.retired_at, state.successor = state.time, event.successor
