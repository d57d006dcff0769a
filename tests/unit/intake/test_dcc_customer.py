# SPDX-License-Identifier: Apache-2.0
"""The customer reaches the salted digest and nothing else (ISO/IEC 17025 §4.2)."""

from datetime import date

from registry.intake.dcc.read import read_dcc
from registry.samples import VN_PRESSURE_GAUGE, read_sample

CUSTOMER = "Nhà máy mẫu"


def test_the_customer_is_read_for_the_digest_alone() -> None:
    result = read_dcc(
        read_sample(VN_PRESSURE_GAUGE), "gauge.xml", schemas=None, body="VD-LAB", issue_day=date(2026, 11, 22)
    )
    assert result.customer == CUSTOMER
    assert CUSTOMER not in repr(result)
    assert result.certificate is not None
    assert CUSTOMER not in result.certificate.model_dump_json()
