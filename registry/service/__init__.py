# SPDX-License-Identifier: Apache-2.0
"""Use cases, one file a verb. They receive ports by name and know no concrete store, chain or key."""
