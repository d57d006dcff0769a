# SPDX-License-Identifier: Apache-2.0
"""``antin trust``: the rules that a verifier starts from, as data to edit, and the signed list made of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import trust_explain, trust_keys, trust_office, trust_update
from registry.cli.options import HomeDir, Json, Lang, TrustFile, read_file, speaker, write_file
from registry.cli.output import Output, finish
from registry.errors import Finding, FindingsError, InputError

if TYPE_CHECKING:
    from registry.verify.sources import SourceFile
    from registry.verify.trust import TrustList

BAD_INPUT = 65
_LIMIT = 1 << 20
Sources = Annotated[
    list[Path], typer.Argument(metavar="SOURCE…", help="Tệp TOML hoặc thư mục / TOML files or folders.")
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(
        no_args_is_help=True, help="Danh sách tin cậy, quy định / trust lists and their rules."
    )
    group.command("show", help="Xem danh sách / show a list.")(show)
    group.command("check", help="Kiểm tra nguồn hoặc danh sách / validate sources or lists.")(check)
    group.command("build", help="Lập danh sách từ nguồn / build a list from sources.")(build)
    group.command("sources", help="Ghi các tệp quy định để sửa / write the shipped rules to edit.")(sources)
    group.command("explain", help="Quy định nào áp dụng, vì sao / which rule applies, and why.")(
        trust_explain.explain
    )
    _register_signed(group)
    app.add_typer(group, name="trust")


def _register_signed(group: typer.Typer) -> None:
    office, reader = trust_office, trust_update
    group.command("update", help="Nhận danh sách đã ký / take in the signed list.")(reader.update)
    group.command("init-client", help="Nhận lần đầu / the first update, by fingerprint.")(reader.init_client)
    group.command("key", help="Tạo khóa người giữ / make a holder's key.")(trust_keys.key)
    group.command("init", help="Lập gốc đầu tiên / draft the first root.")(office.init)
    group.command("root", help="Thay khóa, gia hạn gốc / draft the next root.")(office.rotate)
    group.command("draft", help="Lập dự thảo danh sách / draft the next list.")(office.draft)
    group.command("sign", help="Ký dự thảo / sign a draft.")(office.sign)
    group.command("publish", help="Công bố / publish what was signed.")(office.publish)


def show(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Danh sách (JSON) / a finished list.")
    ] = None,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """FILE, or the list of this place, or the shipped rules where there is none."""
    out = speaker(lang, as_json)
    from registry.cli.trust_text import rules_document
    from registry.cli.workplace import open_rules, open_workplace
    from registry.verify.trust import TrustList, fingerprint

    data: bytes | None
    held = None
    if file is not None:
        data = read_file(file, _LIMIT)
        trust = TrustList.parse(data)
    else:
        trust, data = open_rules(home, trust_file)
        held = open_workplace(home, trust_file).held_list
    mark = None if data is None else fingerprint(data)
    if held is not None:
        trust_update.tell_held(out, held)
    _tell_list(out, trust, mark)
    signed = None if held is None else trust_update.held_document(held)
    out.document({"fingerprint": mark, "signed": signed, **rules_document(trust)})


def _tell_list(out: Output, trust: "TrustList", mark: str | None) -> None:
    from registry.cli.trust_text import policy_lines, scope_lines

    if mark is None:
        out.say("Quy định kèm chương trình; chưa ghim mạng nào.", "The shipped rules; no network is pinned.")
    else:
        out.say(f"Dấu vân tay SHA-256: {mark}", f"Fingerprint SHA-256: {mark}")
    for network in trust.networks:
        demo = "  DEMO" if network.demo else ""
        out.say(f"Mạng {network.name}, chuỗi {network.chain_id}{demo}",
                f"Network {network.name}, chain {network.chain_id}{demo}")  # fmt: skip
    out.say(f"Địa chỉ công khai: {', '.join(trust.hosts) or '–'}", f"Hosts: {', '.join(trust.hosts) or '–'}")
    out.say(f"Ghi sổ muộn: quá {trust.late_after_days} ngày",
            f"Recorded late: after {trust.late_after_days} days")  # fmt: skip
    out.say("Cơ quan cấp quyền:", "Grantors:")
    for grantor in trust.grantors:
        out.line(f"  {grantor.number}  {grantor.name.text(out.lang)}")
    out.say("Phạm vi:", "Scopes:")
    _lines(out, (line for row in trust.scopes for line in scope_lines(row, out.lang)))
    out.say("Quy định về quyền, theo thứ tự xét:", "Grant policies, in the order in which they are tried:")
    _lines(out, (line for row in trust.policies for line in policy_lines(row, out.lang)))


def _lines(out: Output, lines: Iterator[str]) -> None:
    for line in lines:
        out.line(f"  {line}")


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="Nguồn TOML, thư mục, danh sách JSON / sources, folders, lists."
        ),
    ],
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Sources are read together as one set of rules; each finished list by itself. Every defect is listed with
    file, row and member. Exit 0: in order; 65: at least one defect.
    """
    out = speaker(lang, as_json)
    from registry.verify.sources import read_sources

    texts, lists = _told_apart(files)
    found: list[Finding] = []
    if texts:
        try:
            read_sources(texts)
        except FindingsError as error:
            found += error.findings
    for path in lists:
        found += _defects(path)
    if not out.as_json:
        out.findings(found)
    count = len(found)
    out.say(
        "Không có lỗi." if not found else f"{count} lỗi.", "In order." if not found else f"{count} defect(s)."
    )
    out.document({"accepted": not found, "findings": [out.finding_document(f) for f in found]})
    finish(BAD_INPUT if found else 0)


def build(
    given: Sources,
    target: Annotated[Path, typer.Option("--out", metavar="FILE", help="Tệp danh sách / the list to write.")],
    base: Annotated[
        Path | None,
        typer.Option(
            "--networks",
            metavar="LIST",
            help="Lấy mạng, địa chỉ từ danh sách này / networks, hosts of a list.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace the file.")] = False,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Nothing is written unless every source is in order. Prints the fingerprint to publish with the list."""
    out = speaker(lang, as_json)
    from registry.verify.list_building import build_list
    from registry.verify.sources import read_sources
    from registry.verify.trust import TrustList, fingerprint

    texts, lists = _told_apart(given)
    if lists:
        raise InputError("TRUST_SOURCE_KIND", str(lists[0]))
    rules = read_sources(texts)
    data = build_list(rules, None if base is None else TrustList.parse(read_file(base, _LIMIT)))
    write_file(target, data, force=force)
    mark = fingerprint(data)
    out.say(f"Đã ghi {target}", f"Wrote {target}")
    out.say(f"Dấu vân tay SHA-256: {mark}", f"Fingerprint SHA-256: {mark}")
    out.document({"trust_list": str(target), "fingerprint": mark, "bytes": len(data)})


def sources(
    target: Annotated[Path, typer.Option("--out", metavar="DIR", help="Thư mục / folder to write to.")],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace files.")] = False,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Write the shipped rules as files to edit, then: antin trust build DIR --networks LIST --out FILE."""
    out = speaker(lang, as_json)
    from registry.errors import UsageError
    from registry.verify.defaults import packaged_sources

    files = packaged_sources()
    for file in files:
        if (target / file.name).exists() and not force:
            raise UsageError("FILE_EXISTS", str(target / file.name))
    for file in files:
        write_file(target / file.name, file.data, force=force)
        out.line(str(target / file.name))
    out.document({"files": [str(target / file.name) for file in files]})


def _told_apart(paths: Sequence[Path]) -> tuple[list["SourceFile"], list[Path]]:
    """TOML sources, folders opened in the order of their names, and the paths of everything else."""
    from registry.verify.sources import SourceFile

    every = [
        path for given in paths for path in (sorted(given.glob("*.toml")) if given.is_dir() else [given])
    ]
    if not every:
        raise InputError("TRUST_SOURCE_NONE", ", ".join(map(str, paths)))
    texts = [SourceFile(str(p), read_file(p, _LIMIT)) for p in every if p.suffix.lower() == ".toml"]
    return texts, [path for path in every if path.suffix.lower() != ".toml"]


def _defects(path: Path) -> list[Finding]:
    from registry.verify.list_building import list_findings

    return [Finding(e.code, "error", str(path), e.params) for e in list_findings(read_file(path, _LIMIT))]
