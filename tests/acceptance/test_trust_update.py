# SPDX-License-Identifier: Apache-2.0
"""The signed trust list by command: holders' keys, a draft that goes round, a folder, a verifier far away."""

import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from registry.demo.stage import KDF_COST
from registry.keys import pkcs8
from registry.keys.files import write_secret
from registry.update.held import STATE, RoleState, read_held
from registry.verify.trust import TrustList
from tests.acceptance.held import Held
from tests.acceptance.town import Ran, Town, called
from tests.unit.update.office import list_bytes


@dataclass
class Desk:
    """A folder of one's own with the command in it."""

    root: Path

    def antin(self, *arguments: object, home: str = "home", **changes: str) -> Ran:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
        ours = {
            "ANTIN_HOME": str(self.root / home), "ANTIN_LANG": "en",
            "ANTIN_KEY_PASSWORD_FILE": str(self.root / "password"),
        }  # fmt: skip
        return called([str(argument) for argument in arguments], {**clean, **ours, **changes})

    def trust(self, *arguments: object, **options: str) -> Ran:
        return self.antin("trust", *arguments, **options)

    def done(self, *arguments: object, **options: str) -> Ran:
        ran = self.trust(*arguments, **options)
        assert ran.exit_code == 0, (arguments, ran.out, ran.err)
        return ran


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    # Key files of full cost take a second each to make and to open; the ones here protect nothing.
    monkeypatch.setattr(pkcs8, "encrypt", partial(pkcs8.encrypt, cost=KDF_COST))
    write_secret(tmp_path / "password", b"correct horse")
    return Desk(tmp_path)


def _published(desk: Desk, data: bytes) -> str:
    """Two of three holders sign root and list; returns the printed fingerprint."""
    office, listed = desk.root / "office", desk.root / "list.json"
    listed.write_bytes(data)
    for name in "abc":
        desk.done("key", "--out", desk.root / f"{name}.pem")
    keys = [option for name in "abc" for option in ("--root-key", desk.root / f"{name}.pem.pub.json")]
    printed = desk.done("init", office, *keys, "--threshold", 2, "--json").json()["printed"]
    desk.done("draft", office, "--list", listed)
    root, targets = office / "drafts" / "1.root.json", office / "drafts" / "1.targets.json"
    for draft in (root, targets):
        assert desk.trust("publish", office).exit_code == 1
        copy = desk.root / f"copy-of-{draft.name}"  # one holder signs here, another sends a copy back
        shutil.copyfile(draft, copy)
        desk.done("sign", draft, "--key", desk.root / "a.pem")
        desk.done("sign", copy, "--key", desk.root / "c.pem")
    desk.done("publish", office, "--signed", desk.root / "copy-of-1.root.json",
              "--signed", desk.root / "copy-of-1.targets.json")  # fmt: skip
    return str(printed)


def test_from_keys_to_a_verifier_without_a_network(desk: Desk) -> None:
    printed = _published(desk, list_bytes())
    web = desk.root / "office" / "web"
    stick = desk.root / "stick"
    shutil.copytree(web, stick)
    assert desk.trust("update", "--from", stick, "--json").code == "TRUST_PIN_MISSING"
    wrong = desk.trust("update", "--from", stick, "--pin", "0" * 28, "--json")
    assert (wrong.exit_code, wrong.code) == (65, "TRUST_PIN_FORM")
    first = desk.done("init-client", "--fingerprint", printed.lower(), "--from", stick, "--json").json()
    shown = desk.done("show", "--json").json()
    assert shown["signed"]["pin"] == printed.replace("-", "")
    assert shown["signed"]["expires"] == first["expires"]
    assert f"Pinned fingerprint: {printed}" in desk.done("show").out
    # A mere renewal, then a lost key: the two others let a new holder in.
    desk.done("publish", desk.root / "office")
    desk.done("key", "--out", desk.root / "d.pem")
    keys = [option for name in "abd" for option in ("--root-key", desk.root / f"{name}.pem.pub.json")]
    desk.done("root", desk.root / "office", *keys, "--threshold", 2)
    desk.done("draft", desk.root / "office", "--list", desk.root / "list.json")
    for name in ("2.root.json", "2.targets.json"):
        draft = desk.root / "office" / "drafts" / name
        for holder in "ab":
            desk.done(
                "sign",
                draft,
                "--key",
                desk.root / f"{holder}.pem",
                "--root",
                web / "metadata" / "1.root.json",
            )
    stranger = desk.trust("sign", draft, "--key", desk.root / "office" / "online.pem",
                          "--root", web / "metadata" / "1.root.json", "--json")  # fmt: skip
    assert stranger.code == "TRUST_KEY_NOT_HOLDER"
    desk.done("publish", desk.root / "office")
    roles = desk.done("update", "--from", web, "--json").json()["roles"]
    assert (roles["root"]["version"], roles["timestamp"]["version"]) == (2, 3)
    old = desk.trust("update", "--from", stick, "--json")
    assert (old.exit_code, old.code) == (1, "TRUST_ROLLBACK")


def test_a_holder_signs_only_the_list_that_was_read(desk: Desk) -> None:
    office, listed, other = desk.root / "office", desk.root / "list.json", desk.root / "other.json"
    listed.write_bytes(list_bytes())
    other.write_bytes(list_bytes(9))
    made = desk.done("init", office, "--root-keys", 2, "--threshold", 1, "--json").json()
    assert len(made["keys"]) == 2
    assert all(Path(key).stat().st_mode & 0o077 == 0 for key in made["keys"])
    assert b"ENCRYPTED" in Path(made["keys"][0]).read_bytes()
    desk.done("draft", office, "--list", listed)
    draft = office / "drafts" / "1.targets.json"
    refused = desk.trust("sign", draft, "--key", made["keys"][0], "--list", other, "--json")
    assert refused.code == "TRUST_TARGET_DIFFERS"
    desk.done("sign", draft, "--key", made["keys"][0], "--list", listed)
    again = desk.trust("init", office, "--root-keys", 2, "--threshold", 1, "--json")
    assert (again.exit_code, again.code) == (64, "TRUST_OFFICE_EXISTS")
    few = desk.trust("init", desk.root / "b", "--root-keys", 1, "--threshold", 2, "--json")
    assert (few.exit_code, few.code) == (64, "TRUST_THRESHOLD")


def test_a_wrong_key_leaves_nothing_behind_and_the_corrected_command_works(desk: Desk) -> None:
    office, good = desk.root / "office", desk.root / "a.pem.pub.json"
    desk.done("key", "--out", desk.root / "a.pem")
    junk = desk.root / "junk.json"
    junk.write_text("{}", encoding="ascii")
    for options, code in (
        (("--root-key", good, "--root-key", desk.root / "WRONG.json"), "FILE_UNREADABLE"),
        (("--root-key", good, "--root-key", junk), "TRUST_KEY_FORM"),
        (("--root-key", good, "--root-key", good), "TRUST_KEY_TWICE"),
        (("--root-key", good, "--threshold", 2), "TRUST_THRESHOLD"),
        (("--root-keys", 1, "--threshold", 2), "TRUST_THRESHOLD"),
    ):
        refused = desk.trust("init", office, "--threshold", 1, *options, "--json")
        assert refused.code == code
        assert not office.exists(), code
    desk.done("init", office, "--threshold", 1, "--root-key", good)


def test_an_office_cut_off_half_way_is_begun_again_on_the_keys_it_has(desk: Desk) -> None:
    office = desk.root / "office"
    desk.done("init", office, "--threshold", 1, "--root-keys", 2)
    (office / "drafts" / "1.root.json").unlink()
    (office / "holders" / "holder-2.pem").unlink()
    (office / "online.pem.pub.json").unlink()
    kept = [office / "online.pem", office / "holders" / "holder-1.pem"]
    before = [path.read_bytes() for path in kept]
    write_secret(desk.root / "other", b"battery staple")
    again = ("init", office, "--threshold", 1, "--root-keys", 2)
    other = desk.trust(*again, "--json", ANTIN_KEY_PASSWORD_FILE=str(desk.root / "other"))
    assert other.exit_code != 0
    assert not (office / "drafts" / "1.root.json").exists()
    assert "Goes on with the key made before" in desk.done(*again).err
    assert [path.read_bytes() for path in kept] == before
    for name in ("online.pem.pub.json", "holders/holder-2.pem", "drafts/1.root.json"):
        assert (office / name).is_file()
    assert desk.trust(*again, "--json").code == "TRUST_OFFICE_EXISTS"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """A plain static web server on this machine over ``tmp_path/office/web``."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    handler = partial(Quiet, directory=str(tmp_path / "office" / "web"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_any_static_web_server_will_do(desk: Desk, served: str) -> None:
    printed = _published(desk, list_bytes())
    assert desk.done("update", "--from", served, "--pin", printed, "--json").json()["source"] == served
    assert desk.done("update", "--json").json()["roles"]["root"]["version"] == 1
    shutil.rmtree(desk.root / "office" / "web")
    gone = desk.trust("update", "--json")
    assert (gone.exit_code, gone.code) == (2, "TRUST_SOURCE_UNREACHABLE")
    assert desk.trust("update", "--from", "http://example.vn/trust", "--json").code == "TRUST_SOURCE_ADDRESS"


def test_a_verdict_lasts_as_long_as_the_list(desk: Desk, town: Town, held: Held) -> None:
    real = replace(town.trust, networks=(replace(town.trust.networks[0], demo=False),))
    bundle = desk.root / "bundle.json"
    bundle.write_bytes(held.bundle.read_bytes())
    (desk.root / "home").mkdir()
    (desk.root / "home" / "trust-list.json").write_bytes(real.to_bytes())
    unsigned = desk.antin("verify", bundle, "--json").json()
    assert unsigned["verdict"] == "VALID"
    assert "TRUST_LIST_UNSIGNED" in {warning["code"] for warning in unsigned["warnings"]}
    printed = _published(desk, real.to_bytes())
    desk.done("update", "--from", desk.root / "office" / "web", "--pin", printed)
    signed = desk.antin("verify", bundle, "--json").json()
    assert signed["verdict"] == "VALID"
    assert "TRUST_LIST_UNSIGNED" not in {warning["code"] for warning in signed["warnings"]}
    _end_the_list(desk.root / "home" / "trust")
    ended = desk.antin("verify", bundle, "--json")
    assert (ended.exit_code, ended.json()["verdict"]) == (2, "INDETERMINATE")
    assert ended.json()["checks"][11]["code"] == "TRUST_LIST_EXPIRED"
    assert TrustList.parse(real.to_bytes()) == real


def _end_the_list(folder: Path) -> None:
    """As a machine finds it that was switched off for too long."""
    state = read_held(folder)
    assert state is not None
    past = RoleState(state.roles["timestamp"].version, 1_700_000_000)
    (folder / STATE).write_bytes(replace(state, roles={**state.roles, "timestamp": past}).to_bytes())
