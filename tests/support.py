# SPDX-License-Identifier: Apache-2.0
"""What many tests share: the folder of published samples, and skips that name the remedy."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANTIN_SHARED", ROOT.parent / "shared")).resolve()


def shared(path: str) -> Path:
    """A file or folder below ``$ANTIN_SHARED/data``; skips the test with the remedy where it is absent."""
    target = SHARED / "data" / path
    if not target.exists():
        pytest.skip(f"needs published samples: set ANTIN_SHARED to the folder that holds data/{path}")
    return target
