# SPDX-License-Identifier: Apache-2.0
"""What an auditor reads: replay, reconciliation and timelines."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {}
