# SPDX-License-Identifier: Apache-2.0
"""``antin audit replay|reconcile|certificate|body``: what the chain alone says, and what differs from it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli import audit_history
from registry.cli.audit_nodes import broken_finding
from registry.cli.audit_options import AtTime, Contract, LogFileOption, Record, Sources, To
from registry.cli.audit_words import localised_finding
from registry.cli.auditing import Audit
from registry.cli.options import HomeDir, Json, Lang, TrustFile, read_file, speaker
from registry.cli.output import finish
from registry.errors import Finding, InputError

if TYPE_CHECKING:
    from registry.audit.compare import Examination, SlotDifference
    from registry.audit.published import Published, PublishedCertificate
    from registry.audit.state import RegistryState
    from registry.bootstrap import Workplace
    from registry.cli.output import Output


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Kiểm toán / audit.")
    group.command("replay", help="Dựng lại sổ từ chuỗi / rebuild the state from the chain alone.")(replay)
    group.command("reconcile", help="Đối chiếu với kho và gói / compare with store and bundles.")(reconcile)
    audit_history.register(group)
    app.add_typer(group, name="audit")


def replay(
    to: To = None,
    at: AtTime = None,
    log: LogFileOption = None,
    record: Record = None,
    contract: Contract = None,
    deep: Annotated[bool, typer.Option("--deep", help="So mọi ô nhớ / compare every storage slot.")] = False,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Exit 0 the log is whole, 1 it differs from the contract, 2 cannot tell."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    audit = Audit(open_workplace(home, trust_file), Sources(to, at, log, record, contract), out)
    found = audit.run()
    findings = [*audit.faults, *_broken(found)]
    if deep and not findings:
        findings += [_slot_finding(difference) for difference in _differences(audit, found, out)]
    _tell(out, audit, found, findings)
    out.findings(localised_finding(finding, out.lang) for finding in [*findings, *audit.unjudged])
    finish(audit.exit_code(findings))


def reconcile(
    bundles: Annotated[
        Path | None,
        typer.Option("--bundles", metavar="DIR", help="Thư mục gói đã công bố / published bundles."),
    ] = None,
    log: LogFileOption = None,
    record: Record = None,
    contract: Contract = None,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Exit 0 clean, 1 differences, 2 cannot tell."""
    out = speaker(lang, as_json)
    from registry.audit.reconcile import reconcile as compare
    from registry.cli.workplace import open_workplace

    place = open_workplace(home, trust_file)
    audit = Audit(place, Sources(log=log, record=record, contract=contract), out)
    found = audit.run()
    findings = [*audit.faults, *_broken(found)]
    if not findings and not audit.unjudged:  # a part of the log would show differences that there are not
        published, findings = _published(place, audit, bundles)
        findings = [
            *findings,
            *compare(found.state, published, late_after_days=place.trust.late_after_days),
        ]
    shown = [localised_finding(finding, out.lang) for finding in [*findings, *audit.unjudged]]
    out.findings(shown)
    if audit.unjudged:
        out.say(
            "Chưa đối chiếu: bản ghi không đầy đủ.", "Nothing was compared: the recording is not complete."
        )
    else:
        out.say(f"{len(findings)} khác biệt tại khối {audit.block.number}",
                f"{len(findings)} differences at block {audit.block.number}")  # fmt: skip
    out.document(
        {"block": audit.block.number, "findings": [out.finding_document(f) for f in shown],
         "warnings": [out.finding_document(one) for one in audit.warnings], "beyond": _beyond(audit)}
    )  # fmt: skip
    finish(audit.exit_code(findings))


def _beyond(audit: Audit) -> dict[str, int] | None:
    return asdict(audit.beyond) if audit.beyond else None


def _broken(found: "Examination") -> list[Finding]:
    if found.broken is None:
        return []
    reason = found.broken.reason
    why = [Finding(reason.code, "error", reason.where, dict(reason.params))] if reason else []
    return [broken_finding(found.broken), *why]


def _published(place: "Workplace", audit: Audit, folder: Path | None) -> "tuple[Published, list[Finding]]":
    from registry.audit.published import from_store, merge_bundles

    with place.store.reading() as work:
        published = from_store(work, place.identity.chain_id, audit.contract)
    findings: list[Finding] = []
    if folder is not None:
        merge_bundles(published, list(_bundles(folder, findings, published.statements)))
    return published, findings


def _bundles(
    folder: Path, findings: list[Finding], statements: set[bytes]
) -> "Iterator[PublishedCertificate]":
    """Every bundle of a folder, and the leaves of its file statements; what is none is a finding."""
    from registry.audit.published import from_bundle, statements_of
    from registry.core.constants import MAX_BUNDLE_BYTES

    if not folder.is_dir():
        raise InputError("FOLDER_MISSING", str(folder))
    for path in sorted(folder.rglob("*.json")):
        try:
            data = read_file(path, MAX_BUNDLE_BYTES)
            certificate = from_bundle(data, str(path))
            statements.update(statements_of(data))
            yield certificate
        except InputError as error:
            params: dict[str, object] = {"reason": error.text()}
            tree = error.code == "AUDIT_BUNDLE_TREE"
            code = error.code if tree else "AUDIT_BUNDLE_UNREADABLE"
            findings.append(Finding(code, "error", str(path), params))


def _differences(audit: Audit, found: "Examination", out: "Output") -> "list[SlotDifference]":
    from registry.audit.compare import differing_slots
    from registry.audit.slots import implied_slots

    total = sum(1 for _ in implied_slots(found.state))
    differences = []
    with out.progress() as bar:
        for done, difference in differing_slots(found.state, audit.reader, audit.contract, audit.block):
            bar.step("ô nhớ / slots", done, total)
            if difference is not None:
                differences.append(difference)
    out.note(f"Đã so {total} ô nhớ", f"Compared {total} storage slots")
    return differences


def _slot_finding(difference: "SlotDifference") -> Finding:
    values: dict[str, object] = {
        "slot": "0x" + difference.slot.hex(),
        "replayed": "0x" + difference.replayed.hex(),
        "on_chain": "0x" + difference.on_chain.hex(),
    }
    return Finding("AUDIT_SLOT_DIFFERS", "error", "", values)


def _tell(out: "Output", audit: Audit, found: "Examination", findings: Sequence[Finding]) -> None:
    from registry.verify.values import Instant, localised, plain

    state, block = found.state, audit.block
    when = Instant(block.timestamp)
    words = {lang: localised({"when": when}, lang)["when"] for lang in ("vi", "en")}
    counts = _counts(state)
    out.say(f"Khối {block.number} ({words['vi']}), {state.count} sự kiện, mã băm {state.head.hex()}",
            f"Block {block.number} ({words['en']}), {state.count} events, head {state.head.hex()}")  # fmt: skip
    out.say(
        "{bodies} tổ chức, {grants} quyền, {keys} khóa, {batches} lô, {leaves} lá, {statuses} trạng thái, "
        "{orders} quyết định".format(**counts),
        "{bodies} bodies, {grants} grants, {keys} keys, {batches} batches, {leaves} leaves, "
        "{statuses} status records, {orders} orders".format(**counts),
    )
    if audit.beyond or audit.unjudged:
        _tell_part(out, block.number, clean=not findings)
    elif not findings:
        out.say("Nhật ký đầy đủ, đúng thứ tự, không bị sửa.", "The log is complete, in order and unaltered.")
    out.document(
        {
            "network": audit.place.network.name,
            "contract": "0x" + audit.contract.hex(),
            "block": {"number": block.number, "hash": block.hash.hex(), "time": plain(when)},
            "events": state.count,
            "head": state.head.hex(),
            "agrees": None if audit.unjudged and not findings else found.broken is None and not audit.faults,
            "first_bad_block": found.broken.block if found.broken else None,
            "first_bad_block_exact": found.broken.exact if found.broken else None,
            "counts": counts,
            "findings": [
                out.finding_document(localised_finding(f, out.lang)) for f in [*findings, *audit.unjudged]
            ],
            "warnings": [out.finding_document(one) for one in audit.warnings],
            "beyond": _beyond(audit),
        }
    )


def _tell_part(out: "Output", last: int, *, clean: bool) -> None:
    """Of a recording that is not the whole log: nothing is said about the rest."""
    if clean:
        out.say(
            f"Đến khối {last}, nhật ký đầy đủ, đúng thứ tự, không bị sửa; phần sau khối này chưa được kiểm.",
            f"Up to block {last} the log is complete, in order and unaltered; what follows was not judged.",
        )


def _counts(state: "RegistryState") -> dict[str, Any]:
    from registry.audit.state import SLOT

    bodies = state.bodies.values()
    threads = [thread for body in bodies for thread in body.threads.values()]
    return {
        "bodies": len(bodies),
        "grants": len(threads) - len(bodies),
        "keys": sum(len(body.keys) for body in bodies),
        "batches": len(state.batches),
        "leaves": sum(batch.record.size for batch in state.batches.values()),
        "statuses": sum(len(slots) // SLOT for body in bodies for slots in body.lanes.values()),
        "orders": sum(len(thread.orders) for thread in threads),
    }
