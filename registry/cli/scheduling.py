# SPDX-License-Identifier: Apache-2.0
"""How a verb ends whose act was put into the access manager's schedule instead of being done."""

from registry.cli.output import Output
from registry.errors import ScheduledError


def tell_scheduled(out: Output, scheduled: ScheduledError) -> int:
    """Say which acts wait and until when; the exit code: 0 where something was scheduled now, so that a script may
    schedule one act after another, 2 where all of it has to wait still.
    """
    for act in scheduled.acts:
        one = ScheduledError(act)
        out.say(one.text("vi"), one.text("en"))
    out.say(scheduled.remedy("vi"), scheduled.remedy("en"))
    out.document({"scheduled": [
        {"operation": act.operation, "ready_at": act.ready_at, "expires_at": act.expires_at, "new": act.new}
        for act in scheduled.acts
    ]})  # fmt: skip
    return 0 if any(act.new for act in scheduled.acts) else scheduled.exit_code
