# SPDX-License-Identifier: Apache-2.0
"""What a run of ``antin issue`` did, in lines for people and as one document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.cli.output import Output
from registry.errors import Finding, PausedError, RegistryError

if TYPE_CHECKING:
    from registry.ports.store_rows import StoredBatch
    from registry.service.issue import Issued, IssueResult


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFiles:
    """``result`` is signed and stored; ``failed`` batches were refused. ``held`` is why the ``waiting`` batches are
    not final on the chain.
    """

    result: "IssueResult"
    failed: "Sequence[StoredBatch]"
    findings: Sequence[Finding]
    waiting: frozenset[int] = frozenset()
    held: RegistryError | None = None


def tell(out: Output, done: IssuedFiles, written: Mapping[str, Path]) -> None:
    """A line for each certificate, then how many."""
    for item in done.result.issued:
        place = f"  {written[item.code]}" if item.code in written else ""
        _line(out, item, done, (place, place))
    for item in done.result.already:
        _line(out, item, done, ("  (đã cấp trước đó)", "  (issued before)"))
    count, batches = len(done.result.issued), len({item.batch for item in done.result.issued})
    if done.waiting:
        out.say(f"Đã ký và lưu {count} giấy chứng nhận trong {batches} lô, chưa ghi xong lên chuỗi.",
                f"Signed and stored {count} certificate(s) in {batches} batch(es), not final yet.")  # fmt: skip
    else:
        out.say(f"Đã cấp {count} giấy chứng nhận trong {batches} lô.",
                f"Issued {count} certificate(s) in {batches} batch(es).")  # fmt: skip


def _line(out: Output, item: "Issued", done: IssuedFiles, further: tuple[str, str]) -> None:
    from registry.core.code import group_code

    line = f"{item.number}  r{item.revision}  {group_code(item.code)}"
    vi, en = _waits(done.held) if item.batch in done.waiting else ("", "")
    out.say(f"{line}{further[0]}{vi}", f"{line}{further[1]}{en}")


def _waits(held: RegistryError | None) -> tuple[str, str]:
    if isinstance(held, PausedError):
        return "  đã ký, đang chờ: hợp đồng tạm dừng", "  signed, waiting: the contract is paused"
    return "  đã ký, chưa ghi xong lên chuỗi", "  signed, not final on the chain yet"


def describe(out: Output, done: IssuedFiles, written: Mapping[str, Path]) -> dict[str, Any]:
    """The same as a document; ``waiting`` certificates are signed and stored, but not final on the chain."""

    def one(item: "Issued", *, new: bool) -> dict[str, Any]:
        return {
            "number": item.number, "revision": item.revision, "code": item.code, "leaf": item.leaf.hex(),
            "grants": list(item.grants), "issued_now": new, "waiting": item.batch in done.waiting,
            "bundle": str(written[item.code]) if item.code in written else None,
        }  # fmt: skip

    return {
        "certificates": [
            *(one(i, new=True) for i in done.result.issued),
            *(one(i, new=False) for i in done.result.already),
        ],
        "failed_batches": [
            {"batch": b.key, "batch_id": b.batch_id.hex(), "code": b.error_code} for b in done.failed
        ],
        "findings": [out.finding_document(f) for f in done.findings],
    }
