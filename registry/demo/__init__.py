# SPDX-License-Identifier: Apache-2.0
"""The demonstration: the main path on fictional bodies, with a chain and a store on disk."""
