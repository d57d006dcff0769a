# SPDX-License-Identifier: Apache-2.0
"""Protocols between the core and the doors; durability and idempotence are stated in the docstrings."""
