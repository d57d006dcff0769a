# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the dcc room raises."""

from registry.texts import dcc_content, dcc_file
from registry.texts.model import Text

TEXTS: dict[str, Text] = {**dcc_file.TEXTS, **dcc_content.TEXTS}
