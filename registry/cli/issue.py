# SPDX-License-Identifier: Apache-2.0
"""``antin issue FILE… --body CODE``: issues, batches and anchors certificates."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.issued_text import IssuedFiles, describe, tell
from registry.cli.options import Body, HomeDir, Json, Lang, speaker, vietnam_day, write_file
from registry.cli.output import Output, coded, finish
from registry.errors import Finding, FindingsError, RefusedError, RegistryError, ScheduledError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.bootstrap import Workplace
    from registry.ports.store_rows import StoredBatch
    from registry.service.deps import Draft
    from registry.service.issue import IssueResult
    from registry.service.progress import Progress

REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("issue", help="Cấp, gom lô và neo / issue, batch and anchor.")(issue)


def issue(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="XLSX, CSV, JSON, PTB DCC XML.")],
    body: Body,
    grants: Annotated[
        list[int] | None, typer.Option("--grant", metavar="N", help="Số quyền được cấp / number of a grant.")
    ] = None,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Bỏ qua dòng lỗi / leave bad rows out, issue the rest.")
    ] = False,
    retrospective: Annotated[
        bool,
        typer.Option(
            "--retrospective", help="Giấy đã cấp trước khi tham gia / issued on paper before joining."
        ),
    ] = False,
    out_dir: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Ghi gói bằng chứng / write bundles to DIR.")
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """A line for each certificate with number, code and bundle. With one bad row nothing is issued,
    unless --skip-invalid is given. Retrospective ones are sent by the authority's account.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    workplace = open_workplace(home)
    done = issue_files(
        workplace, files, body, out, grants=tuple(sorted(set(grants))) if grants else None,
        skip_invalid=skip_invalid, retrospective=retrospective,
    )  # fmt: skip
    written = _bundles(workplace, done.result, out_dir) if not (done.failed or done.held) else {}
    if not out.as_json:
        out.findings(done.findings)
        for batch in done.failed:
            out.note(
                f"Lô {batch.key} bị từ chối: {coded(batch.error_code or '', 'vi')}. "
                f"Khi đã khắc phục: antin worker --retry {batch.key}",
                f"Batch {batch.key} refused: {coded(batch.error_code or '', 'en')}. "
                f"Once mended: antin worker --retry {batch.key}",
            )
    tell(out, done, written)
    document = describe(out, done, written)
    if done.held is not None:
        out.error(done.held, beside=document)
        finish(done.held.exit_code)
    out.document(document)
    finish(REFUSED if done.failed or any(f.severity == "error" for f in done.findings) else 0)


def issue_files(
    workplace: "Workplace",
    files: list[Path],
    body: str,
    out: Output,
    *,
    grants: tuple[int, ...] | None = None,
    skip_invalid: bool = False,
    retrospective: bool = False,
) -> IssuedFiles:
    """Read, issue and anchor. What keeps signed batches from the chain for now is told in the result, never raised
    in its stead.

    Raises ``FindingsError`` with all defects of all files, unless ``skip_invalid``.
    """
    from registry.cli.reading import Intake, read_document
    from registry.cli.signer_roots import read_roots
    from registry.intake.schemas import SchemaStore
    from registry.ports.store_rows import BatchState
    from registry.service.deps import Draft
    from registry.service.issue import issue as issue_drafts

    home = workplace.home
    intake = Intake(
        body=body,
        day=vietnam_day(int(time.time())),
        schemas=SchemaStore(home.schemas),
        anchors=read_roots([], home.signer_roots),
        laboratory=_laboratory(workplace, body),
    )
    documents = [read_document(path, intake) for path in files]
    findings = [f for d in documents for f in d.findings]
    for document in documents:
        for vi, en in document.notes:
            out.note(f"{document.path.name}: {vi}", f"{document.path.name}: {en}")
    drafts = [Draft(c.certificate, c.files, c.where, c.customer) for d in documents for c in d.certificates]
    if not skip_invalid and any(f.severity == "error" for f in findings):
        further = _further(workplace, drafts, body, grants, retrospective=retrospective)
        raise FindingsError([*findings, *further])
    with out.progress() as progress:
        result = issue_drafts(
            drafts, body=body, grants=grants, skip_invalid=skip_invalid, retrospective=retrospective,
            deps=workplace.issue_deps(body), progress=progress,
        )  # fmt: skip
        held = _held(workplace, result.batches, progress)
    with workplace.store.reading() as work:
        batches = [batch for key in result.batches if (batch := work.batches.get(key))]
    return IssuedFiles(
        result=result, findings=[*findings, *result.findings], held=held,
        failed=[batch for batch in batches if batch.state is BatchState.FAILED],
        waiting=frozenset(b.key for b in batches if b.state not in (BatchState.FINAL, BatchState.FAILED)),
    )  # fmt: skip


def _held(workplace: "Workplace", batches: "Sequence[int]", progress: "Progress") -> RegistryError | None:
    """Anchor, or say why not: what is signed by now must be told either way.

    Raises ``ScheduledError``: the authority's act waits by itself.
    """
    try:
        anchor_batches(workplace, batches, progress)
    except ScheduledError:
        raise
    except RegistryError as error:
        return error
    return None


def anchor_batches(
    workplace: "Workplace", batches: "Sequence[int]", progress: "Progress"
) -> list["StoredBatch"]:
    """Each batch by whose it is to send: the relayer's, or the authority's if it is retrospective."""
    from registry.service.anchor import anchor
    from registry.service.batch_errand import load_batch
    from registry.service.retrospective import anchor_retrospective

    deps = workplace.anchor_deps()
    older = [key for key in batches if load_batch(key, deps).batch.retrospective]
    own = [key for key in batches if key not in older]
    ended = list(anchor(own, deps=deps, progress=progress))
    if older:
        ended += anchor_retrospective(older, authority=workplace.authority, deps=deps)
    return ended


def _further(
    workplace: "Workplace",
    drafts: list["Draft"],
    body: str,
    grants: tuple[int, ...] | None,
    *,
    retrospective: bool,
) -> tuple[Finding, ...]:
    """What the rules find in the rows that could be read, so that one look at the list mends all of it."""
    from registry.service.issue import examine

    try:
        return examine(
            drafts, body=body, grants=grants, retrospective=retrospective, deps=workplace.issue_deps(body)
        )
    except FindingsError as error:
        return error.findings
    except RegistryError:  # the bad rows are the news; the rest shows once they are mended
        return ()


def _laboratory(workplace: "Workplace", body: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Raises ``RefusedError`` BODY_NOT_HERE: a mistyped body must not read as a missing key."""
    with workplace.store.reading() as work:
        stored = work.bodies.get(body)
    if stored is None:
        raise RefusedError("BODY_NOT_HERE", body=body)
    return stored.laboratory_names, stored.laboratory_codes


def _bundles(workplace: "Workplace", result: "IssueResult", out_dir: Path | None) -> dict[str, Path]:
    from registry.service.bundle import bundle_of

    if out_dir is None:
        return {}
    written: dict[str, Path] = {}
    for item in (*result.issued, *result.already):
        path = out_dir / f"{item.code}.bundle.json"
        write_file(path, bundle_of(item.code, store=workplace.store), force=True)
        written[item.code] = path
    return written
