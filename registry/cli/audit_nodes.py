# SPDX-License-Identifier: Apache-2.0
"""Whose log is believed in an audit: nodes take turns until one's log is the contract's, and who was wrong is named.

A log that breaks the contract's running hash says something about whoever gave it. Only where no node is left whose
log holds does it say something about the chain.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from registry.errors import Finding, RegistryError

if TYPE_CHECKING:
    from registry.audit.compare import Break, Examination
    from registry.chain.log_file import LogFile
    from registry.cli.output import Output


@dataclass
class Turns:
    """In which order nodes are asked next, and which are out: ``wrong`` gave a log that is not the contract's."""

    names: tuple[str, ...]
    wrong: "dict[str, Break]" = field(default_factory=dict)
    _suspects: "list[tuple[set[str], Break]]" = field(default_factory=list)
    _taken: set[tuple[str, ...]] = field(default_factory=set)

    def take(self) -> tuple[str, ...] | None:
        """An order that was not tried yet, whoever is wrong left out; ``None`` where there is none."""
        left = [name for name in self.names if name not in self.wrong]
        for start in range(len(left)):
            order = (*left[start:], *left[:start])
            if order not in self._taken:
                self._taken.add(order)
                return order
        return None

    def more(self) -> bool:
        """Whether there is one."""
        order = self.take()
        if order is not None:
            self.again(order)
        return order is not None

    def again(self, order: tuple[str, ...]) -> None:
        """The order was not what was wrong."""
        self._taken.discard(order)

    def doubt(self, givers: tuple[str, ...], broken: "Break") -> None:
        """Of those who gave a log that is broken, the last gave the block of the break. Where it is not known
        how much earlier the log went wrong, any of several may have been it.
        """
        if len(givers) == 1 or (givers and broken.exact):
            self.wrong.setdefault(givers[-1], broken)
        else:
            self._suspects.append((set(givers), broken))

    def trust(self, givers: tuple[str, ...], fell: tuple[str, ...]) -> None:
        """These gave a log that holds: a single other suspect is not one any more. But nobody is accused who ``fell``
        silent now: a liar that finds itself alone may tell the truth for once, and be the one that lied before.
        """
        for suspects, broken in self._suspects:
            others = suspects - set(givers) - set(self.wrong)
            if len(others) == 1 and not others & set(fell):
                self.wrong[others.pop()] = broken


class Heard:
    """What is said about nodes and the recording on standard error, each once; never part of the result's
    findings, which are about the chain.
    """

    def __init__(self, out: "Output") -> None:
        self._out = out
        self.warnings: list[Finding] = []

    def failed(self, name: str, error: RegistryError) -> None:
        """A node gave up, and another goes on."""
        self._warn(Finding(error.code, "warning", name, dict(error.params)))

    def wrong(self, name: str, broken: "Break") -> None:
        """A node's log is not the contract's."""
        self._warn(Finding(_worded("AUDIT_NODE_LOG", broken), "warning", name, {"block": broken.block}))

    def cut(self, path: str, broken: "Break") -> None:
        """A recording that is gone on with is not the contract's log."""
        self._warn(Finding(_worded("AUDIT_RECORDING_LOG", broken), "warning", path, {"block": broken.block}))

    def aside(self, findings: list[Finding]) -> None:
        """What would keep a longer question than this one from being answered."""
        for finding in findings:
            self._warn(replace(finding, severity="warning"))

    def _warn(self, finding: Finding) -> None:
        if (finding.code, finding.where) not in {(one.code, one.where) for one in self.warnings}:
            self.warnings.append(finding)
            self._out.findings([finding])


def longer(one: "Examination | None", other: "Examination") -> "Examination":
    """Of two broken logs the one that is the contract's for longer."""
    if one is None or one.broken is None or other.broken is None:
        return other
    return other if other.broken.block > one.broken.block else one


def cut(recording: "LogFile", broken: "Break", known: int | None) -> None:
    """Keep the pages before the break; where it may lie earlier, those before block ``known``."""
    before = broken.block if broken.exact else known or 0
    sizes = [size for end, size in recording.ends() if end.number < before]
    recording.cut(sizes[-1] if sizes else None)


def broken_finding(broken: "Break") -> Finding:
    """Where log and chain part, in words."""
    return Finding(_worded("AUDIT_LOG_BROKEN", broken), "error", "", {"block": broken.block})


def _worded(code: str, broken: "Break") -> str:
    return code if broken.exact else f"{code}_BY"
