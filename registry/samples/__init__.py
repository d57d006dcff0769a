# SPDX-License-Identifier: Apache-2.0
"""Documents shipped with the package: fictional, ours, CC0."""

from importlib.resources import files

VN_PRESSURE_GAUGE = "vn_pressure_gauge_dcc_3.3.0.xml"


def read_sample(name: str) -> bytes:
    """The exact bytes of a shipped sample. Raises ``FileNotFoundError`` if there is none of that name."""
    return files(__name__).joinpath(name).read_bytes()
