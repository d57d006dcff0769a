# SPDX-License-Identifier: Apache-2.0
"""A recording that is judged (``--log``): what of it can be, what cannot, and how far the chain is beyond it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from registry.errors import EvidenceError, Finding

if TYPE_CHECKING:
    from registry.cli.output import Output
    from registry.core.types import Address
    from registry.ports.chain import ChainIdentity


@dataclass(frozen=True)
class Beyond:
    """What the chain has and the recording, which ends with block ``last``, does not; ``head`` is the newest."""

    last: int
    head: int
    events: int


def beyond(last: int, head: int, events: int, out: "Output") -> Beyond | None:
    """Said on standard error as well; ``None`` where the recording goes to the newest block."""
    if last >= head:
        return None
    out.note(
        f"Bản ghi kết thúc ở khối {last}; chuỗi đã đến khối {head}: còn {head - last} khối với {events} sự kiện "
        "không có trong bản ghi",
        f"The recording ends with block {last}; the chain is at block {head}: {head - last} later blocks with "
        f"{events} events are not in it",
    )
    return Beyond(last, head, events)


class Judged:
    """A recording of this contract. ``last`` is the block up to which it says that it is complete; ``faults`` are
    lines that contradict the lines above them.

    Raises ``EvidenceError`` AUDIT_LOG_FOREIGN, AUDIT_RECORDING_NO_END; ``InputError`` AUDIT_LOG_FORMAT.
    """

    def __init__(self, path: Path, chain: "ChainIdentity", contract: "Address") -> None:
        from registry.chain.log_file import LogFile
        from registry.chain.log_survey import survey

        self.log = LogFile(path)
        self.log.check(chain, contract)
        self._found = survey(self.log)
        if self._found.last is None:
            raise EvidenceError("AUDIT_RECORDING_NO_END", str(path), events=self._found.events)
        self.last: int = self._found.last
        self.faults = [self._found.fault] if self._found.fault else []

    def unjudged(self, head: int) -> list[Finding]:
        """What stands in it and cannot be judged while ``head`` is the newest block."""
        found, path, last = self._found, str(self.log.path), self.last
        findings = []
        if found.cut is not None:
            where = f"{path}:{found.cut}"
            findings.append(
                Finding("AUDIT_RECORDING_CUT", "error", where, {"end": last, "events": found.events})
            )
        elif found.events:
            findings.append(
                Finding("AUDIT_RECORDING_OPEN", "error", path, {"end": last, "events": found.events})
            )
        if last > head:
            findings.append(Finding("AUDIT_RECORDING_AHEAD", "error", path, {"end": last, "head": head}))
        return findings
