# SPDX-License-Identifier: Apache-2.0
"""A scope or grantor that the trust list does not know is said before it stands on the chain."""

from dataclasses import dataclass

import pytest

from registry.cli.grant import _warn
from registry.cli.output import Output
from registry.verify.defaults import default_grantors, default_scopes


@dataclass(frozen=True)
class Listed:
    """What of a trust list the warning reads."""

    scopes = default_scopes()
    grantors = default_grantors()


@pytest.mark.parametrize(
    ("scope", "grantor", "lines"),
    [
        ("Hiệu chuẩn: áp suất", 4, 0),
        ("QCVN 4:2009/BKHCN", 0, 0),
        ("QCVN 04:2009/BKHCN", 2, 1),
        ("Hiệu chuẩn: áp  suất", 77, 2),
    ],
)
def test_a_slip_is_told(scope: str, grantor: int, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    _warn(Output("en", as_json=False), Listed(), scope, grantor)  # type: ignore[arg-type]
    assert capsys.readouterr().err.count("\n") == lines
