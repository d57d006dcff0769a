# SPDX-License-Identifier: Apache-2.0
"""The rows that a new trust list starts with: the rules of Vietnam as shipped in ``registry/verify/rules``.

Data with dates and legal basis, as read on 22 November 2026, not legal advice; a row says what in it is
doubtful. Whoever operates the registry edits copies of the files and publishes a new list.
"""

from functools import cache
from importlib.resources import files

from registry.verify.pinned import Grantor
from registry.verify.policy import PolicyRow
from registry.verify.sources import Rules, SourceFile, read_sources
from registry.verify.trust import ScopeRow, TrustList

LATE_AFTER_DAYS = 7
"""Seven days stand for the five working days of practice (domain §3.2 f)."""


@cache
def packaged_sources() -> tuple[SourceFile, ...]:
    """The shipped files in the order in which they are read."""
    found = (entry for entry in files("registry.verify").joinpath("rules").iterdir() if entry.is_file())
    shipped = sorted((entry for entry in found if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(SourceFile(entry.name, entry.read_bytes()) for entry in shipped)


@cache
def packaged_rules() -> Rules:
    """The shipped rules."""
    return read_sources(packaged_sources())


@cache
def packaged_list() -> TrustList:
    """The shipped rules as a list that pins no network: for advice and explanation, never for a verdict."""
    rules = packaged_rules()
    return TrustList(
        networks=(), hosts=(), policies=rules.policies, grantors=rules.grantors, scopes=rules.scopes,
        late_after_days=LATE_AFTER_DAYS,
    )  # fmt: skip


def default_policies() -> tuple[PolicyRow, ...]:
    """Rows in the order in which they are tried: transitions first."""
    return packaged_rules().policies


def default_scopes() -> tuple[ScopeRow, ...]:
    """The catalogue; the codes are those that grants name, letter by letter."""
    return packaged_rules().scopes


def default_grantors() -> tuple[Grantor, ...]:
    """Numbers as grant records name them."""
    return packaged_rules().grantors
