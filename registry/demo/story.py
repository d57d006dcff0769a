# SPDX-License-Identifier: Apache-2.0
"""What the demo tells: issue and anchor, print QR codes, verify one valid, one suspended, one tampered."""

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from registry.bootstrap import Workplace
from registry.cli.issue import issue_files
from registry.cli.options import write_file
from registry.cli.output import Output
from registry.cli.report_text import report_lines
from registry.cli.standing import describe_status
from registry.cli.verify import Asking, judge
from registry.core import base64url
from registry.core.bundle import decode_bundle, encode_bundle
from registry.core.code import group_code
from registry.core.qr import short_qr
from registry.core.records import Lane, State
from registry.demo.documents import DemoDocument
from registry.demo.folder import DemoFolder
from registry.errors import RefusedError
from registry.ports.store_rows import Phase
from registry.printing.qr_image import short_matrix, to_png, to_svg, to_terminal
from registry.printing.read_qr import read_qr_codes
from registry.printing.sheet import LABEL_MM, Label, label_sheet
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.change_status import Change, change_status
from registry.service.issue import Issued
from registry.verify import Report, Verdict, recognise

SUSPENDED_NUMBER = "HQ-L-2026-000884"
NON_CONFORMITY = 1


@dataclass(frozen=True, slots=True)
class Cast:
    """The certificates that play a part."""

    valid: Issued
    suspended: Issued
    all: tuple[Issued, ...]


def issue_documents(place: Workplace, documents: list[DemoDocument], out: Output) -> tuple[Issued, ...]:
    """Issue each document by its body; what an earlier start issued is shown, not issued again."""
    everything: list[Issued] = []
    for document in documents:
        out.say(f"\n{document.body.name_vi} cấp từ {document.path.name}",
                f"\n{document.body.name_en} issues from {document.path.name}")  # fmt: skip
        done = issue_files(place, [document.path], document.body.code, out)
        out.findings(done.findings)
        if done.held is not None:
            raise done.held
        if done.failed:
            raise RefusedError(done.failed[0].error_code or "BATCH_REVERTED")
        for item in (*done.result.issued, *done.result.already):
            again = ("(đã cấp trước đó)", "(issued before)") if item in done.result.already else ("", "")
            out.say(f"  {item.number}  {group_code(item.code)} {again[0]}",
                    f"  {item.number}  {group_code(item.code)} {again[1]}")  # fmt: skip
            everything.append(item)
    return tuple(everything)


def choose(issued: tuple[Issued, ...]) -> Cast:
    """Which certificate shows what."""
    suspended = next(item for item in issued if SUSPENDED_NUMBER in item.number)
    valid = next(item for item in issued if item is not suspended)
    return Cast(valid, suspended, issued)


def suspend(place: Workplace, item: Issued, out: Output) -> None:
    """The body suspends one of its certificates, once."""
    records = describe_status(place, item.code).document["records"]
    if any(
        r["lane"] == Lane.BODY.name.lower() and r["state"] == State.SUSPENDED.name.lower() for r in records
    ):
        return
    done = change_status(item.code, Change(State.SUSPENDED, NON_CONFORMITY), deps=place.anchor_deps())
    if done.phase is not Phase.FINAL:
        raise RefusedError(done.error_code or "STATUS_MOVE_ILLEGAL")
    out.say(f"\nTổ chức đình chỉ {item.number}.", f"\nThe body suspends {item.number}.")


def print_codes(
    place: Workplace, folder: DemoFolder, items: tuple[Issued, ...], url: str, out: Output
) -> None:
    """QR codes as PNG and SVG, a sheet of labels, bundles; the first code in the terminal."""
    target = folder.documents / "issued"
    for item in items:
        matrix = short_matrix(short_qr(url, item.code))
        write_file(target / f"{item.code}.png", to_png(matrix), force=True)
        write_file(target / f"{item.code}.svg", to_svg(matrix, LABEL_MM).encode(), force=True)
        write_file(target / f"{item.code}.bundle.json", bundle_of(item.code, store=place.store), force=True)
    labels = [Label(item.number, item.code) for item in items]
    write_file(target / "labels.html", label_sheet(labels, url).encode(), force=True)
    out.say(
        f"\nGói bằng chứng, mã QR và trang tem: {target}", f"\nBundles, QR codes and label sheet: {target}"
    )


def show_code(item: Issued, url: str, out: Output) -> None:
    """One QR code in the terminal with its address."""
    text = short_qr(url, item.code)
    out.line(f"\n{item.number}")
    out.styled(f"[black on white]{to_terminal(short_matrix(text))}[/]")
    out.line(text)


def check_verdicts(place: Workplace, folder: DemoFolder, cast: Cast, out: Output) -> bool:
    """Scan, verify and tamper; whether every verdict is the expected one."""
    target = folder.documents / "issued"
    tampered = target / "tampered.bundle.json"
    original = bundle_of(cast.valid.code, store=place.store)
    write_file(tampered, _altered(original), force=True)
    expected = (
        (("Quét mã QR", "Scan the QR code"), target / f"{cast.valid.code}.png", Verdict.VALID),
        (
            ("Giấy bị đình chỉ", "The suspended one"),
            target / f"{cast.suspended.code}.bundle.json",
            Verdict.INVALID,
        ),
        (("Gói bị sửa", "A tampered bundle"), tampered, Verdict.INVALID),
    )
    good = True
    for (vi, en), path, verdict in expected:
        out.styled(f"\n[bold]{vi if out.lang == 'vi' else en}[/]")
        report = _verify(place, path)
        for line in report_lines(report, out.lang, path.name):
            out.styled(line)
        good &= report.verdict is verdict
    return good


def _verify(place: Workplace, path: Path) -> Report:
    data = path.read_bytes()
    thing = recognise(read_qr_codes(data)[0] if path.suffix == ".png" else data, path.name)
    return judge(place, thing, StoredBundles(place.store), Asking())


def _altered(bundle: bytes) -> bytes:
    """The bundle with another model in its credential, otherwise in perfect form."""
    whole = decode_bundle(bundle)
    assert whole.credential is not None  # the demo's own bundles carry it
    header, payload, signature = whole.credential.decode("ascii").split(".")
    changed = base64url.decode(payload).replace(b"RC18A", b"RC99X")
    credential = f"{header}.{base64url.encode(changed)}.{signature}"
    return encode_bundle(replace(whole, credential=credential.encode("ascii")))
