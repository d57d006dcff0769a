# SPDX-License-Identifier: Apache-2.0
"""Which models a certificate covers, and whether one of them is meant (domain §1.1)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from registry.core.summary import CertificateSummary

_BETWEEN = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212\uff0d]+")
# The summary's text is bounded: ``A, B, +7`` counts the models that did not fit (registry.core.credential).
_SEPARATOR = ", "
_LEFT_OUT = re.compile(r"\+\d+\Z")


class Models(NamedTuple):
    """``names`` in the certificate's order; not ``complete`` where only the summary's cut text is at hand."""

    names: tuple[str, ...]
    complete: bool = True

    def cover(self, model: str) -> bool:
        """Whether ``model`` is one of them, regardless of case, spaces and hyphens."""
        wanted = fold_model(model)
        return any(fold_model(name) == wanted for name in (*self.names, _SEPARATOR.join(self.names)))

    def same_as(self, other: "Models") -> bool:
        """Whether both surely cover the same."""
        folded = [{fold_model(name) for name in models.names} for models in (self, other)]
        return self.complete and other.complete and folded[0] == folded[1]

    def without(self, other: "Models") -> tuple[str, ...]:
        """Those that ``other`` does not name."""
        return tuple(name for name in self.names if not other.cover(name))


def models_of(summary: CertificateSummary, details: Mapping[str, Any]) -> Models:
    """The credential's list where ``details`` (``public_facts``) has one, else the summary's text."""
    listed = [model for product in details.get("products", ()) for model in product["models"]]
    if listed:
        return Models(tuple(dict.fromkeys(listed)))
    if summary.model is None:
        return Models(())
    if summary.kind != "conformity":
        return Models((summary.model,))
    names = tuple(summary.model.split(_SEPARATOR))
    return Models(names[:-1], complete=False) if _LEFT_OUT.match(names[-1]) else Models(names)


def fold_model(text: str) -> str:
    """The form under which models are compared: NFC, no case, no spaces, no hyphens."""
    return _BETWEEN.sub("", unicodedata.normalize("NFC", text)).casefold()
