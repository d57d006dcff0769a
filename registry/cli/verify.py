# SPDX-License-Identifier: Apache-2.0
"""``antin verify THING…``: valid, invalid or cannot tell, with reasons and the age of the evidence."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from registry.cli.inputs import parse_moment, read_file, speaker
from registry.cli.output import finish
from registry.cli.verify_arguments import SUMMARY, Arguments, read_arguments
from registry.errors import UsageError

if TYPE_CHECKING:
    import typer

    from registry.bootstrap import Workplace
    from registry.cli.output import Output
    from registry.core.types import Code
    from registry.errors import Finding
    from registry.ports.bundles import BundleSource
    from registry.ports.chain import ChainReader
    from registry.verify import Report, Thing

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")
# Several things end with the answer that needs most attention.
_WORST = (0, 2, 65, 1)
CANNOT_TELL = 2


def register(app: "typer.Typer") -> None:
    """Name the verb among the others; it reads its own options."""
    import typer

    own = {"ignore_unknown_options": True, "allow_extra_args": True}

    @app.command("verify", help=SUMMARY, context_settings=own, add_help_option=False)
    def _(context: typer.Context) -> None:
        run(context.args)


def run(given: "Sequence[str]") -> None:
    """``antin verify`` with these arguments. Exit 0 valid, 1 invalid, 2 cannot tell, 65 of no known form."""
    asked = read_arguments(given)
    out = speaker(asked.lang, asked.as_json)
    place = _place(asked)
    ask = _asking(asked)
    source = _source(place)
    reports = []
    for text in asked.things:
        thing = thing_of(text, asked.body)
        report = judge(place, thing, source, ask)
        note = under_way(thing, source) if report.exit_code == CANNOT_TELL else None
        reports.append((report, _document(report, text, note, out.lang)))
        if not asked.as_json:
            _show(out, report, text, note)
    documents = [document for _, document in reports]
    out.document(documents[0] if len(documents) == 1 else {"reports": documents})
    finish(max((report.exit_code for report, _ in reports), key=_WORST.index))


def _place(asked: Arguments) -> "Workplace":
    from registry.bootstrap import Workplace
    from registry.config import load_settings

    return Workplace(
        load_settings(
            home=asked.home, trust_list=asked.trust_file, registry_url=asked.registry, rpc_urls=asked.rpc
        )
    )


def _asking(asked: Arguments) -> "Asking":
    from registry.core.constants import MAX_MODEL
    from registry.core.hashing import sha256
    from registry.core.text import check_text

    return Asking(
        at=parse_moment(asked.at, "--at"),
        known_at=parse_moment(asked.known_at, "--known-at"),
        files={sha256(read_file(path)): path.name for path in asked.files},
        model=None if asked.model is None else check_text(asked.model, MAX_MODEL, "--model"),
    )


def _show(out: "Output", report: "Report", text: str, note: "Finding | None") -> None:
    from registry.cli.report_text import report_lines

    for line in report_lines(report, out.lang, text):
        out.styled(line)
    if note is not None:
        out.line(f"  ! {note.text(out.lang)} {note.remedy(out.lang)}")


def _document(report: "Report", text: str, note: "Finding | None", lang: str) -> dict[str, object]:
    document: dict[str, object] = {"thing": text, **report.to_mapping()}
    if note is not None:
        document["note"] = {"code": note.code, "message": note.text(lang), "remedy": note.remedy(lang)}
    return document


class Asking(Struct, frozen=True):
    """The question's parts that the command line gives."""

    at: object = None
    known_at: object = None
    files: Mapping[bytes, str] = field(default_factory=dict)
    model: str | None = None


def judge(place: "Workplace", thing: "Thing", source: "BundleSource | None", ask: Asking) -> "Report":
    """One verification at the time of day."""
    from registry.verify import Question, verify

    question = Question(at=ask.at, known_at=ask.known_at, files=ask.files, model=ask.model)  # type: ignore[arg-type]
    return verify(
        thing,
        trust=place.trust,
        readers=_readers(place, thing),
        bundles=source,
        question=question,
        now=int(time.time()),
        origin=place.list_origin(),
    )


def _readers(place: "Workplace", thing: "Thing") -> "Sequence[ChainReader]":
    """Nodes to ask; none need be named for a bundle that brings its chain proof."""
    from registry.verify.things import BundleThing

    proven = isinstance(thing, BundleThing) and b'"chain_proof":' in thing.data
    return () if proven and not place.endpoints else place.readers


def thing_of(text: str, body: str | None) -> "Thing":
    """What the argument names: a file by its content, else a code, address or number.

    Raises ``UsageError`` THING_MISSING for a path that is not there, ``InputError`` for an unreadable file
    or picture, and for a picture of several certificates.
    """
    from registry.verify import recognise, recognise_picture

    path = Path(text)
    if body is None and _is_file(path):
        data = read_file(path)
        if data.startswith(_PICTURES):
            from registry.printing.read_qr import read_qr_codes

            return recognise_picture(read_qr_codes(data, text), path.name)
        return recognise(data, path.name)
    if body is None and _looks_like_path(text):
        raise UsageError("THING_MISSING", thing=text)
    return recognise(text, body=body)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a code or address that is no possible file name
        return False


def _looks_like_path(text: str) -> bool:
    return "://" not in text and not text.startswith(("eyJ", "{")) and ("/" in text or "." in text)


def _source(place: "Workplace") -> "BundleSource | None":
    """The store where there is one, else the service that the settings name."""
    if place.settings.registry_url:
        from registry.cli.remote import RemoteBundles

        return RemoteBundles(place.settings.registry_url, place.settings.rpc_timeout)
    if place.settings.database_url or place.home.database.exists():
        return _OwnStore(place)
    return None


def under_way(thing: "Thing", source: "BundleSource | None") -> "Finding | None":
    """What the registry's own store knows beside a verdict: the certificate of a code waits to be recorded."""
    from registry.errors import Finding
    from registry.verify.things import CodeThing, QrThing

    if not isinstance(source, _OwnStore) or not isinstance(thing, CodeThing | QrThing):
        return None
    code = thing.code if isinstance(thing, CodeThing) else thing.content.code
    return Finding("CERTIFICATE_UNDER_WAY", "warning") if source.is_under_way(code) else None


class _OwnStore(Struct, frozen=True):
    """The registry's own store, opened when a bundle is asked of it: a bundle in hand needs none, and
    SQLAlchemy takes longer to load than everything else together.
    """

    place: "Workplace"

    def by_code(self, code: "Code") -> bytes | None:
        """Of the certificate with this code."""
        return self._opened().by_code(code)

    def by_number(self, body: str, number: str) -> bytes | None:
        """Of the newest revision with this number."""
        return self._opened().by_number(body, number)

    def by_file(self, sha256: bytes) -> bytes | None:
        """Of the newest certificate that binds the file."""
        return self._opened().by_file(sha256)

    def successors(self, code: "Code") -> "Sequence[bytes] | None":
        """Of the later revisions of the certificate with this code."""
        return self._opened().successors(code)

    def is_under_way(self, code: "Code") -> bool:
        """Whether it is of a certificate that was made out and is not recorded for good yet."""
        from registry.service.bundle import is_under_way

        return is_under_way(code, store=self.place.store)

    def _opened(self) -> "BundleSource":
        from registry.service.bundle import StoredBundles

        return StoredBundles(self.place.store)
