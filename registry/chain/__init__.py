# SPDX-License-Identifier: Apache-2.0
"""The chain: reads over JSON-RPC, signed requests sent as transactions, the contract shipped with us.

Reading (``rpc``, ``reader``, ``contract``) needs the base install only; sending needs the extra ``chain``.
"""
