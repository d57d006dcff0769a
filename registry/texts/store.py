# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the store room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {}
