# SPDX-License-Identifier: Apache-2.0
"""One family of errors with stable codes.

Whether trying again can help is a class (``TransientError``), never a match on a message. Each class
carries the exit code of the console command (protocol §8). The words, Vietnamese and English, live in
``registry.texts`` under the error's code, so that a code is never shown without its remedy.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Literal

from msgspec import Struct, field

from registry.texts import render

Severity = Literal["error", "warning"]


class RegistryError(Exception):
    """Root of the family.

    ``code`` is stable and never renamed; ``where`` names file, line, cell or field; ``params`` fill the
    text of the code.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, /, where: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.params = params

    def text(self, lang: str = "en") -> str:
        """What happened, in ``vi`` or ``en``, with the place in front."""
        message = render(self.code, lang, self.params).message
        return f"{self.where}: {message}" if self.where else message

    def remedy(self, lang: str = "en") -> str:
        """What to do about it; may be empty."""
        return render(self.code, lang, self.params).remedy

    def __str__(self) -> str:
        return f"{self.text()} [{self.code}]"


class PermanentError(RegistryError):
    """The same call will fail again."""


class TransientError(RegistryError):
    """The same call may pass later: nothing has been decided. Exit code 2, cannot tell."""

    exit_code = 2


class PausedError(TransientError):
    """The contract is paused: the same call may pass once the pause is lifted."""


class ScheduledAct(Struct, frozen=True):
    """An act that waits in the access manager: ``operation`` names it; it may be carried out from ``ready_at`` until
    ``expires_at``, UTC seconds. ``new``: it was put there just now.
    """

    operation: str
    ready_at: int
    expires_at: int
    new: bool


class ScheduledError(TransientError):
    """Not done yet: the act's role has a delay. ACT_SCHEDULED where it was scheduled now, ACT_NOT_READY where it was
    before; the same call carries it out once its time has come. Several acts may stand in one.
    """

    def __init__(self, *acts: ScheduledAct) -> None:
        first = acts[0]
        code = "ACT_SCHEDULED" if any(act.new for act in acts) else "ACT_NOT_READY"
        ready, expires = vietnam_time(first.ready_at), vietnam_time(first.expires_at)
        super().__init__(code, operation=first.operation, ready=ready, expires=expires, count=len(acts))
        self.acts = acts


LAST_WRITABLE = 253_402_214_400
"""UTC seconds at the end of year 9999: a chain's 40 and 48 bits reach beyond what a calendar can write."""


def vietnam_time(seconds: int) -> str:
    """UTC seconds as HH:mm:ss dd/MM/yyyy of Vietnam; what is later than a calendar can write as its end."""
    moment = datetime.fromtimestamp(min(seconds, LAST_WRITABLE), UTC) + timedelta(hours=7)
    return f"{moment:%H:%M:%S %d/%m/%Y}"


class UsageError(PermanentError):
    """The command, its options or the configuration are wrong (exit code 64)."""

    exit_code = 64


class InputError(PermanentError):
    """A document or value given by the user is malformed or breaks a rule (exit code 65)."""

    exit_code = 65


class RefusedError(PermanentError):
    """Well formed, but the rules, the authority or the chain say no (exit code 1)."""

    exit_code = 1


class EvidenceError(PermanentError):
    """The evidence needed for an answer is missing or contradictory: cannot tell (exit code 2)."""

    exit_code = 2


class InternalError(PermanentError):
    """A state that must not happen: a bug or a damaged store (exit code 70)."""


class Finding(Struct, frozen=True):
    """One thing found in a document: an error refuses it, a warning is stated and carried on."""

    code: str
    severity: Severity
    where: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The finding in ``vi`` or ``en``, with its place in front."""
        message = render(self.code, lang, self.params).message
        return f"{self.where}: {message}" if self.where else message

    def remedy(self, lang: str = "en") -> str:
        """What to do about it; may be empty."""
        return render(self.code, lang, self.params).remedy


class FindingsError(InputError):
    """Several defects of one input, reported together; ``code`` is the first one's."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = next(f for f in findings if f.severity == "error")
        super().__init__(first.code, first.where, **first.params)
        self.findings = tuple(findings)


class StandingError(FindingsError):
    """The documents are in order, but the body, its grants or its keys do not allow it: refused, exit code 1."""

    exit_code = 1


_STANDING = frozenset(
    {"BODY_UNKNOWN", "BODY_NOT_ACTIVE", "GRANT_UNKNOWN", "GRANT_NOT_ACTIVE", "KEY_NOT_REGISTERED",
     "KEY_NOT_YET_VALID", "KEY_EXPIRED", "KEY_COMPROMISED", "SCOPE_NOT_GRANTED", "GRANT_POLICY"}
)  # fmt: skip


def refuse_on_errors(findings: Sequence[Finding]) -> None:
    """Raise ``FindingsError`` if any finding is an error; ``StandingError`` if all errors are of standing."""
    errors = {f.code for f in findings if f.severity == "error"}
    if errors:
        raise (StandingError if errors <= _STANDING else FindingsError)(findings)
