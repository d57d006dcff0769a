# SPDX-License-Identifier: Apache-2.0
"""``antin network pause|unpause``: the guardian's brake, and the authority's release."""

from typing import TYPE_CHECKING

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.errors import RefusedError

if TYPE_CHECKING:
    from registry.ports.chain import Receipt


def add(group: typer.Typer) -> None:
    """Add the verbs to the group of networks."""
    group.command("pause", help="Tạm dừng neo và việc cho phép / stop anchoring and permissive acts.")(pause)
    group.command("unpause", help="Chạy lại / let the contract run again.")(unpause)


def pause(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """By the account of this folder's authority key, which needs the guardian's role: a guardian keeps a folder
    of their own (``RefusedError`` NOT_GUARDIAN). Suspending and withdrawing go on; verification is not touched.
    """
    from registry.cli.workplace import open_workplace

    authority = open_workplace(home).authority
    try:
        receipt = authority.pause()
    except RefusedError as error:
        if error.code != "NOT_AUTHORITY":
            raise
        raise RefusedError("NOT_GUARDIAN", error.where, **error.params) from error
    _tell("pause", receipt, lang, as_json=as_json)


def unpause(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """By the authority."""
    from registry.cli.workplace import open_workplace

    _tell("unpause", open_workplace(home).authority.unpause(), lang, as_json=as_json)


def _tell(act: str, receipt: "Receipt", lang: str | None, *, as_json: bool) -> None:
    out = speaker(lang, as_json)
    out.say(f"Đã ghi ở khối {receipt.block.number}", f"Recorded at block {receipt.block.number}")
    out.document({"act": act, "block": receipt.block.number})
