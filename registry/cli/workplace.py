# SPDX-License-Identifier: Apache-2.0
"""The registry that a verb works on, from options and environment."""

from pathlib import Path
from typing import TYPE_CHECKING

from registry.bootstrap import Workplace
from registry.config import load_settings

if TYPE_CHECKING:
    from registry.verify.trust import TrustList


def open_workplace(home: Path | None = None, trust_list: Path | None = None) -> Workplace:
    """Settings with the command's options first; nothing is opened yet."""
    return Workplace(load_settings(home=home, trust_list=trust_list))


def open_rules(home: Path | None = None, trust_list: Path | None = None) -> "tuple[TrustList, bytes | None]":
    """The trust list of this place with its bytes; where there is none, the shipped rules without networks.

    For advice and explanation only: a verdict needs a pinned list. Raises ``InputError`` TRUST_LIST_*, and
    ``UsageError`` TRUST_LIST_MISSING for a file that was asked for by name.
    """
    from registry.verify.defaults import packaged_list

    place = open_workplace(home, trust_list)
    if place.held_list is not None:
        return place.trust, place.trust.to_bytes()
    path = place.settings.trust_list or place.home.trust_list
    if place.settings.trust_list is None and not path.exists():
        return packaged_list(), None
    return place.trust, path.read_bytes()
