# SPDX-License-Identifier: Apache-2.0
"""Certificate models: what a body attests, before it is signed. Needs the ``intake`` extra (pydantic).

The verifier never imports this room: it reads signed bytes.
"""

from registry.core.certificate.calibration import CalibrationCertificate
from registry.core.certificate.conformity import ConformityCertificate

Certificate = ConformityCertificate | CalibrationCertificate

__all__ = ["CalibrationCertificate", "Certificate", "ConformityCertificate"]
