# SPDX-License-Identifier: Apache-2.0
"""Any flipped byte in any file of a published folder is refused, and nothing is taken in."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.errors import RegistryError
from registry.update.client import update
from registry.verify.trust import TrustList
from tests.unit.update.office import Office, list_bytes, p256


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Two roots, and one signature more than needed on everything."""
    office = Office(tmp_path_factory.mktemp("office") / "web")
    root = office.signed_root(office.holders)
    pin = office.open()
    assert root.signed.version == 1
    office.rotate([office.holders[0], office.holders[1], p256()], [*office.holders[:2]])
    return office.web, pin


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), mask=st.sampled_from([1, 2, 0x20, 0x80, 0xFF]))
def test_any_flipped_byte_is_refused(
    published: tuple[Path, str], tmp_path: Path, data: st.DataObject, mask: int
) -> None:
    web, pin = published
    served = sorted(path for path in web.rglob("*") if path.is_file() and _is_current(path))
    path = data.draw(st.sampled_from(served))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    home = tmp_path / "home"
    path.write_bytes(whole[:at] + bytes([whole[at] ^ mask]) + whole[at + 1 :])
    try:
        with pytest.raises(RegistryError):
            update(home, source=str(web), pin=pin, accept=TrustList.parse)
        assert not (home / "state.json").exists()
    finally:
        path.write_bytes(whole)


def test_the_whole_folder_is_taken_in(published: tuple[Path, str], tmp_path: Path) -> None:
    web, pin = published
    held = update(tmp_path / "home", source=str(web), pin=pin, accept=TrustList.parse)
    assert held.roles["root"].version == 2
    assert list_bytes() == (tmp_path / "home" / held.generation / "targets" / "trust-list.json").read_bytes()


def _is_current(path: Path) -> bool:
    """Older snapshots and lists stay served, but nobody reads them."""
    return path.name not in ("1.snapshot.json", "1.targets.json")
