# SPDX-License-Identifier: Apache-2.0
"""The working folder of the authority's office: drafts that go round, the online key, the published folder.

``drafts/N.root.json``, ``drafts/N.targets.json``, ``drafts/files/…``, ``online.pem`` (encrypted), ``web/``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata, Root, Targets

from registry.errors import InputError, RefusedError, UsageError
from registry.update.drafts import merge_signatures
from registry.update.files import put_file
from registry.update.metadata import MAX_METADATA_BYTES, metadata_bytes, read_metadata
from registry.update.names import MAX_TARGET_BYTES
from registry.update.publish import Drafts


@dataclass(frozen=True, slots=True)
class Office:
    """One working folder."""

    folder: Path

    @property
    def online_key(self) -> Path:
        """The encrypted key that renews snapshot and timestamp."""
        return self.folder / "online.pem"

    @property
    def web(self) -> Path:
        """What a web server hands out."""
        return self.folder / "web"

    @property
    def drafts(self) -> Path:
        """Files that await signatures."""
        return self.folder / "drafts"

    @property
    def begun(self) -> bool:
        """Whether it has a root, drafted or published. Keys alone are of a start that was cut off."""
        return self.web.exists() or self._waiting("root") is not None

    def put_root(self, draft: Metadata[Root]) -> Path:
        """Write a draft of a root; another one that waited is replaced."""
        return self._put(f"{draft.signed.version}.root.json", metadata_bytes(draft))

    def put_targets(self, draft: Metadata[Targets], files: Mapping[str, bytes]) -> Path:
        """Write a draft of target files with their contents."""
        for name, data in files.items():
            put_file(self.drafts / "files" / name, data)
        return self._put(f"{draft.signed.version}.targets.json", metadata_bytes(draft))

    def root_draft(self) -> Metadata[Root] | None:
        """The root that waits for signatures."""
        path = self._waiting("root")
        return None if path is None else read_metadata(path.read_bytes(), Root, path.name)

    def collect(self, copies: Sequence[tuple[str, bytes]]) -> Drafts:
        """The drafts with the signatures of copies (name, bytes) that holders sent back.

        Raises ``UsageError`` TRUST_DRAFT_MISSING, ``RefusedError`` TRUST_DRAFT_OTHER, ``InputError``.
        """
        root, targets = self.root_draft(), None
        if (path := self._waiting("targets")) is not None:
            targets = read_metadata(path.read_bytes(), Targets, path.name)
        for name, data in copies:
            if is_root(data, name):
                _merge_root(root, data, name)
            elif targets is None:
                raise UsageError("TRUST_DRAFT_MISSING", name)
            else:
                merge_signatures(targets, read_metadata(data, Targets, name), name)
        files = {} if targets is None else {name: self._file(name) for name in targets.signed.targets}
        return Drafts(root=root, targets=targets, files=files)

    def clear(self) -> None:
        """Drafts are published: they wait no more."""
        for kind in ("root", "targets"):
            for path in self.drafts.glob(f"*.{kind}.json"):
                path.unlink()

    def _put(self, name: str, data: bytes) -> Path:
        kind = name.partition(".")[2]
        for old in self.drafts.glob(f"*.{kind}"):
            old.unlink()
        put_file(self.drafts / name, data)
        return self.drafts / name

    def _waiting(self, kind: str) -> Path | None:
        return next(iter(sorted(self.drafts.glob(f"*.{kind}.json"))), None)

    def _file(self, name: str) -> bytes:
        path = self.drafts / "files" / name
        if not path.resolve().is_relative_to(self.drafts.resolve()) or not path.is_file():
            raise RefusedError("TRUST_TARGET_DIFFERS", name)
        if path.stat().st_size > MAX_TARGET_BYTES:
            raise RefusedError("TRUST_OVERSIZE", name, limit=MAX_TARGET_BYTES)
        return path.read_bytes()


def is_root(data: bytes, where: str) -> bool:
    """Whether a draft is a root rather than target files. Raises ``InputError`` TRUST_METADATA_FORMAT."""
    if len(data) > MAX_METADATA_BYTES:
        raise InputError("TRUST_METADATA_FORMAT", where, reason=f"> {MAX_METADATA_BYTES} bytes")
    return b'"_type": "root"' in data


def _merge_root(root: Metadata[Root] | None, data: bytes, name: str) -> None:
    if root is None:
        raise UsageError("TRUST_DRAFT_MISSING", name)
    merge_signatures(root, read_metadata(data, Root, name), name)
