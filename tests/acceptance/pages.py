# SPDX-License-Identifier: Apache-2.0
"""Commands of a how-to page, to be run as they stand there."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

_ANTIN = re.compile(r"^antin (.+) >>(\S+)$", re.MULTILINE)


def commands(page: Path) -> str:
    """All its ``sh`` blocks as one script that ends at the first failure; what needs a terminal of its own is
    marked ``console`` there and left out.
    """
    blocks = re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return "set -euo pipefail\n" + "\n".join(blocks)


def antin_called(script: str, call: Callable[[list[str]], str], folder: Path) -> str:
    """The script with every ``antin … >>FILE`` done by ``call``, which saves the start of a process each; what it
    said is appended where the command stood.
    """

    def said(found: re.Match[str]) -> str:
        answer = folder / f"antin-{found.start()}"
        answer.write_text(call(shlex.split(found[1])), encoding="utf-8")
        return f"cat {shlex.quote(str(answer))} >>{found[2]}"

    return _ANTIN.sub(said, script)
