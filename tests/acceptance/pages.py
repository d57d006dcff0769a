# SPDX-License-Identifier: Apache-2.0
"""Commands of a how-to page, to be run as they stand there."""

import re
from pathlib import Path


def commands(page: Path) -> str:
    """All its ``sh`` blocks as one script that ends at the first failure; what needs a terminal of its own is
    marked ``console`` there and left out.
    """
    blocks = re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return "set -euo pipefail\n" + "\n".join(blocks)
