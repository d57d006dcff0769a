# SPDX-License-Identifier: Apache-2.0
"""``antin serve``: the public service and the verify page, on 127.0.0.1 unless told otherwise."""

import ipaddress
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import HomeDir, Lang, speaker
from registry.errors import InputError, UsageError, refuse_on_errors

if TYPE_CHECKING:
    from fastapi import FastAPI

    from registry.api.writing_deps import WritingDeps
    from registry.bootstrap import Workplace
    from registry.core.certificate.calibration import CalibrationCertificate
    from registry.verify.trust import TrustList


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("serve", help="Chạy dịch vụ và trang tra cứu / run the service and the verify page.")(serve)


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Default: 127.0.0.1 (ANTIN_HOST).")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65_535, help="Default: 8080.")] = None,
    writing: Annotated[
        bool, typer.Option("--writing", help="Mở cả dịch vụ ghi / open the writing service too.")
    ] = False,
    behind_proxy: Annotated[
        str | None,
        typer.Option("--behind-proxy", metavar="IP", help="Proxy TLS phía trước / the TLS proxy in front."),
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
) -> None:
    """Read-only unless --writing is given. Ends with Ctrl-C."""
    out = speaker(lang, as_json=False)
    from registry.cli.workplace import open_workplace

    place = open_workplace(home)
    chosen_host, chosen_port = host or place.settings.host, port or place.settings.port
    if writing:
        check_exposure(chosen_host, behind_proxy)
    check_port(chosen_host, chosen_port, "--port")
    place.checked_reader()
    if place.has_registry_key:
        place.registry_signer()  # a wrong password is to show now, not at the first visitor
    else:
        out.note("Chưa có khóa của sổ đăng ký nên không công bố danh sách trạng thái: antin key create --role registry",
                 "No registry key, so no status lists are published: antin key create --role registry")  # fmt: skip
    out.say(f"Trang tra cứu: http://{chosen_host}:{chosen_port}/ (Ctrl-C để dừng)",
            f"Verify page: http://{chosen_host}:{chosen_port}/ (Ctrl-C to stop)")  # fmt: skip
    if not writing:
        run_service(service_of(place), chosen_host, chosen_port)
        return
    from registry.cli.writing import open_keys, run_with_worker, writing_deps

    open_keys(place)
    service = service_of(place, writing=writing_deps(place))
    out.say("Dịch vụ ghi đang mở: /api/v1/proposals", "The writing service is open: /api/v1/proposals")
    run_with_worker(service, place, out, chosen_host, chosen_port, behind_proxy)


def service_of(
    place: "Workplace",
    *,
    public_url: str | None = None,
    trust: "TrustList | None" = None,
    writing: "WritingDeps | None" = None,
) -> "FastAPI":
    """The API with its verify page over one registry."""
    from registry.api.app import create_app
    from registry.api.deps import ApiDeps
    from registry.service.bundle import StoredBundles
    from verifier_app.pages import VerifyPages

    deps = ApiDeps(
        lookup=place.lookup,
        bundles=StoredBundles(place.store),
        readers=place.readers,
        trust=trust or place.trust,
        list_origin=None if trust else place.list_origin,
        clock=place.clock,
        public_url=public_url or place.public_url,
        decode_picture=_decode_picture,
        read_dcc=_read_dcc,
        pause=place.pause,
        publishing=place.publishing(public_url),
    )
    return create_app(deps, VerifyPages(deps), writing)


def run_service(app: "FastAPI", host: str, port: int) -> None:
    """Serve until interrupted; the access log stays off, since codes are nobody's business."""
    import uvicorn

    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def check_exposure(host: str, proxy: str | None) -> None:
    """Keys must not travel in the clear: off this machine only with a named proxy that ends TLS.

    Raises ``UsageError`` WRITING_NEEDS_TLS, PROXY_ADDRESS.
    """
    if proxy is not None:
        try:
            ipaddress.ip_address(proxy)
        except ValueError as error:
            raise UsageError("PROXY_ADDRESS", "--behind-proxy", text=proxy[:60]) from error
        return
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError("WRITING_NEEDS_TLS", "--host", host=host)


def check_port(host: str, port: int, option: str) -> None:
    """Raises ``UsageError`` PORT_TAKEN naming the way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError("PORT_TAKEN", port=port, option=option) from error


def _decode_picture(data: bytes) -> list[str]:
    from registry.printing.read_qr import read_qr_codes

    try:
        return read_qr_codes(data)
    except InputError as error:
        if error.code == "QR_NOT_FOUND":
            return []
        raise


def _read_dcc(data: bytes, name: str) -> "CalibrationCertificate | None":
    from registry.intake.dcc.read import dcc_facts
    from registry.intake.documents import detect

    if detect(data, name) != "dcc-xml":
        return None
    result = dcc_facts(data, name)
    if result.certificate is None:
        refuse_on_errors(result.findings)
    return result.certificate


def lan_addresses() -> Sequence[str]:
    """Addresses of the machine on its networks, for phones; may be empty."""
    found = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: nothing is sent, the kernel picks the interface
            found.add(probe.getsockname()[0])
        except OSError:
            pass
    return sorted(str(address) for address in found if not str(address).startswith("127."))
