# SPDX-License-Identifier: Apache-2.0
"""``antin trust update|init-client``: the verifier's side of the signed trust list."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import Output
from registry.cli.trust_keys import need_library

if TYPE_CHECKING:
    from registry.update.held import Held

Source = Annotated[
    str | None,
    typer.Option("--from", metavar="URL|DIR", help="Địa chỉ https hoặc thư mục / https address or folder."),
]


def update(
    source: Source = None,
    pin: Annotated[
        str | None, typer.Option("--pin", metavar="FINGERPRINT", help="Dấu vân tay đã in / as printed; once.")
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Take in the list that the authority publishes. Nothing changes unless all of it is in order."""
    out = speaker(lang, as_json)
    need_library()
    from registry.cli.workplace import open_workplace
    from registry.update.client import update as take
    from registry.update.pin import parse_pin
    from registry.verify.trust import TrustList

    place = open_workplace(home)
    held = take(place.home.trust, source=source, pin=parse_pin(pin) if pin else None, accept=TrustList.parse)
    if place.settings.trust_list is not None:
        out.note("ANTIN_TRUST_LIST vẫn chỉ một tệp khác và được ưu tiên.",
                 "ANTIN_TRUST_LIST still names a file, which goes first.")  # fmt: skip
    tell_held(out, held)
    out.document(held_document(held))


def init_client(
    pin: Annotated[
        str,
        typer.Option(
            "--fingerprint", metavar="FINGERPRINT", help="Dấu vân tay trong quyết định / as printed."
        ),
    ],
    source: Annotated[
        str, typer.Option("--from", metavar="URL|DIR", help="Địa chỉ https hoặc thư mục / where.")
    ],
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The first update: pins the fingerprint and remembers where lists come from."""
    update(source, pin, home, lang, as_json)


def tell_held(out: Output, held: "Held") -> None:
    """What is in use, until when, and who ends first."""
    from registry.update.pin import group_pin

    end = f"{datetime.fromtimestamp(held.expires, UTC):%Y-%m-%d %H:%M} UTC"
    out.say(f"Danh sách có chữ ký, từ {held.source}", f"Signed list, from {held.source}")
    out.say(f"Dấu vân tay đã ghim: {group_pin(held.pin)}", f"Pinned fingerprint: {group_pin(held.pin)}")
    out.say(f"Dùng được đến {end} ({held.first_to_expire})", f"Good until {end} ({held.first_to_expire})")
    out.line("  " + ", ".join(f"{role} {state.version}" for role, state in held.roles.items()))


def held_document(held: "Held") -> dict[str, object]:
    """The same as JSON members."""
    roles = {role: {"version": s.version, "expires": s.expires} for role, s in held.roles.items()}
    return {"pin": held.pin, "source": held.source, "list_sha256": held.list_sha256,
            "expires": held.expires, "roles": roles}  # fmt: skip
