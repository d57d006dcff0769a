# SPDX-License-Identifier: Apache-2.0
"""A registry to measure on: a chain, a contract, one body with grants and keys, in a folder that goes away."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from registry.bootstrap import Workplace
from registry.chain.ganache import Ganache
from registry.core.certificate import ConformityCertificate
from registry.demo.bodies import CERTIFICATION_BODY, SINCE
from registry.demo.documents import as_of
from registry.demo.folder import DemoFolder
from registry.demo.stage import KDF_COST, NETWORK, enter_body, open_stage
from registry.intake.roster_examples import example_certificates
from registry.keys.keyring import KeyRing
from registry.service.anchor import anchor
from registry.service.deps import Draft
from registry.service.issue import Issued, issue

PROJECT = Path(__file__).resolve().parents[2]
BODY = CERTIFICATION_BODY.code
PUBLIC_URL = "https://antin.example"


@dataclass(frozen=True, slots=True)
class Scene:
    """An open registry whose body may issue; ``place`` is its wiring."""

    folder: DemoFolder
    place: Workplace
    chain_url: str

    def environment(self) -> dict[str, str]:
        """Variables that let the command work on this registry."""
        return {
            **os.environ,
            "ANTIN_HOME": str(self.folder.home.root),
            "ANTIN_NETWORK": NETWORK,
            "ANTIN_PUBLIC_URL": PUBLIC_URL,
            "ANTIN_RPC_URLS": self.chain_url,
            "ANTIN_KEY_PASSWORD_FILE": str(self.folder.password_file),
        }

    def seal(self, certificates: Sequence[ConformityCertificate]) -> tuple[Issued, ...]:
        """Issue in one call, without anchoring."""
        drafts = [Draft(certificate) for certificate in certificates]
        return issue(drafts, body=BODY, deps=self.place.issue_deps(BODY)).issued

    def anchor(self, issued: Sequence[Issued]) -> None:
        """Anchor the batches of ``issued``."""
        anchor(list(dict.fromkeys(item.batch for item in issued)), deps=self.place.anchor_deps())


@contextmanager
def scenes(chain_url: str | None, count: int = 1) -> Iterator[list[Scene]]:
    """Registries of their own contract and store on one chain: a new ganache, or the node at ``chain_url``.

    Raises ``UsageError`` NODE_MISSING, GANACHE_MISSING, ``TransientError`` GANACHE_FAILED.
    """
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="antin-bench-")))
        url = chain_url or stack.enter_context(Ganache.start(root / "chain", project=PROJECT)).url
        opened = []
        for number in range(count):
            opened.append(_open(DemoFolder(root / f"registry-{number}"), url))
            stack.callback(opened[-1].place.close)
        yield opened


def roster(size: int) -> list[ConformityCertificate]:
    """Hợp quy certificates of methods 5, 7 and 8 and of the older rules in turn, with numbers of their own:
    each lists products, and lots or serial numbers where its method has them.
    """
    today = datetime.now(UTC).date()
    kinds = [as_of(certificate, today) for certificate in example_certificates("hop-quy")]
    return [
        kind.model_copy(update={"number": f"{kind.number}-{n:06}"})
        for n, kind in enumerate(islice(cycle(kinds), size))
    ]


def _open(folder: DemoFolder, url: str) -> Scene:
    folder.prepare()
    place = open_stage(folder, rpc_url=url, public_url=PUBLIC_URL, page_host="antin.example")
    # Cheap to open, unlike real ones: the price of scrypt is chosen, and says nothing about this program.
    keys = KeyRing(folder.home.keys, place.key_password(), demo_network=True, cost=KDF_COST)
    keys.create_credential_key(BODY)
    keys.create_anchor_key(BODY)
    enter_body(place, CERTIFICATION_BODY, SINCE)
    return Scene(folder, place, url)
