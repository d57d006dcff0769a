# SPDX-License-Identifier: Apache-2.0
"""Records as the contract packs them."""

from typing import Any

import pytest

from registry.core.records import ZERO_SLOT, BatchRecord, ContractState, State, StatusRecord
from registry.errors import EvidenceError
from tests.generator.records import KINDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
class TestEveryRecord:
    def test_has_a_width_for_each_field_and_fits_a_slot(self, kind: Any) -> None:
        assert len(kind.widths) == len(kind.__struct_fields__)
        assert sum(kind.widths) <= 256

    def test_an_empty_slot_is_absence(self, kind: Any) -> None:
        assert kind.decode(ZERO_SLOT) is None

    @pytest.mark.parametrize("size", [0, 31, 33])
    def test_a_slot_has_32_bytes(self, kind: Any, size: int) -> None:
        with pytest.raises(EvidenceError, match="RECORD_FORMAT"):
            kind.decode(bytes(size))

    def test_bits_beyond_the_fields_are_refused(self, kind: Any) -> None:
        used = sum(kind.widths)
        if used < 256:
            with pytest.raises(EvidenceError, match="RECORD_FORMAT"):
                kind.decode((1 << used).to_bytes(32, "big"))
        else:
            assert kind.decode(b"\xff" * 32) is not None

    def test_each_field_has_bits_of_its_own(self, kind: Any) -> None:
        for position, name in enumerate(kind.__struct_fields__):
            record = kind(**{field: int(field == name) for field in kind.__struct_fields__})
            assert int.from_bytes(record.encode(), "big") == 1 << sum(kind.widths[:position])


def test_the_worse_state_counts() -> None:
    order = sorted(State, key=lambda state: state.severity)
    assert order == [State.ACTIVE, State.SUPERSEDED, State.SUSPENDED, State.WITHDRAWN]


def test_a_value_too_large_for_its_field_never_spills_into_the_next() -> None:
    with pytest.raises(EvidenceError, match="RECORD_FORMAT"):
        StatusRecord(state=8, reason=0, backdated=0, effective_from=0, recorded_at=1, actor=0).encode()
    with pytest.raises(EvidenceError, match="RECORD_FORMAT"):
        BatchRecord(anchor_key=-1, anchored_at=1, size=1, flags=0).encode()
    assert ContractState(count=1, chain_id=2, retired_at=0, paused=0, version=1).encode()
