# SPDX-License-Identifier: Apache-2.0
"""One scene for each code that a check can give."""
