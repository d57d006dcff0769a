# SPDX-License-Identifier: Apache-2.0
"""Starts the demo. Its imports take seconds, in which Ctrl-C is to end it in a sentence as well."""

import sys


def start() -> int:
    """Run the demo; its exit code, or 130 after Ctrl-C."""
    try:
        from registry.demo.run import main  # noqa: PLC0415 -- within the reach of the except

        return main()
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng; chạy lại thì làm tiếp / Stopped; run again to go on\n")
        return 130


if __name__ == "__main__":
    sys.exit(start())
