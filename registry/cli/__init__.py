# SPDX-License-Identifier: Apache-2.0
"""The console command ``antin``, one file a verb (protocol §8)."""
