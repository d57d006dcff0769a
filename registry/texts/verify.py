# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the verify room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {}
