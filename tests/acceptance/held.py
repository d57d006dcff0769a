# SPDX-License-Identifier: Apache-2.0
"""One certificate in every form that people hold, and the verifier asked about it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.core.bundle import decode_bundle
from registry.core.code import group_code, parse_code
from registry.core.qr import signed_qr
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import PUBLIC_URL, Ran, Town

EXIT_CODES = {"VALID": 0, "INVALID": 1, "INDETERMINATE": 2}


@dataclass(frozen=True)
class Held:
    """One issued certificate in every form that people hold."""

    town: Town
    body: str
    number: str
    code: str
    bundle: Path
    credential: Path
    picture: Path

    def forms(self) -> dict[str, tuple[object, ...]]:
        """What the command is given."""
        grouped, url = group_code(self.code), f"{PUBLIC_URL.upper()}/C/{self.code}"
        whole = decode_bundle(self.bundle.read_bytes())
        return {
            "bundle": (self.bundle,),
            "credential": (self.credential,),
            "credential pasted": (self.credential.read_text(),),
            "code": (self.code,),
            "code in groups": (grouped,),
            "code in lower case": (grouped.lower(),),
            "code as read aloud": (grouped.replace("0", "O").replace("1", "l"),),
            "code with spaces": (grouped.replace("-", " "),),
            "address": (url,),
            "address in lower case": (url.lower(),),
            "signed QR text": ("".join(signed_qr(PUBLIC_URL, parse_code(self.code), whole.signed_summary)),),
            "picture": (self.picture,),
            "number": (self.number, "--body", self.body),
            "number in other letters": (self.number.lower().replace("-", " "), "--body", self.body.lower()),
        }


FORMS = (
    "bundle", "credential", "credential pasted", "code", "code in groups", "code in lower case",
    "code as read aloud", "code with spaces", "address", "address in lower case", "signed QR text", "picture",
    "number", "number in other letters",
)  # fmt: skip


def certificate_in_every_form(town: Town, folder: Path) -> Held:
    """Issue one and write its forms into ``folder``."""
    body = town.body().code
    path = roster(folder / "roster.xlsx", [papers(body)[RICE_COOKER]])
    issued = town.call("issue", path, "--body", body, "--json")
    assert issued.exit_code == 0, issued.err
    (one,) = issued.json()["certificates"]
    bundle = folder / "one.bundle.json"
    assert town.call("bundle", one["code"], bundle).exit_code == 0
    credential = folder / "credential.jwt"
    credential.write_bytes(decode_bundle(bundle.read_bytes()).credential or b"")
    printed = town.call("qr", one["code"], "--out", folder / "qr", "--signed", "--json")
    assert printed.exit_code == 0, printed.err
    return Held(
        town, body, one["number"], one["code"], bundle, credential, folder / "qr" / f"{one['code']}.png"
    )


def verify(held: Held, *arguments: object) -> Ran:
    return held.town.call("verify", *arguments, "--json")


def report(ran: Ran) -> dict[str, Any]:
    """The one document; verdict and exit code agree with each other and with the process."""
    document = ran.json()
    assert document["exit_code"] == ran.exit_code
    assert ran.exit_code in (EXIT_CODES[document["verdict"]], 65)
    assert [check["number"] for check in document["checks"]] == list(range(1, 13))
    return document
