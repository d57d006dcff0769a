# SPDX-License-Identifier: Apache-2.0
"""Documents to certificate models; every refusal names file, line, cell or path, and why."""
