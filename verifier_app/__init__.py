# SPDX-License-Identifier: Apache-2.0
"""The verify page and the small server part that renders it; it works without JavaScript."""
