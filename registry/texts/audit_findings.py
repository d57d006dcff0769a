# SPDX-License-Identifier: Apache-2.0
"""What an audit finds, in words."""

from registry.texts.model import Text

FINDINGS: dict[str, Text] = {}
