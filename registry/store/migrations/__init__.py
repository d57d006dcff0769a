# SPDX-License-Identifier: Apache-2.0
"""Alembic's environment and the numbered migrations, shipped with the package."""
