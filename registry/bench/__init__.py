# SPDX-License-Identifier: Apache-2.0
"""``scripts/bench NAME``: measured figures, each beside a reference that was measured in the same run."""
