# SPDX-License-Identifier: Apache-2.0
"""Acts on bodies and grants at the command line: preview, question, act."""

from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli.moments import shown_instant
from registry.cli.output import Output
from registry.cli.preview_text import asked_to_go_on, end_dry_run, refuse_preview, tell_preview
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.service.authority_acts import StandingAct
    from registry.service.preview import Preview


def run_act(out: Output, home: Path | None, act: "StandingAct", *, dry_run: bool, yes: bool) -> None:
    """Show what verifiers will see, ask where there is somebody to ask, and do it."""
    from registry.cli.workplace import open_workplace
    from registry.service.act_rules import check_reason
    from registry.service.authority_acts import perform
    from registry.service.preview import Preview

    check_reason(act.reason, act.order)
    place = open_workplace(home)
    shown = _preview(out, place, act)
    if shown is not None:
        tell_preview(out, shown)
    if shown is None or not shown.refused:
        _tell_rule(out, act)
    if dry_run:
        end_dry_run(out, shown or Preview(()))
    if shown is not None:
        refuse_preview(out, shown)
    if not asked_to_go_on(out, yes=yes):
        return
    receipt = perform(act, authority=place.authority)
    out.say(f"Đã ghi ở khối {receipt.block.number}", f"Recorded at block {receipt.block.number}")
    grant = {"grant": act.grant} if act.grant else {}
    verb = act.act.value.partition(".")[2]
    out.document({"body": act.body, **grant, "act": verb, "block": receipt.block.number})


def _tell_rule(out: Output, act: "StandingAct") -> None:
    """What it means for every certificate: those above, those held elsewhere and those to come."""
    vi, en = f"Giấy của {act.body}", f"Certificates of {act.body}"
    if act.grant:
        vi, en = f"{vi} theo quyền {act.grant}", f"{en} under grant {act.grant}"
    if act.act.value.endswith((".reinstate", ".restore")):
        out.note(f"{vi}, ghi sổ sau khi phục hồi: hiện bị từ chối, sau đó xác thực được.",
                 f"{en}, anchored once it is restored: refused now, verified then.")  # fmt: skip
        return
    since = shown_instant(act.effective_from)
    when_vi = since if act.effective_from else "thời điểm ghi lên chuỗi"
    when_en = since if act.effective_from else "the moment of record"
    out.note(f"{vi}, cấp và ghi sổ trước {when_vi}: vẫn xác thực được, kèm lưu ý nêu ở trên.",
             f"{en}, issued and anchored before {when_en}: verified still, with the note above.")  # fmt: skip
    out.note(f"{vi}, cấp hoặc ghi sổ từ {when_vi}: hiện xác thực được, sau đó KHÔNG HỢP LỆ (thiếu thẩm quyền).",
             f"{en}, issued or anchored from {when_en} on: verified now, INVALID then (no authority).")  # fmt: skip


def _preview(out: Output, place: "Workplace", act: "StandingAct") -> "Preview | None":
    """``None`` where the authority keeps no store of certificates: there is nothing to show then."""
    from registry.service.authority_acts import preview_act

    try:
        with out.progress() as progress:
            return preview_act(act, deps=place.preview_deps(), progress=progress)
    except UsageError as error:
        if error.code != "STORE_NOT_INITIALISED":
            raise
        out.note("Ở đây không có giấy chứng nhận nào để xem trước.", "No certificates here to preview.")
        return None
