# SPDX-License-Identifier: Apache-2.0
"""The page's own labels and hints; what a verdict says comes from ``registry.verify``."""

import tomllib
from functools import cache
from importlib.resources import files

from registry.api.language import Language


@cache
def words(lang: Language) -> dict[str, str]:
    """Every word in one language."""
    column = 0 if lang == "vi" else 1
    pairs = tomllib.loads(files("verifier_app").joinpath("words.toml").read_text("utf-8"))
    return {key: pair[column] for key, pair in pairs.items()}
