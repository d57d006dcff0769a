# SPDX-License-Identifier: Apache-2.0
"""PTB Digital Calibration Certificates, versions 3.1.1 to 3.3.0, to calibration certificates.

``read_dcc`` for issue, ``dcc_facts`` for display beside a verdict, ``check_laboratory`` for whose file it is.
"""

from registry.intake.dcc.laboratory import check_laboratory
from registry.intake.dcc.read import dcc_facts, read_dcc
from registry.intake.dcc.result import DccResult

__all__ = ["DccResult", "check_laboratory", "dcc_facts", "read_dcc"]
