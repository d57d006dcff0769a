# SPDX-License-Identifier: Apache-2.0
"""What the rows of a trust list owe each other: nothing twice, no name with two meanings, no dead reference."""

from collections.abc import Hashable, Iterator, Sequence

from registry.errors import InputError
from registry.verify.catalogue import ScopeRow
from registry.verify.pinned import Grantor, Network
from registry.verify.policy import PolicyRow


def list_defects(
    networks: Sequence[Network], hosts: Sequence[str], grantors: Sequence[Grantor], scopes: Sequence[ScopeRow],
    policies: Sequence[PolicyRow],
) -> Iterator[InputError]:  # fmt: skip
    """TRUST_LIST_DUPLICATE, TRUST_LIST_AMBIGUOUS, TRUST_LIST_REFERENCE, each naming the row."""
    lists: dict[str, Sequence[Hashable]] = {
        "networks": [network.name for network in networks],
        "contracts": [(n.chain_id, n.genesis_hash, c.address) for n in networks for c in n.contracts],
        # One node listed twice would agree with itself.
        "endpoints": [(network.name, url) for network in networks for url in network.endpoints],
        "hosts": hosts,
        "grantors": [grantor.number for grantor in grantors],
        "policies": [row.id for row in policies],
    }
    for name, values in lists.items():
        yield from _repeated(name, values)
    yield from scope_defects(scopes)


def scope_defects(rows: Sequence[ScopeRow]) -> Iterator[InputError]:
    """Two rows of one name; a norm that the catalogue does not have."""
    owner: dict[str, str] = {}
    for row in rows:
        for name in sorted(row.names):
            if name in owner:
                yield InputError("TRUST_LIST_AMBIGUOUS", name=name, first=owner[name], second=row.code)
            owner.setdefault(name, row.code)
    norms = {row.code: row for row in rows if row.kind == "norm"}
    for row in rows:
        yield from _dead_references(row, norms)


def _dead_references(row: ScopeRow, norms: dict[str, ScopeRow]) -> Iterator[InputError]:
    for member in ("amends", "replaced_by"):
        code: str | None = getattr(row, member)
        if code is not None and (code not in norms or code == row.code):
            yield InputError("TRUST_LIST_REFERENCE", row=row.code, member=member, code=code)
    base = norms.get(row.amends or "")
    if base is not None and base.amends is not None:
        # What a grant covers is told by one step: of a chain nobody could say at a glance where it ends.
        yield InputError("TRUST_LIST_REFERENCE", row=row.code, member="amends", code=base.code)


def _repeated(name: str, values: Sequence[Hashable]) -> Iterator[InputError]:
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            shown = value if isinstance(value, (str, int)) else "…"
            yield InputError("TRUST_LIST_DUPLICATE", member=name, value=shown)
        seen.add(value)
