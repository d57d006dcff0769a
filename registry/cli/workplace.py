# SPDX-License-Identifier: Apache-2.0
"""The registry that a verb works on, from options and environment."""

from pathlib import Path

from registry.bootstrap import Workplace
from registry.config import load_settings


def open_workplace(home: Path | None = None, trust_list: Path | None = None) -> Workplace:
    """Settings with the command's options first; nothing is opened yet."""
    return Workplace(load_settings(home=home, trust_list=trust_list))
