# SPDX-License-Identifier: Apache-2.0
"""From edited rules to a finished trust list, and every defect of a list that somebody changed."""

from collections.abc import Sequence

from registry.core.strict_json import loads
from registry.errors import InputError, UsageError
from registry.verify.collecting import CollectingReader
from registry.verify.consistency import list_defects
from registry.verify.defaults import LATE_AFTER_DAYS
from registry.verify.sources import Rules
from registry.verify.trust import MAX_TRUST_LIST_BYTES, TrustList, read_trust_list


def build_list(rules: Rules, base: TrustList | None = None) -> bytes:
    """The one byte form of ``rules``; networks, hosts and the days of a late record come from ``base`` where
    the rules say nothing of them.

    Raises ``UsageError`` TRUST_BUILD_MISSING where networks or policies are in neither, ``InputError`` as
    ``TrustList.parse`` does.
    """
    networks = rules.networks or (base.networks if base else ())
    for member, rows in (("networks", networks), ("policies", rules.policies)):
        if not rows:
            raise UsageError("TRUST_BUILD_MISSING", member=member)
    late = (
        rules.late_after_days if base is None or rules.late_after_days is not None else base.late_after_days
    )
    data = TrustList(
        networks=networks,
        policies=rules.policies,
        hosts=rules.hosts or (base.hosts if base else ()),
        grantors=rules.grantors,
        scopes=rules.scopes,
        late_after_days=LATE_AFTER_DAYS if late is None else late,
    ).to_bytes()
    TrustList.parse(data)
    return data


def list_findings(data: bytes) -> Sequence[InputError]:
    """Every defect of a finished list, in the order of its members; none where ``TrustList.parse`` takes it."""
    try:
        TrustList.parse(data)
    except InputError as error:
        return _all_defects(data) or [error]
    return []


def _all_defects(data: bytes) -> list[InputError]:
    defects: list[InputError] = []
    try:
        reader = CollectingReader(loads(data, limit=MAX_TRUST_LIST_BYTES), "trust_list", defects)
        trust = read_trust_list(reader)
    except InputError:
        return []
    if not defects:
        lists = (trust.networks, trust.hosts, trust.grantors, trust.scopes, trust.policies)
        return list(list_defects(*lists))
    reasons = [defect.params.get("reason", defect.text()) for defect in defects]
    return [InputError("TRUST_LIST_FORMAT", reason=reason) for reason in reasons]
