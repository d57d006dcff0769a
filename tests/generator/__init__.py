# SPDX-License-Identifier: Apache-2.0
"""Writes tests/vectors: from a few good values every stage's form of them, and many bad ones.

Expectations come from slow twins or from how a value was broken, not from the code under test alone. Keys and
signatures are deterministic, so that the same program writes the same bytes.
"""

import json
from collections.abc import Callable
from typing import Any

from tests.generator import (
    anchors,
    bundles,
    codes,
    credentials,
    merkle,
    qr_texts,
    records,
    status_lists,
    summaries,
)

STAGES: dict[str, Callable[[], Any]] = {
    "summary/summaries.json": summaries.summary_vectors,
    "summary/signed_summaries.json": summaries.signed_summary_vectors,
    "code/codes.json": codes.vectors,
    "merkle/inclusion.json": merkle.inclusion_vectors,
    "merkle/trees.json": merkle.tree_vectors,
    "anchor/requests.json": anchors.vectors,
    "records/slots.json": records.vectors,
    "credential/credentials.json": credentials.vectors,
    "credential/context.json": credentials.context,
    "bundle/bundles.json": bundles.vectors,
    "qr/texts.json": qr_texts.vectors,
    "status_list/lists.json": status_lists.vectors,
}


def files() -> dict[str, str]:
    """Path below tests/vectors to the file's text."""
    return {path: json.dumps(make(), ensure_ascii=False, indent=1) + "\n" for path, make in STAGES.items()}
