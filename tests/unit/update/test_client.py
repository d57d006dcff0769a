# SPDX-License-Identifier: Apache-2.0
"""What a verifier takes in, and what it refuses: rollback, freeze, mixtures, wrong signers, damage."""

import shutil
import time
from pathlib import Path

import pytest

from registry.errors import EvidenceError, InputError, RefusedError, TransientError, UsageError
from registry.update.client import update
from registry.update.drafts import next_targets, sign_draft
from registry.update.held import held_list, read_held
from registry.update.metadata import metadata_bytes
from registry.update.pin import pin_of
from registry.update.publish import Drafts, publish, read_published
from registry.verify.trust import TrustList
from tests.unit.update.office import DAY, Office, list_bytes, p256


class Reader:
    """A verifier's folder beside an office's."""

    def __init__(self, office: Office, folder: Path, pin: str | None) -> None:
        self.office, self.folder, self.pin = office, folder, pin

    def update(self) -> bytes:
        held = update(self.folder, source=str(self.office.web), pin=self.pin, accept=TrustList.parse)
        return held_list(self.folder, held)

    def state(self) -> bytes | None:
        path = self.folder / "state.json"
        return path.read_bytes() if path.exists() else None


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "web")


@pytest.fixture
def reader(office: Office, tmp_path: Path) -> Reader:
    return Reader(office, tmp_path / "home", office.open())


def test_the_list_arrives_as_it_was_signed(reader: Reader) -> None:
    assert reader.update() == list_bytes()
    held = read_held(reader.folder)
    assert held is not None
    assert {name: role.version for name, role in held.roles.items()} == dict.fromkeys(held.roles, 1)
    assert held.first_to_expire == "timestamp"
    assert abs(held.expires - (reader.office.now + 14 * DAY)) < 2


def test_a_new_list_and_a_mere_renewal_arrive(reader: Reader) -> None:
    reader.update()
    reader.office.renew()
    assert reader.update() == list_bytes()
    reader.office.renew(list_bytes(9))
    assert reader.update() == list_bytes(9)
    assert len(list(reader.folder.glob("g-*"))) == 2


def test_a_first_update_needs_the_pin_and_the_right_one(office: Office, tmp_path: Path) -> None:
    pin = office.open()
    with pytest.raises(UsageError, match="TRUST_PIN_MISSING"):
        Reader(office, tmp_path / "a", None).update()
    with pytest.raises(RefusedError, match="TRUST_PIN_UNKNOWN"):
        Reader(office, tmp_path / "b", "0" * 28).update()
    reader = Reader(office, tmp_path / "c", pin)
    reader.update()
    with pytest.raises(RefusedError, match="TRUST_PIN_OTHER"):
        Reader(office, tmp_path / "c", "0" * 28).update()


def test_a_rolled_back_folder_is_refused_and_nothing_changes(reader: Reader, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(reader.office.web, old)
    reader.office.renew(list_bytes(9))
    reader.update()
    before = reader.state()
    with pytest.raises(RefusedError, match="TRUST_ROLLBACK"):
        update(reader.folder, source=str(old), accept=TrustList.parse)
    assert reader.state() == before


@pytest.mark.parametrize("role", ["root", "targets", "snapshot", "timestamp"])
def test_what_has_expired_is_refused_role_by_role(role: str, tmp_path: Path) -> None:
    office = Office(tmp_path / "web", now=int(time.time()) - 40 * DAY)
    days = {"root": 365, "targets": 365, "snapshot": 365, "timestamp": 365, role: 39}
    root = office.signed_root(office.holders, days["root"])
    targets, files = office.signed_targets(list_bytes(), office.holders, days["targets"])
    publish(office.web, Drafts(root=root, targets=targets, files=files), office.online, now=office.now,
            snapshot_days=days["snapshot"], timestamp_days=days["timestamp"])  # fmt: skip

    reader = Reader(office, tmp_path / "home", pin_of(root.signed_bytes))
    with pytest.raises(EvidenceError, match="TRUST_METADATA_EXPIRED"):
        reader.update()
    assert reader.state() is None


def test_a_frozen_folder_is_refused_once_its_timestamp_has_ended(tmp_path: Path) -> None:
    office = Office(tmp_path / "web", now=int(time.time()) - 15 * DAY)
    reader = Reader(office, tmp_path / "home", office.open())
    with pytest.raises(EvidenceError, match="TRUST_METADATA_EXPIRED"):
        reader.update()
    office.now += 15 * DAY
    office.renew()
    assert reader.update() == list_bytes()


@pytest.mark.parametrize("name", ["2.targets.json", "2.snapshot.json", "timestamp.json"])
def test_files_of_two_releases_do_not_mix(reader: Reader, tmp_path: Path, name: str) -> None:
    other = Office(tmp_path / "other", reader.office.holders, reader.office.online)
    other.open(list_bytes(3))
    other.renew(list_bytes(4))
    reader.office.renew(list_bytes(9))
    shutil.copyfile(other.web / "metadata" / name, reader.office.web / "metadata" / name)
    with pytest.raises(RefusedError):
        reader.update()
    assert reader.state() is None


def test_one_signature_of_two_publishes_nothing(office: Office) -> None:
    root = office.signed_root(office.holders[:1])
    targets, files = office.signed_targets(list_bytes(), office.holders)
    with pytest.raises(RefusedError, match="TRUST_SIGNATURES_MISSING"):
        publish(office.web, Drafts(root=root, targets=targets, files=files), office.online, now=office.now)
    assert not office.web.exists()


def test_a_list_that_too_few_or_others_signed_is_refused(reader: Reader) -> None:
    reader.update()
    office = reader.office
    for signers in (office.holders[:1], [p256(), p256()], [office.online, office.holders[0]]):
        targets, files = next_targets(read_published(office.web).targets, list_bytes(9), {}, now=office.now)
        for key in signers:
            sign_draft(targets, key, (), "")
        with pytest.raises(RefusedError, match="TRUST_SIGNATURE"):
            publish(office.web, Drafts(targets=targets, files=files), office.online, now=office.now)
    assert reader.update() == list_bytes()


def test_a_forged_folder_with_too_few_signatures_is_refused_by_the_reader(reader: Reader) -> None:
    web = reader.office.web / "metadata"
    published = read_published(reader.office.web)
    assert published.root is not None
    for keyid in list(published.root.signatures)[1:]:
        del published.root.signatures[keyid]
    (web / "1.root.json").write_bytes(metadata_bytes(published.root))
    with pytest.raises(RefusedError, match="TRUST_SIGNATURES_MISSING"):
        reader.update()


def test_three_roots_in_a_row_are_followed_from_any_pin(office: Office, tmp_path: Path) -> None:
    pins = [office.open()]
    early = Reader(office, tmp_path / "early", pins[0])
    early.update()
    first = list(office.holders)
    second = [p256(), *first[1:]]  # one holder lost the key: the other two let a new one in
    pins.append(office.rotate(second, [first[1], first[2], second[0]]))
    third = [p256(), p256(), second[0]]
    pins.append(office.rotate(third, [second[0], second[1], third[0], third[1]]))
    assert early.update() == list_bytes()
    for number, pin in enumerate(pins):
        late = Reader(office, tmp_path / f"late{number}", pin)
        assert late.update() == list_bytes()
        held = read_held(late.folder)
        assert held is not None
        assert held.roles["root"].version == 3
        assert late.update() == list_bytes()
    assert {path.name for path in (office.web / "metadata").glob("*.root.json")} == {
        f"{n}.root.json" for n in (1, 2, 3)
    }


def test_a_root_needs_the_old_holders_and_the_new(office: Office) -> None:
    office.open()
    old, new = list(office.holders), [p256(), p256(), p256()]
    for signers in (old, new, [old[0], *new]):
        with pytest.raises(RefusedError, match="TRUST_SIGNATURES_MISSING"):
            office.rotate(new, signers)
    office.rotate(new, [*old[:2], *new[:2]])


def test_a_root_that_skips_its_predecessor_is_refused(reader: Reader) -> None:
    office = reader.office
    reader.update()
    office.rotate(office.holders, office.holders)
    office.rotate(office.holders, office.holders)
    (office.web / "metadata" / "2.root.json").write_bytes(
        (office.web / "metadata" / "3.root.json").read_bytes()
    )
    with pytest.raises(RefusedError):
        reader.update()


def test_oversize_truncated_and_missing_files_are_refused(reader: Reader) -> None:
    web = reader.office.web
    whole = {path: path.read_bytes() for path in web.rglob("*") if path.is_file()}
    for path, data in whole.items():
        for wrong in (data[:-1], data[: len(data) // 2], b"", data + b" " * (2 << 20)):
            path.write_bytes(wrong)
            with pytest.raises((RefusedError, InputError)):
                reader.update()
        path.unlink()
        with pytest.raises((TransientError, RefusedError)):
            reader.update()
        path.write_bytes(data)
        assert reader.state() is None
    assert reader.update() == list_bytes()


def test_what_is_no_trust_list_is_not_taken_in(office: Office, tmp_path: Path) -> None:
    reader = Reader(office, tmp_path / "home", office.open(b"{}"))
    with pytest.raises(InputError):
        reader.update()
    assert reader.state() is None


def test_profiles_come_along(office: Office, tmp_path: Path) -> None:
    root = office.signed_root(office.holders)
    targets, files = office.signed_targets(list_bytes(), office.holders, profiles={"antin-vn.json": b"{}"})
    publish(office.web, Drafts(root=root, targets=targets, files=files), office.online, now=office.now)

    reader = Reader(office, tmp_path / "home", pin_of(root.signed_bytes))
    reader.update()
    held = read_held(reader.folder)
    assert held is not None
    profile = reader.folder / held.generation / "targets" / "networks" / "antin-vn.json"
    assert profile.read_bytes() == b"{}"


def test_a_damaged_state_is_not_taken_for_none(reader: Reader) -> None:
    reader.update()
    state = reader.folder / "state.json"
    data = state.read_bytes()
    for wrong in (data[:-1], b"{}", data.replace(b"trust-state", b"other-state"), b" " + data):
        state.write_bytes(wrong)
        with pytest.raises(EvidenceError, match="TRUST_STATE_DAMAGED"):
            read_held(reader.folder)
    state.write_bytes(data)
    held = read_held(reader.folder)
    assert held is not None
    (reader.folder / held.generation / "targets" / "trust-list.json").write_bytes(list_bytes(9))
    with pytest.raises(EvidenceError, match="TRUST_STATE_DAMAGED"):
        held_list(reader.folder, held)


def test_lost_metadata_of_this_machine_is_told(reader: Reader) -> None:
    reader.update()
    held = read_held(reader.folder)
    assert held is not None
    shutil.rmtree(reader.folder / held.generation / "metadata")
    with pytest.raises(EvidenceError, match="TRUST_STATE_DAMAGED"):
        reader.update()
