# SPDX-License-Identifier: Apache-2.0
"""Were the keys behind a batch good when it was anchored?"""

from registry.core.history import Lapse
from registry.core.records import KeyKind
from registry.verify.checks.case import Case, key_lapse
from registry.verify.evidence import LeafEvidence


def keys_lapses(case: Case, leaves: list[LeafEvidence]) -> dict[str, Lapse]:
    """Which of ``credential`` and ``anchor`` key was not good when a batch was anchored, and why.

    ``leaves`` are one leaf's evidence in each contract, the one that anchored it first.
    """
    assert case.chain is not None
    batch = leaves[0].batch
    assert batch is not None
    at, known = batch.anchored_at, case.asked.known
    credential_keys = [contract.key for contract in case.chain.contracts]
    lapses = {
        "credential": key_lapse(credential_keys, KeyKind.CREDENTIAL, at, known),
        "anchor": key_lapse([leaf.anchor_key for leaf in leaves], KeyKind.ANCHOR, at, known),
    }
    return {key: lapse for key, lapse in lapses.items() if lapse is not None}
