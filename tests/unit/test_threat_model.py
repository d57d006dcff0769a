# SPDX-License-Identifier: Apache-2.0
"""Every test that the threat model names is there."""

import re

from tests.support import ROOT

_NAMED = re.compile(
    r"`((?:unit|acceptance|integration|faults|property|external|reference|ports|contracts|…)[^`]*)`"
)


def test_every_named_test_exists() -> None:
    names = _NAMED.findall((ROOT / "docs" / "threat-model.md").read_text("utf-8"))
    missing, file = [], ""
    for name in names:
        named, _, test = name.partition("::")
        file = file if named == "…" else named
        path = ROOT / file if file.startswith("contracts") else ROOT / "tests" / file
        if not path.is_file() or (test and f"def {test}(" not in path.read_text("utf-8")):
            missing.append(name)
    assert len(names) > 80
    assert missing == []
