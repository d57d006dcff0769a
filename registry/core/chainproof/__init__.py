# SPDX-License-Identifier: Apache-2.0
"""What a chain proves without a trusted node: header, seals, account and storage, all pure (protocol §4, §5).

One module a consensus (``qbft``, ``ibft2``, ``clique``) behind the protocol of ``seals``; what is proven about
storage is in ``trie``. Reads nothing, knows no clock; what a header's block number means is the caller's.
"""
