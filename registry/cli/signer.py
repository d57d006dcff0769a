# SPDX-License-Identifier: Apache-2.0
"""``antin signer serve|check-log``: the reference remote signer for anchor keys (docs/spec/keys.md)."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.errors import UsageError

if TYPE_CHECKING:
    from http.server import HTTPServer

    from registry.keys.signer_desk import SignerDesk

_TCP = re.compile(r"(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):(\d{1,5})")
LogFile = Annotated[Path, typer.Option("--log", metavar="FILE", help="Nhật ký đã ký / what was signed.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Máy ký từ xa / remote signer.")
    group.command("serve", help="Chạy máy ký / serve this keyring's anchor keys.")(serve)
    group.command("check-log", help="Kiểm tra nhật ký / check the log's chain.")(check_signer_log)
    app.add_typer(group, name="signer")


def serve(
    listen: Annotated[str, typer.Option("--listen", metavar="ADDR", help="unix:/path | host:port")],
    policy: Annotated[Path, typer.Option("--policy", metavar="FILE", help="Chính sách / what it may sign.")],
    token: Annotated[Path, typer.Option("--token-file", metavar="FILE", help="Mã truy cập / bearer token.")],
    log: LogFile,
    certificate: Annotated[Path | None, typer.Option("--tls-certificate", metavar="PEM", help="TLS.")] = None,
    key: Annotated[Path | None, typer.Option("--tls-key", metavar="PEM", help="TLS.")] = None,
    home: HomeDir = None,
    lang: Lang = None,
) -> None:
    """Keys of files and tokens in this keyring; needs no chain, no store and no trust list."""
    out = speaker(lang, as_json=False)
    from registry.cli.workplace import open_workplace
    from registry.keys.remote_http import read_token
    from registry.keys.signer_desk import SignerDesk
    from registry.keys.signer_log import SignerLog
    from registry.keys.signer_policy import SignerPolicy

    rules = SignerPolicy.read(policy)
    place = open_workplace(home)
    ring = place.new_keyring(demo=rules.demo)
    desk = SignerDesk(ring, rules, SignerLog(log), read_token(token), place.clock.now)
    for entry in ring.entries:
        if entry.role == "anchor" and not entry.remote:
            ring.anchor_key(entry)  # a wrong password is told now, and not by the first batch
    server = _server(desk, listen, certificate, key)
    out.note(f"Máy ký nghe ở {listen}; Ctrl+C để dừng.", f"The signer listens at {listen}; Ctrl+C stops it.")
    try:
        server.serve_forever()
    finally:
        server.server_close()


def _server(desk: "SignerDesk", listen: str, certificate: Path | None, key: Path | None) -> "HTTPServer":
    from registry.keys.signer_server import serve_tcp, serve_unix

    if listen.startswith("unix:/"):
        return serve_unix(desk, Path(listen.removeprefix("unix:")))
    match = _TCP.fullmatch(listen)
    if match is None or int(match[2]) > 65_535 or (certificate is None) != (key is None):
        raise UsageError("SIGNER_LISTEN", listen, reason="unix:/path or host:port; TLS needs both files")
    return serve_tcp(desk, match[1].strip("[]"), int(match[2]), certificate=certificate, key=key)


def check_signer_log(log: LogFile, lang: Lang = None, as_json: Json = False) -> None:
    """Every line follows from the one before; compare the printed hash with the one noted last time."""
    out = speaker(lang, as_json)
    from registry.keys.signer_log import check_log

    if not log.exists():
        raise UsageError("KEY_FILE_MISSING", str(log))
    count, last = check_log(log)
    out.say(f"{count} chữ ký, hàm băm cuối {last}", f"{count} signatures, last hash {last}")
    out.document({"count": count, "hash": last})
