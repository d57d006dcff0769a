# SPDX-License-Identifier: Apache-2.0
"""Shipped fakes, with switches to fail, and to fail after the effect has persisted."""
