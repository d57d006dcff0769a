# SPDX-License-Identifier: Apache-2.0
"""Which certificates an act is about: by code, by number with its body, by batch, or by a list of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from registry.core.code import parse_code
from registry.core.qr import parse_qr
from registry.core.text import normal_number
from registry.core.types import BatchId, Code
from registry.errors import Finding, InputError, RefusedError, RegistryError
from registry.ports.store import Store, UnitOfWork
from registry.ports.store_rows import StoredCertificate

CODE_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One subject of an act: a certificate by its leaf hash, or a whole batch (``code`` is ``None``).

    ``where`` is its place in a list, for messages; ``name`` is what people know it by.
    """

    body: str
    subject: bytes
    code: Code | None = None
    number: str = ""
    revision: int = 0
    where: str = ""

    @property
    def name(self) -> str:
        """Number and revision, or the batch id."""
        return f"{self.number} r{self.revision}" if self.code else "0x" + self.subject.hex()

    @property
    def place(self) -> str:
        """Where it stands in its list, and its name, for messages."""
        return " · ".join(part for part in (self.where, self.name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A target as a person names it: ``text`` is a code, a QR address or a number; ``revision`` goes with a
    number, ``None`` is the newest.
    """

    text: str
    revision: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """``findings`` are errors for wishes without a target and warnings for those that repeat one."""

    targets: tuple[Target, ...]
    findings: tuple[Finding, ...]


def resolve(wishes: Sequence[Wish], *, store: Store, body: str | None = None) -> Resolved:
    """The targets of a list, each once, in the order given. ``body`` is whose numbers they are and, where it
    is given, the only body whose certificates may be meant.

    A certificate named twice is merged with a warning (TARGET_TWICE); an empty list is an error.
    """
    findings: list[Finding] = []
    found: dict[bytes, Target] = {}
    with store.reading() as work:
        for wish in wishes:
            try:
                target = _resolved(wish, work, body)
            except RegistryError as error:
                findings.append(Finding(error.code, "error", wish.where, error.params))
                continue
            if first := found.get(target.subject):
                params: dict[str, object] = {"name": target.name, "first": first.where or first.name}
                findings.append(Finding("TARGET_TWICE", "warning", wish.where, params))
            found.setdefault(target.subject, target)
    if not wishes:
        findings.append(Finding("TARGETS_EMPTY", "error"))
    return Resolved(tuple(found.values()), tuple(findings))


def resolve_one(wish: Wish, *, store: Store, body: str | None = None) -> Target:
    """Raises ``RefusedError`` CERTIFICATE_NOT_HERE, NUMBER_NOT_HERE, TARGET_OTHER_BODY, ``InputError``
    CODE_LENGTH, CODE_MISTYPED, QR_FORMAT, TARGET_WITHOUT_BODY.
    """
    with store.reading() as work:
        return _resolved(wish, work, body)


def batch_target(batch_id: BatchId, *, store: Store, body: str | None = None) -> Target:
    """A whole batch. Raises ``RefusedError`` BATCH_NOT_HERE."""
    with store.reading() as work:
        batch = work.batches.by_id(batch_id)
    if batch is None or body not in (None, batch.body):
        raise RefusedError("BATCH_NOT_HERE", batch="0x" + batch_id.hex())
    return Target(body=batch.body, subject=batch.batch_id)


def certificates_of(targets: Iterable[Target], work: UnitOfWork) -> Iterator[StoredCertificate]:
    """The certificates that targets stand for; a batch stands for each of its own."""
    for target in targets:
        for leaf in [target.subject] if target.code else _leaves(target, work):
            row = work.certificates.by_leaf(leaf)
            if row is not None:  # a leaf of a batch may be a statement about a file
                yield row


def target_of(row: StoredCertificate, where: str = "") -> Target:
    """A certificate of the store as a target."""
    return Target(
        body=row.body, subject=row.leaf, code=row.code, number=row.number, revision=row.revision, where=where
    )


def _leaves(target: Target, work: UnitOfWork) -> list[bytes]:
    batch = work.batches.by_id(BatchId(target.subject))
    return [] if batch is None else [leaf.leaf for leaf in work.batches.leaves(batch.key)]


def _resolved(wish: Wish, work: UnitOfWork, body: str | None) -> Target:
    code = _code(wish.text)
    row = _numbered(wish, work, body) if code is None else work.certificates.by_code(code)
    if row is None:
        raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
    if body is not None and row.body != body:
        # Whose certificate it is stays unsaid: a body sees its own only.
        raise RefusedError("TARGET_OTHER_BODY", name=wish.text, body=body)
    return replace(target_of(row), where=wish.where)


def _code(text: str) -> Code | None:
    """The code that ``text`` is, or carries as an address; ``None`` for a number."""
    if "://" in text:
        return parse_qr(text.strip()).code
    plain = "".join(char for char in text if not char.isspace() and char != "-")
    return parse_code(text) if len(plain) == CODE_LENGTH and plain.isalnum() else None


def _numbered(wish: Wish, work: UnitOfWork, body: str | None) -> StoredCertificate:
    if body is None:
        raise InputError("TARGET_WITHOUT_BODY", number=wish.text)
    rows = work.certificates.with_numbers(body, [normal_number(wish.text)])
    rows = [row for row in rows if wish.revision in (None, row.revision)]
    if not rows:
        revision = "" if wish.revision is None else f" r{wish.revision}"
        raise RefusedError("NUMBER_NOT_HERE", number=wish.text + revision, body=body)
    return max(rows, key=lambda row: row.revision)
