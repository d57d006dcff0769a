# SPDX-License-Identifier: Apache-2.0
"""The rules of a trust list as people edit them: TOML files of acts, grantors, scopes, policies and networks.

Several files make one set of rules; rows keep the order of the files. Members are those of the finished list
(``docs/spec/trust-list.md``), with three comforts: days are TOML days, bases stand in any order, and a legal
basis names an act as ``@id``. Every defect is reported, with file, line, row and member.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from registry.errors import Finding, FindingsError, InputError
from registry.verify.catalogue import ScopeRow
from registry.verify.collecting import CollectingReader
from registry.verify.consistency import list_defects
from registry.verify.fields import Reader
from registry.verify.pinned import Grantor, Network, read_grantor, read_network
from registry.verify.policy import PolicyRow

MAX_SOURCE_BYTES = 1 << 20
_LISTS = ("acts", "grantors", "scopes", "policies", "networks")
_MEMBERS = (*_LISTS, "hosts", "late_after_days")
_ACT = re.compile(r"@([a-z0-9-]+)")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file; ``name`` is what findings call it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the files say; ``late_after_days`` is ``None`` where none of them says it."""

    grantors: tuple[Grantor, ...] = ()
    scopes: tuple[ScopeRow, ...] = ()
    policies: tuple[PolicyRow, ...] = ()
    networks: tuple[Network, ...] = ()
    hosts: tuple[str, ...] = ()
    late_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A raw row with its place, such as ``30-norms.toml, line 12, scopes[0] (QCVN 1:2022/BKHCN)``."""

    value: Any
    where: str


@dataclass
class _Parsed:
    rows: dict[str, list[_Row]] = field(default_factory=lambda: {name: [] for name in _LISTS})
    hosts: list[_Row] = field(default_factory=list)
    late: list[_Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def note(self, where: str, error: InputError) -> None:
        """A defect at a place."""
        self.findings.append(Finding(error.code, "error", where, error.params))


def read_sources(files: Sequence[SourceFile]) -> Rules:
    """Read editable rules. Raises ``FindingsError`` with every defect of every file: TRUST_SOURCE_TOML,
    TRUST_SOURCE_MEMBER, TRUST_SOURCE_ROW, TRUST_LIST_DUPLICATE, TRUST_LIST_AMBIGUOUS, TRUST_LIST_REFERENCE.
    """
    parsed = _Parsed()
    for file in files:
        _parse(file, parsed)
    acts = dict(_acts(parsed))
    rules = Rules(
        grantors=_read(parsed, "grantors", read_grantor, acts),
        scopes=_read(parsed, "scopes", ScopeRow.read, acts),
        policies=_read(parsed, "policies", PolicyRow.read, acts),
        networks=_read(parsed, "networks", read_network, acts),
        hosts=tuple(host for row in parsed.hosts for host in _hosts(row, parsed)),
        late_after_days=_late(parsed),
    )
    if not parsed.findings:
        for defect in list_defects(rules.networks, rules.hosts, rules.grantors, rules.scopes, rules.policies):
            parsed.note(", ".join(file.name for file in files), defect)
    if parsed.findings:
        raise FindingsError(parsed.findings)
    return rules


def _parse(file: SourceFile, parsed: _Parsed) -> None:
    try:
        text = file.data.decode("utf-8")
        document = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        parsed.note(file.name, InputError("TRUST_SOURCE_TOML", reason=str(error)))
        return
    for name, value in document.items():
        if name not in _MEMBERS:
            parsed.note(file.name, InputError("TRUST_SOURCE_MEMBER", member=name, known=", ".join(_MEMBERS)))
        elif name == "hosts":
            parsed.hosts.append(_Row(value, f"{file.name}, hosts"))
        elif name == "late_after_days":
            parsed.late.append(_Row(value, f"{file.name}, late_after_days"))
        else:
            parsed.rows[name].extend(_rows(file.name, name, value, text, parsed))


def _rows(file: str, name: str, value: Any, text: str, parsed: _Parsed) -> Iterator[_Row]:
    if not isinstance(value, list):
        parsed.note(file, InputError("TRUST_SOURCE_ROW", reason=f"{name} is not a list of rows"))
        return
    lines = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip().startswith(f"[[{name}]]")
    ]
    for position, row in enumerate(value):
        line = f", line {lines[position]}" if len(lines) == len(value) else ""
        yield _Row(row, f"{file}{line}, {name}[{position}]{_label(row)}")


def _label(row: Any) -> str:
    names = [row.get(name) for name in ("code", "id", "number", "name")] if isinstance(row, dict) else []
    shown = next((name for name in names if isinstance(name, (str, int))), None)
    return "" if shown is None else f" ({shown})"


def _acts(parsed: _Parsed) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for row in parsed.rows["acts"]:
        defects: list[InputError] = []
        reader = CollectingReader(_plain(row.value), "", defects)
        act, text = reader.text("id", 64), reader.text("text", 280)
        reader.in_order("since", reader.optional_day("since"), "until", reader.optional_day("until"))
        reader.finish()
        if act in seen:
            defects.append(InputError("TRUST_LIST_DUPLICATE", member="acts", value=act))
        _note_all(parsed, row, defects)
        seen.add(act)
        yield act, text


def _read(parsed: _Parsed, name: str, read: Callable[[Reader], T], acts: Mapping[str, str]) -> tuple[T, ...]:
    return tuple(_one(parsed, row, read, acts) for row in parsed.rows[name])


def _one(parsed: _Parsed, row: _Row, read: Callable[[Reader], T], acts: Mapping[str, str]) -> T:
    defects: list[InputError] = []
    value = _with_acts(_plain(row.value), acts, defects)
    if isinstance(value, dict):
        value = _with_defaults(value)
    item = read(CollectingReader(value, "", defects))
    _note_all(parsed, row, defects)
    return item


def _note_all(parsed: _Parsed, row: _Row, defects: Sequence[InputError]) -> None:
    for defect in defects:
        parsed.note(row.where, _of_row(defect))


def _of_row(defect: InputError) -> InputError:
    """The readers speak of bundles and lists, and begin with a path that the row's place already tells."""
    if "reason" not in defect.params:
        return defect
    return InputError("TRUST_SOURCE_ROW", reason=str(defect.params["reason"]).removeprefix(".").strip())


def _with_defaults(value: dict[str, Any]) -> dict[str, Any]:
    """What may be left out in a source and must stand in a list."""
    defaults: dict[str, Any] = {}
    if "code" in value:
        defaults = {"aliases": []}
    elif "any_of" in value:
        defaults = {"earlier_rules": False}
    sets = value.get("any_of")
    if isinstance(sets, list):
        value = value | {"any_of": [_sorted(names) for names in sets]}
    return defaults | value


def _sorted(names: Any) -> Any:
    plain = isinstance(names, list) and all(isinstance(name, str) for name in names)
    return sorted(names) if plain else names


def _with_acts(value: Any, acts: Mapping[str, str], defects: list[InputError]) -> Any:
    if isinstance(value, list):
        return [_with_acts(item, acts, defects) for item in value]
    if not isinstance(value, dict):
        return value
    named = value.get("legal_basis")
    resolved = {
        name: _with_acts(item, acts, defects) for name, item in value.items() if name != "legal_basis"
    }
    if isinstance(named, list):
        named = [_act(text, acts, defects) if isinstance(text, str) else text for text in named]
    return resolved if "legal_basis" not in value else resolved | {"legal_basis": named}


def _act(text: str, acts: Mapping[str, str], defects: list[InputError]) -> str:
    found = _ACT.match(text)
    if found is None:
        return text
    if found[1] not in acts:
        defects.append(
            InputError("TRUST_SOURCE_ROW", reason=f"legal_basis names no act of the sources: {text}")
        )
    return acts.get(found[1], "?") + text[found.end() :]


def _plain(value: Any) -> Any:
    """TOML's days as texts; its other times stay, and are refused as no text."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def _hosts(row: _Row, parsed: _Parsed) -> tuple[str, ...]:
    defects: list[InputError] = []
    reader = CollectingReader({"hosts": row.value}, "", defects)
    hosts = reader.texts("hosts", 0, 64)
    if any(host != host.lower() for host in hosts):
        reader.refuse("hosts", "must be in lower case")
    _note_all(parsed, row, defects)
    return hosts


def _late(parsed: _Parsed) -> int | None:
    found: int | None = None
    for row in parsed.late:
        defects: list[InputError] = []
        value = CollectingReader({"late_after_days": row.value}, "", defects).number("late_after_days", 3_660)
        if found is not None:
            defects.append(InputError("TRUST_LIST_DUPLICATE", member="late_after_days", value=value))
        _note_all(parsed, row, defects)
        found = value
    return found
