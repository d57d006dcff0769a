# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that certificate models and rosters raise; the words stand in modules by subject."""

from registry.texts import intake_cells, intake_fields, intake_roster, intake_rules
from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    **intake_fields.TEXTS,
    **intake_rules.TEXTS,
    **intake_roster.TEXTS,
    **intake_cells.TEXTS,
}
