# SPDX-License-Identifier: Apache-2.0
"""The verifier: a thing in hand and some evidence in, a report with a verdict out (protocol §6).

Needs no chain library, no database and no web framework. Names load when they are first used, so that
importing the room costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from registry.verify.facts import Evidence, Facts
    from registry.verify.outcomes import Outcome, OutcomeWords
    from registry.verify.question import Question
    from registry.verify.report import Report
    from registry.verify.results import CheckResult, Note, Status, Verdict
    from registry.verify.run import verify
    from registry.verify.successor import Newer
    from registry.verify.things import Thing, recognise, recognise_picture
    from registry.verify.trust import ListOrigin, Network, PinnedContract, TrustList

_HOMES = {
    "facts": ("Evidence", "Facts"),
    "outcomes": ("Outcome", "OutcomeWords"),
    "question": ("Question",),
    "report": ("Report",),
    "results": ("CheckResult", "Note", "Status", "Verdict"),
    "run": ("verify",),
    "successor": ("Newer",),
    "things": ("Thing", "recognise", "recognise_picture"),
    "trust": ("ListOrigin", "Network", "PinnedContract", "TrustList"),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CheckResult", "Evidence", "Facts", "ListOrigin", "Network", "Newer", "Note", "Outcome", "OutcomeWords",
    "PinnedContract", "Question", "Report", "Status", "Thing", "TrustList", "Verdict", "recognise",
    "recognise_picture", "verify",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
