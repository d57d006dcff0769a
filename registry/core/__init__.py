# SPDX-License-Identifier: Apache-2.0
"""The pure core: formats and rules that Python, TypeScript and Solidity agree on.

Knows no clock, environment, network, randomness or database; whatever varies is an argument.
"""
