# SPDX-License-Identifier: Apache-2.0
"""The office's side: who may hold keys, what is published, and what stops it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tuf.api.metadata import Targets

from registry.core.hashing import sha256
from registry.errors import InputError, RefusedError, UsageError
from registry.update.drafts import Holders, first_root, next_targets, sign_draft
from registry.update.files import put_file
from registry.update.keyfile import public_file, read_public
from registry.update.metadata import metadata_bytes, public_key, read_metadata
from registry.update.office import Office as Folder
from registry.update.publish import Drafts, publish, read_published
from tests.unit.update.office import DAY, Office, list_bytes, p256


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "web")


@pytest.mark.parametrize(("threshold", "keys"), [(0, 2), (3, 2), (1, 0)])
def test_a_threshold_that_nobody_can_reach_or_everybody_can_is_refused(threshold: int, keys: int) -> None:
    root = [public_key(p256().public_key()) for _ in range(keys)]
    holders = Holders(root=root, threshold=threshold, online=public_key(p256().public_key()))
    with pytest.raises(UsageError, match="TRUST_THRESHOLD"):
        first_root(holders, now=0)


def test_one_key_is_one_voice(office: Office) -> None:
    one = public_key(p256().public_key())
    other = public_key(p256().public_key())
    for holders in (
        Holders(root=[one, one], threshold=2, online=other),
        Holders(root=[one], threshold=1, online=one),
    ):
        with pytest.raises(UsageError, match="TRUST_KEY_TWICE"):
            first_root(holders, now=0)
    root = office.signed_root([office.holders[0], office.holders[0]])
    targets, files = office.signed_targets(list_bytes(), office.holders)
    with pytest.raises(RefusedError, match="TRUST_SIGNATURES_MISSING"):
        publish(office.web, Drafts(root=root, targets=targets, files=files), office.online, now=office.now)


def test_targets_may_have_holders_of_their_own(office: Office) -> None:
    ministry = p256()
    holders = Holders(
        root=office.appointed.root, threshold=2, online=office.appointed.online,
        targets=[public_key(ministry.public_key())], targets_threshold=1,
    )  # fmt: skip
    root = first_root(holders, now=office.now)
    for key in office.holders[:2]:
        sign_draft(root, key, [root.signed], "")
    with pytest.raises(RefusedError, match="TRUST_KEY_NOT_HOLDER"):
        sign_draft(root, ministry, [root.signed], "")
    targets, files = office.signed_targets(list_bytes(), [ministry])
    publish(office.web, Drafts(root=root, targets=targets, files=files), office.online, now=office.now)
    others, files = office.signed_targets(list_bytes(9), office.holders)
    with pytest.raises(RefusedError, match="TRUST_SIGNATURE"):
        publish(office.web, Drafts(targets=others, files=files), office.online, now=office.now)


def test_nothing_is_published_that_verifiers_would_refuse(office: Office) -> None:
    with pytest.raises(UsageError, match="TRUST_NOTHING_TO_PUBLISH"):
        office.renew()
    office.open()
    before = {path: path.read_bytes() for path in office.web.rglob("*") if path.is_file()}
    targets, files = office.signed_targets(list_bytes(9), office.holders)
    with pytest.raises(RefusedError, match="TRUST_TARGET_DIFFERS"):
        publish(office.web, Drafts(targets=targets, files={"trust-list.json": list_bytes(8)}), office.online,
                now=office.now)  # fmt: skip
    with pytest.raises(RefusedError, match="TRUST_KEY_NOT_HOLDER"):
        publish(office.web, Drafts(targets=targets, files=files), p256(), now=office.now)
    with pytest.raises(RefusedError, match="TRUST_LAPSED"):
        publish(office.web, Drafts(), office.online, now=office.now + 93 * DAY)
    first, files = next_targets(None, list_bytes(9), {}, now=office.now)
    for key in office.holders:
        sign_draft(first, key, (), "")
    with pytest.raises(RefusedError, match="TRUST_ROLLBACK"):
        publish(office.web, Drafts(targets=first, files=files), office.online, now=office.now)
    assert {path: path.read_bytes() for path in office.web.rglob("*") if path.is_file()} == before


def test_a_publication_that_broke_off_is_taken_up_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.open()
    root = office.signed_root(office.holders)
    targets, files = office.signed_targets(list_bytes(9), office.holders)
    drafts = Drafts(root=root, targets=targets, files=files)

    def full_disk(path: Path, data: bytes) -> None:
        if path.name == "timestamp.json":
            raise UsageError("FILE_UNWRITABLE", str(path), reason="disk full")
        put_file(path, data)

    monkeypatch.setattr("registry.update.publish.put_file", full_disk)
    with pytest.raises(UsageError, match="FILE_UNWRITABLE"):
        publish(office.web, drafts, office.online, now=office.now)
    monkeypatch.undo()
    done = publish(office.web, drafts, office.online, now=office.now)
    assert done.root is not None
    assert done.targets is not None
    assert (done.root.signed.version, done.targets.signed.version) == (2, 2)


def test_old_files_stay_as_they_were(office: Office) -> None:
    office.open()
    before = {path: path.read_bytes() for path in office.web.rglob("*") if path.is_file()}
    office.renew(list_bytes(9))
    office.rotate([*office.holders[:2], p256()], office.holders[:2])
    changed = {path.name for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"timestamp.json"}
    served = office.web / "targets" / f"{sha256(list_bytes(9)).hex()}.trust-list.json"
    assert served.read_bytes() == list_bytes(9)


@pytest.mark.parametrize("name", ["../x.json", "A.json", "x.txt", ".json", "a/b.json", "x" * 70 + ".json"])
def test_a_profile_has_a_plain_name(name: str) -> None:
    with pytest.raises(InputError, match="TRUST_TARGET_NAME"):
        next_targets(None, b"", {name: b"{}"}, now=0)


def test_only_p256_keys_in_their_one_form_are_taken() -> None:
    key = p256().public_key()
    data = public_file(key)
    assert read_public(data, "a").keyid == public_key(key).keyid
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    for wrong in (
        data + b" ",
        data[:-1],
        b"[]",
        b"{}",
        data.replace(b"keyid", b"keyix"),
        public_file(other),
    ):
        with pytest.raises(InputError, match="TRUST_KEY_FORM"):
            read_public(wrong, "a")


def test_copies_are_put_together_and_copies_of_something_else_are_not(office: Office, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "office")
    draft = office.signed_root([])
    folder.put_root(draft)
    copies: list[tuple[str, bytes]] = []
    for key in office.holders[:2]:
        copy = office.signed_root([])
        copy.signed.expires = draft.signed.expires
        sign_draft(copy, key, (), "")
        copies.append((f"{len(copies)}.json", metadata_bytes(copy)))
    found = folder.collect(copies)
    assert found.root is not None
    assert len(found.root.signatures) == 2
    other = office.signed_root(office.holders, days=9)
    with pytest.raises(RefusedError, match="TRUST_DRAFT_OTHER"):
        folder.collect([("x.json", metadata_bytes(other))])
    targets, _ = office.signed_targets(list_bytes(), [])
    with pytest.raises(UsageError, match="TRUST_DRAFT_MISSING"):
        folder.collect([("t.json", metadata_bytes(targets))])
    assert read_published(tmp_path / "nowhere").root is None


def test_metadata_of_another_kind_is_told(office: Office) -> None:
    data = metadata_bytes(office.signed_root([]))
    with pytest.raises(InputError, match="TRUST_METADATA_FORMAT"):
        read_metadata(data, Targets, "x")
