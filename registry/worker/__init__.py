# SPDX-License-Identifier: Apache-2.0
"""The worker: picks up what is under way, by the same steps as the command."""
