# SPDX-License-Identifier: Apache-2.0
"""The network that carries the registry: its genesis, node files and profile, and nodes that tests start.

Generators are pure: the same keys and numbers give the same bytes. Processes live in ``processes`` and ``local``.
"""
