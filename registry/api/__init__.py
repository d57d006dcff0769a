# SPDX-License-Identifier: Apache-2.0
"""The registry's public HTTP service: parse, call one reader, map codes to RFC 9457 problems. Read-only."""
