# SPDX-License-Identifier: Apache-2.0
"""Antin: a registry of conformity and calibration certificates anchored on a permissioned chain."""

__version__ = "0.1.0"
