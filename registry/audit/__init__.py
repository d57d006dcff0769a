# SPDX-License-Identifier: Apache-2.0
"""The registry's state rebuilt from the chain alone, compared with what was published, and told as history.

Shares the core and the ports with the rest, never the code that it judges.
"""
