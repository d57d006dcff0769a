# SPDX-License-Identifier: Apache-2.0
"""Bounds of roster files: what is larger is refused before it is read, or while it is."""

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""All parts of a workbook together, counted while unpacking: the sizes that a ZIP states may be lies."""
MAX_PARTS = 500
MAX_ROWS = 100_000
MAX_COLUMNS = 256
MAX_CELLS = 2_000_000
"""Of one sheet, as a rectangle: a reader allocates the whole range between its corners."""
MAX_TEXT_CHARS = 64 * 1024 * 1024
"""Shared text, counted at each use: one long text used by every cell is a bomb too."""
MAX_CERTIFICATES = 100_000
MAX_SERIALS_BYTES = 64 * 1024 * 1024
