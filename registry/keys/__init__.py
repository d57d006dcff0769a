# SPDX-License-Identifier: Apache-2.0
"""Keys in encrypted files and the signers that use them; a private key never leaves this room."""
