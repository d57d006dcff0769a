# SPDX-License-Identifier: Apache-2.0
"""Takes in the published trust list: pinned first root, then the framework's workflow, then every byte.

The workflow runs on a copy. Only what has passed in full becomes the generation in use.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tuf.api import exceptions as tuf_errors
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from registry.core.hashing import sha256
from registry.errors import EvidenceError, RefusedError, RegistryError, TransientError, UsageError
from registry.update.fetch import open_source
from registry.update.files import exclusive, put_file
from registry.update.held import STATE, Held, RoleState, metadata_folder, read_held
from registry.update.metadata import (
    MAX_METADATA_BYTES,
    S,
    check_role,
    check_root,
    read_metadata,
    seconds,
)
from registry.update.names import (
    LIST_NAME,
    MAX_PROFILES,
    MAX_ROOTS,
    MAX_TARGET_BYTES,
    METADATA,
    PROFILES,
    TARGETS,
)
from registry.update.pin import pin_of

_CONFIG = UpdaterConfig(
    max_root_rotations=MAX_ROOTS,
    root_max_length=MAX_METADATA_BYTES,
    timestamp_max_length=16 * 1024,
    snapshot_max_length=64 * 1024,
    targets_max_length=MAX_METADATA_BYTES,
)


def update(
    folder: Path, *, source: str | None = None, pin: str | None = None, accept: Callable[[bytes], object]
) -> Held:
    """Take in what ``source`` publishes; ``folder`` is left as it was unless everything is in order.

    ``pin`` is needed the first time, ``source`` defaults to the last one; ``accept`` raises for bytes that
    are no trust list. Raises ``UsageError`` TRUST_PIN_MISSING, TRUST_SOURCE_ADDRESS; ``RefusedError``
    TRUST_PIN_OTHER, TRUST_PIN_UNKNOWN, TRUST_ROLLBACK, TRUST_UNSIGNED, TRUST_MISMATCH, TRUST_OVERSIZE,
    TRUST_SIGNATURE_WRONG; ``EvidenceError`` TRUST_METADATA_EXPIRED, TRUST_STATE_DAMAGED;
    ``InputError`` TRUST_METADATA_FORMAT and what ``accept`` raises; ``TransientError``
    TRUST_SOURCE_UNREACHABLE.
    """
    with exclusive(folder):
        return _update(folder, source, pin, accept)


def _update(folder: Path, source: str | None, pin: str | None, accept: Callable[[bytes], object]) -> Held:
    held = read_held(folder)
    if held is not None and pin is not None and held.pin != pin:
        raise RefusedError("TRUST_PIN_OTHER", str(folder))
    chosen, first_pin = source or (held.source if held else None), held.pin if held else pin
    if first_pin is None:
        raise UsageError("TRUST_PIN_MISSING")
    if chosen is None:
        raise UsageError("TRUST_SOURCE_MISSING")
    base, fetcher = open_source(chosen)
    generation = folder / f"g-{secrets.token_hex(8)}"
    try:
        with _own_words(chosen):
            published = _Published(base, fetcher)
            start = _prepared(generation, held, folder, first_pin, published)
            updater = published.updater(generation, start)
            updater.refresh()
            mine = Held(
                pin=first_pin, source=_kept(chosen), generation=generation.name, list_sha256="", roles={}
            )
            taken = _taken(updater, generation, mine)
        accept((generation / TARGETS / LIST_NAME).read_bytes())
        put_file(folder / STATE, taken.to_bytes())
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    _forget(folder, {taken.generation, held.generation if held else ""})
    return taken


def _forget(folder: Path, keep: set[str]) -> None:
    # The generation before stays: somebody may have read the state a moment ago.
    for old in folder.glob("g-*"):
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)


def _kept(source: str) -> str:
    return source if "://" in source else str(Path(source).resolve())


@dataclass(frozen=True, slots=True)
class _Published:
    """A published folder, wherever it is."""

    base: str
    fetcher: FetcherInterface

    def roots_to(self, pin: str) -> list[bytes]:
        """The roots from the first to the one that the pin stands for, each signed as the one before wants.

        Raises ``RefusedError`` TRUST_PIN_UNKNOWN.
        """
        roots: list[bytes] = []
        previous: Metadata[Root] | None = None
        for version in range(1, MAX_ROOTS + 1):
            name = f"{version}.root.json"
            try:
                data = self.fetcher.download_bytes(f"{self.base}/{METADATA}/{name}", MAX_METADATA_BYTES)
            except tuf_errors.DownloadHTTPError as error:
                if error.status_code not in {403, 404} or version == 1:
                    raise
                break
            root = read_metadata(data, Root, name)
            check_root(root, previous, name)
            roots.append(data)
            previous = root
            if pin_of(root.signed_bytes) == pin:
                return roots
        raise RefusedError("TRUST_PIN_UNKNOWN", self.base)

    def updater(self, generation: Path, start: bytes) -> Updater:
        """The framework's client, at work in ``generation``."""
        return Updater(
            str(generation / METADATA), f"{self.base}/{METADATA}",
            str(generation / TARGETS), f"{self.base}/{TARGETS}",
            self.fetcher, _CONFIG, bootstrap=start,
        )  # fmt: skip


def _prepared(generation: Path, held: Held | None, folder: Path, pin: str, published: _Published) -> bytes:
    """Fill a new generation with what is known already; returns the root to start from."""
    (generation / TARGETS).mkdir(parents=True)
    history = generation / METADATA / "root_history"
    if held is not None:
        try:
            shutil.copytree(metadata_folder(folder, held), generation / METADATA, symlinks=True)
            return (history / f"{held.roles[Root.type].version}.root.json").read_bytes()
        except (OSError, shutil.Error) as error:
            raise EvidenceError("TRUST_STATE_DAMAGED", str(folder)) from error
    roots = published.roots_to(pin)
    history.mkdir(parents=True)
    for version, data in enumerate(roots, 1):
        put_file(history / f"{version}.root.json", data)
    return roots[-1]


def _taken(updater: Updater, generation: Path, held: Held) -> Held:
    """Every file read again in full, the targets fetched, and what all that comes to."""
    root, targets, roles = _checked(generation / METADATA)
    names = list(targets.targets)
    profiles = [name for name in names if name.startswith(PROFILES)]
    if LIST_NAME not in names or len(profiles) + 1 != len(names) or len(profiles) > MAX_PROFILES:
        raise RefusedError("TRUST_TARGET_DIFFERS", "targets.json")
    if root.signed.consistent_snapshot is not True:
        raise RefusedError("TRUST_TARGET_DIFFERS", "root.json")
    for name in names:
        _fetch_target(updater, name, generation / TARGETS / name)
    data = (generation / TARGETS / LIST_NAME).read_bytes()
    return Held(
        pin=held.pin,
        source=held.source,
        generation=held.generation,
        list_sha256=sha256(data).hex(),
        roles=roles,
    )


def _checked(folder: Path) -> tuple[Metadata[Root], Targets, dict[str, RoleState]]:
    paths = sorted((folder / "root_history").iterdir(), key=lambda path: int(path.name.partition(".")[0]))
    previous: Metadata[Root] | None = None
    for path in paths:
        root = read_metadata(path.read_bytes(), Root, path.name)
        check_root(root, previous, path.name)
        previous = root
    assert previous is not None
    roles = {Root.type: RoleState(previous.signed.version, seconds(previous.signed.expires))}
    roles[Timestamp.type] = _checked_role(folder, Timestamp, previous.signed)[1]
    roles[Snapshot.type] = _checked_role(folder, Snapshot, previous.signed)[1]
    targets, roles[Targets.type] = _checked_role(folder, Targets, previous.signed)
    return previous, targets.signed, roles


def _checked_role(folder: Path, kind: type[S], root: Root) -> tuple[Metadata[S], RoleState]:
    name = f"{kind.type}.json"
    found = read_metadata((folder / name).read_bytes(), kind, name)
    check_role(found, root, name)
    return found, RoleState(found.signed.version, seconds(found.signed.expires))


def _fetch_target(updater: Updater, name: str, path: Path) -> None:
    described = updater.get_targetinfo(name)
    if described is None or described.length > MAX_TARGET_BYTES:
        raise RefusedError("TRUST_OVERSIZE", name, limit=MAX_TARGET_BYTES)
    updater.download_target(described, str(path))


_WORDS: tuple[tuple[type[Exception], type[RegistryError], str], ...] = (
    (tuf_errors.ExpiredMetadataError, EvidenceError, "TRUST_METADATA_EXPIRED"),
    (tuf_errors.BadVersionNumberError, RefusedError, "TRUST_ROLLBACK"),
    (tuf_errors.UnsignedMetadataError, RefusedError, "TRUST_UNSIGNED"),
    (tuf_errors.LengthOrHashMismatchError, RefusedError, "TRUST_MISMATCH"),
    (tuf_errors.DownloadLengthMismatchError, RefusedError, "TRUST_OVERSIZE"),
    (tuf_errors.DownloadError, TransientError, "TRUST_SOURCE_UNREACHABLE"),
    (tuf_errors.RepositoryError, RefusedError, "TRUST_METADATA_WRONG"),
)  # the first that fits


@contextmanager
def _own_words(source: str) -> Iterator[None]:
    """The framework's errors as ours."""
    try:
        yield
    except (tuf_errors.RepositoryError, tuf_errors.DownloadError) as error:
        ours, code = next((ours, code) for theirs, ours, code in _WORDS if isinstance(error, theirs))
        raise ours(code, source, reason=str(error)) from error
