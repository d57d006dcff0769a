# SPDX-License-Identifier: Apache-2.0
"""What goes on paper: QR codes as PNG and SVG, and sheets that print at true size."""
