# SPDX-License-Identifier: Apache-2.0
"""Namespaces and versions of the PTB DCC, shared by schema store, signatures and readers."""

DCC = "https://ptb.de/dcc"
SI = "https://ptb.de/si"
DS = "http://www.w3.org/2000/09/xmldsig#"
MATHML = "http://www.w3.org/1998/Math/MathML"
ROOT = f"{{{DCC}}}digitalCalibrationCertificate"
SIGNATURE = f"{{{DS}}}Signature"

VERSIONS = ("3.1.1", "3.1.2", "3.2.0", "3.2.1", "3.3.0")
SIGNATURE_SINCE = ("3.2.0", "3.2.1", "3.3.0")
"""Versions whose schema knows ``ds:Signature``; before, a signed file is schema-invalid as it stands."""
