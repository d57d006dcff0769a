# SPDX-License-Identifier: Apache-2.0
"""The twelve checks of protocol §6, in its order; each is a pure function of the case."""
