# SPDX-License-Identifier: Apache-2.0
"""``antin attach CODE FILE…``: binds finished files to a certificate, or takes such a word back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.moments import ReasonCode
from registry.cli.options import HomeDir, Json, Lang, read_file, speaker
from registry.cli.output import Output, coded, finish
from registry.cli.preview_text import confirmed
from registry.core.code import parse_code
from registry.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.core.types import Code
    from registry.service.attach import Paper

REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("attach", help="Gắn tệp hoàn chỉnh vào giấy / bind finished files to a certificate.")(attach)


def attach(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã tra cứu / code.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDF, PNG, JPEG, XML, JSON …")],
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="Ngôn ngữ của tệp / of the files: vi, en.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Lưu tệp / keep the bytes, to share them.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Thu hồi xác nhận / withdraw the statement, for ever.")
    ] = False,
    reason: ReasonCode = 10,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại / do not ask.")] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The body's word that these exact bytes belong to the certificate, signed with the certificate's own key and
    anchored. The same file again changes nothing.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.attach import MAX_FILE_BYTES, Paper

    wanted = parse_code(code)
    papers = [Paper(str(path), read_file(path, MAX_FILE_BYTES)) for path in files]
    place = open_workplace(home)
    if withdraw:
        _withdraw(out, place, wanted, papers, reason, yes=yes)
    else:
        _attach(out, place, wanted, papers, language, keep=keep)


def _attach(
    out: Output, place: "Workplace", code: "Code", papers: list["Paper"], language: str | None, *, keep: bool
) -> None:
    from registry.ports.store_rows import BatchState
    from registry.service.anchor import anchor
    from registry.service.attach import attach as attach_papers

    deps = place.issue_deps(*_signer_of(place, code))
    done = attach_papers(code, papers, language=language, keep=keep, deps=deps)
    with out.progress() as progress:
        batches = anchor(sorted({one.batch for one in done}), deps=place.anchor_deps(), progress=progress)
    failed = [batch for batch in batches if batch.state is BatchState.FAILED]
    for one in done:
        mark = ("đã gắn", "attached") if one.new else ("đã gắn trước đó", "attached before")
        out.say(f"{one.sha256.hex()}  {one.media_type}  {one.name}  ({mark[0]})",
                f"{one.sha256.hex()}  {one.media_type}  {one.name}  ({mark[1]})")  # fmt: skip
    for batch in failed:
        again = f"antin worker --retry {batch.key}"
        out.note(f"Lô {batch.key} bị từ chối: {coded(batch.error_code or '', 'vi')}. Khi đã khắc phục: {again}",
                 f"Batch {batch.key} refused: {coded(batch.error_code or '', 'en')}. Once mended: {again}")  # fmt: skip
    files: list[dict[str, Any]] = [
        {"file": one.name, "sha256": one.sha256.hex(), "media_type": one.media_type, "leaf": one.leaf.hex(),
         "attached_now": one.new} for one in done
    ]  # fmt: skip
    out.document({"code": code, "files": files,
                  "failed_batches": [{"batch": b.key, "code": b.error_code} for b in failed]})  # fmt: skip
    finish(REFUSED if failed else 0)


def _withdraw(
    out: Output, place: "Workplace", code: "Code", papers: list["Paper"], reason: int, *, yes: bool
) -> None:
    from registry.core.records import State
    from registry.ports.store_rows import Phase
    from registry.service.attach import statement_of
    from registry.service.change_status import Change, change_status
    from registry.verify.values import REASONS, reason_text

    if reason not in REASONS:
        raise UsageError("STATUS_UNKNOWN", value=str(reason))
    found = [statement_of(code, paper, store=place.store) for paper in papers]
    for paper in papers:
        out.note(f"{paper.name}: thu hồi xác nhận, lý do: {reason_text(reason, 'vi')}; "
                 "người kiểm tra sẽ thấy tệp không còn được gắn với giấy",
                 f"{paper.name}: withdraw the statement, reason: {reason_text(reason, 'en')}; "
                 "verifiers will see that the file is bound no longer")  # fmt: skip
    if out.as_json and not yes:
        raise UsageError("CONFIRMATION_MISSING")
    if not yes and not confirmed("Ký và ghi lên chuỗi? / Sign and record?"):
        return
    deps = place.anchor_deps()
    requests = [change_status(leaf, Change(State.WITHDRAWN, reason), deps=deps) for leaf in found]
    done = all(request.phase is Phase.FINAL for request in requests)
    errors = [request.error_code for request in requests if request.error_code]
    vi, en = ("; ".join(coded(error, lang) for error in errors) for lang in ("vi", "en"))
    out.say("Đã ghi." if done else f"Bị từ chối: {vi}", "Recorded." if done else f"Refused: {en}")
    out.document(
        {"code": code, "withdrawn": done, "files": [paper.name for paper in papers], "errors": errors}
    )
    finish(0 if done else REFUSED)


def _signer_of(place: "Workplace", code: "Code") -> tuple[str, bytes]:
    """Body and credential key of the certificate. Raises ``RefusedError`` CERTIFICATE_NOT_HERE."""
    with place.store.reading() as work:
        row = work.certificates.by_code(code)
    if row is None:
        raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
    return row.body, row.key
