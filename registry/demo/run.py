# SPDX-License-Identifier: Apache-2.0
"""``./scripts/demo``: sets everything up, issues, prints, verifies, and serves the page until Ctrl-C."""

import time
from pathlib import Path

from registry.bootstrap import Workplace
from registry.chain.ganache import Ganache
from registry.cli.options import speaker, vietnam_day
from registry.cli.output import Output, tolerate_terminal
from registry.cli.serve import check_port, lan_addresses, run_service, service_of
from registry.demo import story
from registry.demo.bodies import CERTIFICATION_BODY, LABORATORY, SINCE
from registry.demo.documents import DemoDocument, stand_ins, write_roster, write_sample_dcc
from registry.demo.folder import DemoFolder
from registry.demo.options import Options, parse_options
from registry.demo.stage import enter_body, open_stage
from registry.errors import RegistryError, UsageError

PROJECT = Path(__file__).resolve().parents[2]
WRONG_VERDICT = 1
_MAYBE_DAMAGED = (1, 65, 70)


def main(arguments: list[str] | None = None) -> int:
    """Run the demo; returns the exit code. Ctrl-C goes through, to whoever started it."""
    try:
        options = parse_options(arguments)
    except SystemExit as ended:
        return 64 if ended.code else 0
    tolerate_terminal()
    out = speaker(options.lang, as_json=False)
    try:
        return _run(options, out)
    except RegistryError as error:
        out.error(error)
        # Remedies speak to a registry's operator, who has backups; the demo has nothing worth keeping.
        if error.exit_code in _MAYBE_DAMAGED and DemoFolder(options.root).begun:
            out.note("Nếu trạng thái của bản trình diễn bị hỏng: chạy với --fresh.",
                     "If it is the demo's own state that is damaged: start with --fresh.")  # fmt: skip
        return error.exit_code


def _run(options: Options, out: Output) -> int:
    folder = DemoFolder(options.root)
    host = "0.0.0.0" if options.lan else "127.0.0.1"  # noqa: S104 - asked for with --lan
    check_port("127.0.0.1", options.rpc_port, "--rpc-port")
    if not options.once:
        check_port(host, options.port, "--port")
    # Only now: a demo that is still running would lose its files.
    if options.fresh and (aside := folder.move_aside()):
        out.say(f"Trạng thái cũ được giữ ở {aside}", f"The old state is kept in {aside}")
    folder.prepare()
    page = f"http://{_page_host(options)}:{options.port}"
    state = folder.remembered() or {"public_url": page}
    started = time.monotonic()
    out.say("Khởi động chuỗi (ganache), vài giây …", "Starting the chain (ganache), a few seconds …")
    with Ganache.start(folder.chain, project=PROJECT, port=options.rpc_port) as chain:
        if not folder.begun:
            out.say("Triển khai hợp đồng, tạo khóa, khoảng 10 giây …",
                    "Deploying the contract, making keys, some 10 seconds …")  # fmt: skip
        place = open_stage(
            folder, rpc_url=chain.url, public_url=state["public_url"], page_host=page.split("://")[1]
        )
        folder.remember(**state)
        try:
            good, cast = _tell(place, folder, options, page, out)
            seconds = time.monotonic() - started
            out.say(f"\nXong trong {seconds:.0f} s.", f"\nDone in {seconds:.0f} s.")
            if options.once:
                return 0 if good else WRONG_VERDICT
            return _serve(place, cast, options, host, page, out)
        finally:
            place.close()


def _tell(
    place: Workplace, folder: DemoFolder, options: Options, page: str, out: Output
) -> tuple[bool, story.Cast]:
    today = vietnam_day(int(time.time()))
    given = stand_ins(options.documents, today)
    documents = [
        DemoDocument(write_roster(folder, today), CERTIFICATION_BODY),
        DemoDocument(write_sample_dcc(folder), LABORATORY),
        *given,
    ]
    for body in {document.body.code: document.body for document in documents}.values():
        out.say(f"Cơ quan quản lý ghi nhận {body.code}: {body.name_vi}",
                f"The authority registers {body.code}: {body.name_en}")  # fmt: skip
        enter_body(place, body, SINCE)
    issued = story.issue_documents(place, documents, out)
    cast = story.choose(issued)
    story.suspend(place, cast.suspended, out)
    story.print_codes(place, folder, issued, page, out)
    story.show_code(cast.valid, page, out)
    return story.check_verdicts(place, folder, cast, out), cast


def _serve(  # noqa: PLR0917 -- one caller, one screen
    place: Workplace, cast: story.Cast, options: Options, host: str, page: str, out: Output
) -> int:
    out.say(f"\nTrang tra cứu: {page}/   giấy hợp lệ: {page}/C/{cast.valid.code}",
            f"\nVerify page: {page}/?lang=en   a valid one: {page}/C/{cast.valid.code}?lang=en")  # fmt: skip
    out.say(f"Đình chỉ: {page}/C/{cast.suspended.code}   (Ctrl-C để dừng)",
            f"Suspended: {page}/C/{cast.suspended.code}?lang=en   (Ctrl-C to stop)")  # fmt: skip
    run_service(service_of(place, public_url=page), host, options.port)
    return 0


def _page_host(options: Options) -> str:
    if not options.lan:
        return "127.0.0.1"
    addresses = lan_addresses()
    if not addresses:
        raise UsageError("NO_LAN_ADDRESS")
    return addresses[0]
