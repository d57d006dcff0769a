# SPDX-License-Identifier: Apache-2.0
"""The remote signer signs nothing that it cannot explain, and its answers are believed only when they hold."""

import http.server
import json
import ssl
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from registry.core.anchor import AnchorRequest, Domain, typed_digest
from registry.core.hashing import body_id
from registry.core.typed_digest import TypedDigest
from registry.core.typed_json import to_document
from registry.core.types import Address, MerkleRoot
from registry.errors import RefusedError, TransientError, UsageError
from registry.keys.entries import RemotePlace
from registry.keys.keyring import KeyRing
from registry.keys.recoverable import recover
from registry.keys.remote import RemoteAnchorSigner
from registry.keys.remote_http import check_url, exchange
from registry.keys.signer_desk import SignerDesk
from registry.keys.signer_log import SignerLog, check_log
from registry.keys.signer_policy import SignerPolicy
from registry.keys.signer_server import serve_tcp, serve_unix

NOW, BODY, TOKEN = 1_795_348_800, "VD-CERT", "a-bearer-token-of-some-length"
CONTRACT = Address(b"\xcc" * 20)
DOMAIN = Domain(chain_id=1337, contract=CONTRACT)
POLICY = {"format": "antin-signer-policy", "version": 1, "demo": True, "types": ["Anchor", "SetStatus"],
          "contracts": [{"chain_id": 1337, "address": "0x" + CONTRACT.hex()}], "max_deadline": 3_600}  # fmt: skip


def anchor(body: str = BODY, deadline: int = NOW + 60, domain: Domain = DOMAIN) -> TypedDigest:
    request = AnchorRequest(body=body, grants=(1,), root=MerkleRoot(b"\1" * 32), size=1, deadline=deadline)
    digest = request.digest(domain)
    assert isinstance(digest, TypedDigest)
    return digest


@dataclass
class Signer:
    """A running signer with one key of ``BODY``, and how the registry reaches it."""

    folder: Path
    ring: KeyRing
    desk: SignerDesk
    address: Address
    place: RemotePlace

    @property
    def log(self) -> Path:
        return self.folder / "signed.log"

    def remote(self, **changes: Any) -> RemoteAnchorSigner:
        return RemoteAnchorSigner(replace(self.place, **changes), self.address)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_bytes().splitlines()]


def token_file(folder: Path, token: str = TOKEN) -> str:
    path = folder / f"token-{len(token)}"
    path.write_text(token + "\n")
    path.chmod(0o600)
    return str(path)


@contextmanager
def running(server: http.server.HTTPServer) -> Iterator[http.server.HTTPServer]:
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def signer(tmp_path: Path) -> Iterator[Signer]:
    ring = KeyRing(tmp_path / "keys", lambda: "p", demo_network=True, cost=1 << 12)
    address = ring.create_anchor_key(BODY)
    log = SignerLog(tmp_path / "signed.log")
    desk = SignerDesk(ring, SignerPolicy.parse(POLICY), log, TOKEN, lambda: NOW)
    place = RemotePlace(f"unix:{tmp_path}/s", token_file(tmp_path))
    with running(serve_unix(desk, tmp_path / "s")):
        yield Signer(tmp_path, ring, desk, address, place)
    log.close()


def refusal(action: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(RefusedError) as error:
        action()
    return error.value.code, str(error.value.params.get("reason", ""))


def test_a_request_is_signed_and_written_down(signer: Signer) -> None:
    digest = anchor()
    signature = signer.remote().sign_digest(digest)
    assert recover(digest, signature) == signer.address
    (line,) = signer.lines()
    assert line["digest"] == "0x" + digest.hex()
    assert line["request"] == to_document(digest)
    assert (line["time"], line["body"], line["key"]) == (NOW, BODY, "0x" + signer.address.hex())
    assert TOKEN not in signer.log.read_text()
    assert signature.hex() not in signer.log.read_text()


def test_the_socket_and_the_log_are_the_owners_alone(signer: Signer) -> None:
    assert stat.S_IMODE((signer.folder / "s").stat().st_mode) == 0o600
    assert stat.S_IMODE(signer.log.stat().st_mode) == 0o600


def test_bare_bytes_are_not_even_sent(signer: Signer) -> None:
    assert refusal(lambda: signer.remote().sign_digest(bytes(anchor())))[0] == "SIGNER_BLIND"
    assert signer.lines() == []


def test_a_digest_that_the_message_does_not_give_is_refused(signer: Signer) -> None:
    question = {"version": 1, "purpose": "anchor", "key": "0x" + signer.address.hex(),
                "digest": "0x" + "11" * 32, "request": to_document(anchor())}  # fmt: skip
    status, answer = exchange(signer.place, "POST", "/sign", question)
    assert (status, answer["error"]) == (400, "TYPED_REQUEST_FORMAT")
    assert signer.lines() == []


@pytest.mark.parametrize(
    ("digest", "member"),
    [
        (anchor(domain=Domain(chain_id=1, contract=CONTRACT)), "domain"),
        (anchor(domain=Domain(chain_id=1337, contract=Address(b"\1" * 20))), "domain"),
        (anchor(body="VD-LAB"), "body"),
        (anchor(deadline=NOW + 3_601), "deadline"),
        (typed_digest(DOMAIN, "RevokeOwnKey", {"body": body_id(BODY), "key": b"\1" * 32, "reason": 1,
                                               "deadline": NOW}), "primaryType"),
    ],
)  # fmt: skip
def test_what_the_policy_does_not_name_is_refused(signer: Signer, digest: TypedDigest, member: str) -> None:
    code, reason = refusal(lambda: signer.remote().sign_digest(digest))
    assert (code, reason) == ("SIGNER_REFUSED", f"SIGNER_POLICY_REFUSES ({member})")
    assert signer.lines() == []


def test_a_key_that_the_signer_does_not_hold(signer: Signer) -> None:
    stranger = RemoteAnchorSigner(signer.place, Address(b"\7" * 20))
    assert refusal(lambda: stranger.sign_digest(anchor()))[1] == "SIGNER_POLICY_REFUSES (key)"
    assert refusal(lambda: stranger.held_for(BODY))[0] == "SIGNER_KEY_MISSING"
    assert refusal(lambda: signer.remote().held_for("VD-LAB"))[0] == "SIGNER_KEY_MISSING"


@pytest.mark.parametrize("token", ["another-token-of-some-length", TOKEN[:-1], TOKEN + "x"])
def test_a_wrong_token_opens_nothing(signer: Signer, token: str) -> None:
    wrong = token_file(signer.folder / "keys", token)
    remote = signer.remote(token_file=wrong)
    for action in (lambda: remote.sign_digest(anchor()), lambda: remote.held_for(BODY)):
        assert refusal(action) == ("SIGNER_REFUSED", "SIGNER_TOKEN_WRONG")
    assert signer.lines() == []


def test_an_answer_without_a_token(signer: Signer) -> None:
    for header in ("", TOKEN, "Basic " + TOKEN, "Bearer", "Bearer \xff"):
        assert signer.desk.answer("GET", "/keys", header, b"")[0] == 401
    assert signer.desk.answer("GET", "/sign", f"Bearer {TOKEN}", b"")[0] == 404


@pytest.mark.parametrize("content", ["short", "with a space inside it", "dấu tiếng Việt dài dài"])
def test_a_token_file_of_no_form(signer: Signer, content: str) -> None:
    remote = signer.remote(token_file=token_file(signer.folder / "keys", content))
    assert refusal(lambda: remote.held_for(BODY))[0] == "SIGNER_TOKEN_FORMAT"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"version":1}', b"\xff", b"1e9", b"x" * 2_000_000])
def test_what_is_no_question(signer: Signer, body: bytes) -> None:
    assert signer.desk.answer("POST", "/sign", f"Bearer {TOKEN}", body)[0] == 400


def test_a_signature_leaves_only_after_it_is_in_the_log(
    signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object, __: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(SignerLog, "append", full)
    with pytest.raises(TransientError) as error:
        signer.remote().sign_digest(anchor())
    assert error.value.code == "SIGNER_UNREACHABLE"


def test_a_signer_that_is_away_may_come_back(tmp_path: Path) -> None:
    for url in (f"unix:{tmp_path}/none", "http://127.0.0.1:1"):
        with pytest.raises(TransientError) as error:
            RemoteAnchorSigner(RemotePlace(url, token_file(tmp_path)), Address(bytes(20))).sign_digest(
                anchor()
            )
        assert error.value.code == "SIGNER_UNREACHABLE"
        assert error.value.exit_code == 2


def test_two_signers_never_share_a_socket(signer: Signer) -> None:
    with pytest.raises(UsageError) as error:
        serve_unix(signer.desk, signer.folder / "s")
    assert error.value.code == "SIGNER_LISTEN"
    assert signer.remote().held_for(BODY)


def test_a_socket_that_a_killed_signer_left_is_taken_over(signer: Signer) -> None:
    server = serve_unix(signer.desk, signer.folder / "t")
    server.server_close()
    with running(serve_unix(signer.desk, signer.folder / "t")):
        assert signer.remote(url=f"unix:{signer.folder}/t").held_for(BODY)


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    class Liar(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with running(http.server.HTTPServer(("127.0.0.1", 0), Liar)) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}"


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"{}", b"not json", b'{"signature": 7}', b'{"signature": "0x11"}',
     json.dumps({"signature": "0x" + "11" * 64 + "1b"}).encode(),
     json.dumps({"signature": "0x" + "11" * 64 + "1b", "a": "x" * 2_000_000}).encode()],
)  # fmt: skip
def test_an_answer_that_does_not_hold_is_refused(signer: Signer, answer: bytes) -> None:
    with answering(200, answer) as url:
        assert refusal(lambda: signer.remote(url=url).sign_digest(anchor()))[0] == "SIGNER_ANSWER"


def test_another_keys_signature_is_refused(signer: Signer) -> None:
    other = KeyRing(signer.folder / "other", lambda: "p", demo_network=True, cost=1 << 12)
    other.create_anchor_key(BODY)
    theirs = other.anchor_signer(BODY).sign_digest(anchor())
    with answering(200, json.dumps({"signature": "0x" + theirs.hex()}).encode()) as url:
        assert refusal(lambda: signer.remote(url=url).sign_digest(anchor()))[0] == "SIGNER_ANSWER"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_busy_signer_is_asked_again_later(signer: Signer, status: int) -> None:
    with answering(status, b'{"error": "\\u001b[31mBUSY"}') as url, pytest.raises(TransientError) as error:
        signer.remote(url=url).sign_digest(anchor())
    assert error.value.params["reason"] == f"HTTP {status}"


@pytest.mark.parametrize(
    "url",
    ["http://signer.example.vn:8443", "http://10.0.0.7", "ftp://127.0.0.1", "127.0.0.1:80", "unix:relative",
     "https://", "https://user:pw@signer.example.vn", "https://a/b", "https://a?b", "http://[::1", "http://a:x"],
)  # fmt: skip
def test_an_address_that_would_carry_the_token_in_the_clear(url: str) -> None:
    with pytest.raises(UsageError) as error:
        check_url(url)
    assert error.value.code == "SIGNER_URL"


@pytest.mark.parametrize(
    "url", ["unix:/run/s", "http://127.0.0.1:1", "http://[::1]:1", "https://signer.example.vn"]
)
def test_addresses_that_are_safe(url: str) -> None:
    check_url(url)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that is its own authority, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, own = folder / "tls.pem", folder / "tls.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    own.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    return pem, own


def test_over_tls_only_the_pinned_authority_is_believed(signer: Signer) -> None:
    pem, key = certificate(signer.folder)
    server = serve_tcp(signer.desk, "127.0.0.1", 0, certificate=pem, key=key)
    url = f"https://localhost:{server.server_address[1]}"
    with running(server):
        digest = anchor()
        assert recover(digest, signer.remote(url=url, ca_file=str(pem)).sign_digest(digest)) == signer.address
        with pytest.raises(TransientError) as error:
            signer.remote(url=url).sign_digest(digest)
        assert error.value.params["reason"] == ssl.SSLCertVerificationError.__name__


def test_no_port_of_another_machine_without_tls(signer: Signer) -> None:
    with pytest.raises(UsageError) as error:
        serve_tcp(signer.desk, "0.0.0.0", 0)
    assert error.value.code == "SIGNER_LISTEN"


def test_a_remote_key_in_the_keyring(signer: Signer) -> None:
    ours = KeyRing(signer.folder / "ours", lambda: "p", demo_network=True)
    ours.use_remote(BODY, signer.address, signer.place)
    again = KeyRing(signer.folder / "ours", lambda: "p", demo_network=True)
    digest = anchor()
    assert recover(digest, again.anchor_signer(BODY).sign_digest(digest)) == again.public_id("anchor", BODY)
    assert TOKEN not in (signer.folder / "ours" / "keyring.json").read_text()


def test_a_demo_signers_keys_never_serve_a_real_network(signer: Signer) -> None:
    real = KeyRing(signer.folder / "real", lambda: "p", demo_network=False)
    assert (
        refusal(lambda: real.use_remote(BODY, signer.address, signer.place))[0] == "DEMO_KEY_ON_REAL_NETWORK"
    )
    assert real.entries == ()


@pytest.mark.parametrize(
    "change",
    [{"format": "x"}, {"version": 2}, {"demo": 1}, {"types": []}, {"types": ["Transfer"]}, {"types": "Anchor"},
     {"contracts": []}, {"contracts": [{}]}, {"contracts": [{"chain_id": "1", "address": "0x"}]},
     {"contracts": [{"chain_id": 1, "address": "0x" + "AB" * 20}]}, {"max_deadline": 0},
     {"max_deadline": 86_401}, {"max_deadline": "1"}, {"more": 1}],
)  # fmt: skip
def test_a_policy_with_a_slip_allows_nothing(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps({**POLICY, **change}))
    with pytest.raises(UsageError) as error:
        SignerPolicy.read(path)
    assert error.value.code == "SIGNER_POLICY"
    assert str(path) in error.value.text("vi")


def test_a_policy_that_is_missing_or_no_json(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("{")
    for path in (tmp_path / "a", tmp_path / "b"):
        with pytest.raises(UsageError) as error:
            SignerPolicy.read(path)
        assert error.value.code == "SIGNER_POLICY"


def test_a_log_that_was_touched_is_found_out(signer: Signer) -> None:
    for n in range(3):
        signer.remote().sign_digest(anchor(deadline=NOW + n))
    whole = signer.log.read_bytes()
    assert check_log(signer.log)[0] == 3
    first, second, third = whole.splitlines(keepends=True)
    for number, damaged in (
        (1, whole.replace(b"VD-CERT", b"VD-LABO", 1)), (2, first + third), (2, first + first),
        (1, second + first + third), (3, whole[:-1]), (3, first + second + third[:40]), (2, first + b"{}\n"),
        (2, first + b"7\n"),
    ):  # fmt: skip
        signer.log.write_bytes(damaged)
        with pytest.raises(RefusedError) as error:
            SignerLog(signer.log)
        assert (error.value.code, error.value.where) == ("SIGNER_LOG_BROKEN", f"{signer.log}:{number}")


def test_a_log_goes_on_after_a_restart(tmp_path: Path) -> None:
    for n in range(3):
        log = SignerLog(tmp_path / "log")
        assert log.count == n
        log.append({"time": n})
        log.close()
    assert check_log(tmp_path / "log")[0] == 3
