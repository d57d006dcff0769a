# SPDX-License-Identifier: Apache-2.0
"""The trust list under The Update Framework: who signs it, how it is published, how a verifier takes it in.

``held`` reads what a verifier has taken in and needs no library of the framework (docs/spec/trust-update.md).
"""
