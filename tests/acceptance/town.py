# SPDX-License-Identifier: Apache-2.0
"""A registry's folder on a running chain, and the command run on it: as a process, or inside this one."""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from registry.bootstrap import Workplace
from registry.cli.main import run
from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Basis, BodyRecord
from registry.demo.bodies import CERTIFICATION_BODY, SINCE, DemoBody
from registry.demo.folder import DemoFolder
from registry.demo.stage import KDF_COST, enter_body, open_stage
from registry.keys.files import password_from_file
from registry.keys.keyring import KeyRing
from registry.verify.trust import TrustList
from tests.support import ROOT

PUBLIC_URL = "https://antin.example.vn"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the command left: exit code, standard output, standard error."""

    exit_code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON document that it must be."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    @property
    def code(self) -> str:
        """The stable code of a refusal with --json."""
        return str(self.json()["error"]["code"])

    def codes(self, severity: str = "error") -> set[str]:
        """Codes of the findings, of a refusal or of a result, with --json."""
        document = self.json()
        found = document.get("error", document)["findings"]
        return {finding["code"] for finding in found if finding["severity"] == severity}


class Town:
    """One registry: ``folder`` on disk, ``place`` its workplace in this process."""

    def __init__(self, root: Path, rpc_url: str) -> None:
        self.folder = DemoFolder(root)
        self.folder.prepare()
        self.rpc_url = rpc_url
        self.place = self._open()

    def _open(self) -> Workplace:
        place = open_stage(
            self.folder, rpc_url=self.rpc_url, public_url=PUBLIC_URL, page_host="antin.example.vn"
        )
        # Key files of full cost take a second each to make; the ones here protect nothing.
        password = password_from_file(self.folder.password_file)
        place.__dict__["keyring"] = KeyRing(place.home.keys, password, demo_network=True, cost=KDF_COST)
        return place

    @property
    def home(self) -> Path:
        return self.folder.home.root

    @property
    def trust(self) -> TrustList:
        return TrustList.parse(self.folder.home.trust_list.read_bytes())

    def environment(self, **changes: str | None) -> dict[str, str]:
        """The variables of the command: none of the tester's own settings reach it."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
        ours: dict[str, str | None] = {
            "ANTIN_HOME": str(self.home),
            "ANTIN_PUBLIC_URL": PUBLIC_URL,
            "ANTIN_KEY_PASSWORD_FILE": str(self.folder.password_file),
            "ANTIN_LANG": "en",
            "COLUMNS": "200",
        }
        given = {**ours, **changes}
        return {**clean, **{k: v for k, v in given.items() if v is not None}}

    def antin(self, *arguments: object, **changes: str | None) -> Ran:
        """The command as a process of its own, as a shell runs it."""
        command = [sys.executable, "-X", "utf8", "-m", "registry.cli.main", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, env=self.environment(**changes), cwd=ROOT, timeout=120,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def call(self, *arguments: object, **changes: str | None) -> Ran:
        """The same entry point inside this process, for the many cases."""
        return called([str(argument) for argument in arguments], self.environment(**changes))

    def body(self, base: DemoBody = CERTIFICATION_BODY) -> DemoBody:
        """A registered body of a test's own, with the grants of ``base``."""
        body = replace(base, code=f"T{next(_numbers)}-{base.code}")
        enter_body(self.place, body, SINCE)
        return body

    def grant_number(self, body: DemoBody, basis: Basis, scope: str) -> int:
        """The number of a grant: they are given in the order of the list."""
        return next(n for n, g in enumerate(body.grants, start=1) if (g.basis, g.scope) == (basis, scope))

    def on_chain(self, body: str) -> BodyRecord:
        """The body's record at the newest block."""
        reader = self.place.readers[0]
        (slot,) = reader.slots(self.place.contract, [layout.body_slot(body_id(body))], reader.head())
        record = BodyRecord.decode(slot)
        assert record is not None
        return record

    def written(self) -> dict[str, object]:
        """Everything that issuing writes: rows of the store, and the chain's newest block."""
        engine = create_engine(f"sqlite:///{self.folder.home.database}")
        try:
            with engine.connect() as connection:
                names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
                tables = sorted(str(row[0]) for row in names if not str(row[0]).startswith("sqlite_"))
                rows: dict[str, object] = {
                    name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
                    for name in tables
                }
        finally:
            engine.dispose()
        return {**rows, "head": self.place.readers[0].head()}

    def copy(self, target: Path) -> Path:
        """The registry's folder as a thief or a body without the authority's key would have it.

        The store goes through SQLite: opening and closing its file here would drop the locks of this process.
        """
        name = self.folder.home.database.name
        shutil.copytree(self.home, target, ignore=shutil.ignore_patterns(name + "*"))
        with contextlib.closing(sqlite3.connect(self.folder.home.database)) as connection:
            connection.execute("VACUUM INTO ?", (str(target / name),))
        return target

    def next_second(self) -> None:
        """Wait until the next block is later than the newest: records of one second have no order."""
        newest = self.place.readers[0].head().timestamp
        while time.time() < newest + 1:
            time.sleep(0.02)

    def close(self) -> None:
        self.place.close()


def called(arguments: Sequence[str], environment: Mapping[str, str]) -> Ran:
    """``registry.cli.main.run`` with its output caught and the environment put back."""
    before = dict(os.environ)
    out, err = io.StringIO(), io.StringIO()
    os.environ.clear()
    os.environ.update(environment)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exit_code = _exit_code(lambda: run(list(arguments)))
    finally:
        os.environ.clear()
        os.environ.update(before)
    return Ran(exit_code, out.getvalue(), err.getvalue())


def _exit_code(action: Callable[[], None]) -> int:
    with pytest.raises(SystemExit) as ended:
        action()
    assert isinstance(ended.value.code, int)
    return ended.value.code
