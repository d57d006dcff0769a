# SPDX-License-Identifier: Apache-2.0
"""``antin prove CODE``: refreshes the chain proof of a bundle, so that it can be verified without any node."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, TrustFile, read_file, speaker, write_file
from registry.cli.output import Output
from registry.core.code import parse_code
from registry.core.constants import MAX_BUNDLE_BYTES
from registry.errors import Finding
from registry.ports.agreement import node_name

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.service.provers import Provers
    from registry.service.staple import Stapled


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("prove", help="Làm mới bằng chứng chuỗi / refresh a bundle's chain proof.")(prove)


def prove(
    thing: Annotated[
        str, typer.Argument(metavar="CODE|BUNDLE", help="Mã tra cứu hoặc tệp gói / code, or a bundle file.")
    ],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Default: BUNDLE itself, or CODE.bundle.json")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè / replace an existing file.")] = False,
    rpc: Annotated[
        str | None, typer.Option("--rpc", metavar="URL", help="JSON-RPC endpoints, by commas.")
    ] = None,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The bundle as of the newest block that can be shown; a bundle file is replaced by its fresh self."""
    out = speaker(lang, as_json)
    from registry.bootstrap import Workplace
    from registry.config import load_settings

    place = Workplace(load_settings(home=home, trust_list=trust_file, rpc_urls=rpc))
    provers = place.provers
    try:
        file_given = Path(thing).is_file()
        proven = _of_file(place, Path(thing), provers) if file_given else _of_code(place, thing, provers)
    finally:
        _name_failures(out, provers)
    target = file or proven.target
    write_file(target, proven.stapled.data, force=force or target == Path(thing))
    _tell(out, target, proven.stapled)


@dataclass(frozen=True, slots=True)
class _Proven:
    """What was made, and where it goes unless another place is named."""

    stapled: "Stapled"
    target: Path


def _of_code(place: "Workplace", text: str, provers: "Provers") -> _Proven:
    from registry.service.prove import prove as run

    code = parse_code(text)
    deps = replace(place.prove_deps(), provers=provers)
    return _Proven(run(code, deps), Path(f"{code}.bundle.json"))


def _of_file(place: "Workplace", path: Path, provers: "Provers") -> _Proven:
    """A bundle of any registry on the pinned network; no store is needed."""
    from registry.service.staple import check_provable, staple

    data = read_file(path, MAX_BUNDLE_BYTES)
    check_provable(data, place.network)
    return _Proven(provers.newest(lambda prover: staple([data], place.network, prover)[0]), path)


def _name_failures(out: Output, provers: "Provers") -> None:
    """Which nodes were no help, and why; of a single one the error itself tells."""
    if len(provers) > 1:
        out.findings(
            Finding(one.error.code, "warning", node_name(one.prover), dict(one.error.params))
            for one in provers.failures
        )


def _tell(out: Output, target: Path, stapled: "Stapled") -> None:
    number, size = stapled.block.number, len(stapled.data)
    out.say(f"Đã ghi {target} ({size} byte), tính đến khối {number}",
            f"Wrote {target} ({size} bytes), as of block {number}")  # fmt: skip
    if stapled.finality.value == "unsealed":
        out.note(
            "Mạng này không ai ký đầu khối: gói vẫn cần một nút mạng để xác thực.",
            "Nobody seals this network's headers: the bundle still needs a node to be verified.",
        )
    out.document(
        {"file": str(target), "bytes": size, "block": number, "block_time": stapled.block.timestamp,
         "finality": stapled.finality.value}
    )  # fmt: skip
