# SPDX-License-Identifier: Apache-2.0
"""The verifier: a thing in hand and some evidence in, a report with a verdict out (protocol §6)."""
