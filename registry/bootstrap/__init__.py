# SPDX-License-Identifier: Apache-2.0
"""The one composition root: settings to concretes. Heavy libraries load in the part that needs them.

Everything is made when asked for, so that ``antin verify`` opens neither a store nor a key. Each part adds to the one
before: what is pinned, the nodes, the accounts, the use cases.
"""

from registry.bootstrap.system import SystemClock, SystemEntropy
from registry.bootstrap.workplace import Workplace

__all__ = ["SystemClock", "SystemEntropy", "Workplace"]
