# SPDX-License-Identifier: Apache-2.0
"""The registry's HTTP service: parse, call one use case, map codes to RFC 9457 problems.

Public and read-only; what writes stands beside it where the writing service was asked for.
"""
