# SPDX-License-Identifier: Apache-2.0
"""What files are called, in the published folder and among the target files."""

LIST_NAME = "trust-list.json"
PROFILES = "networks/"
METADATA, TARGETS = "metadata", "targets"
ROLES = ("root", "targets", "snapshot", "timestamp")
MAX_TARGET_BYTES = 1 << 20
MAX_PROFILES = 64
MAX_ROOTS = 256


def profile_name(name: str) -> str:
    """The target name of a network profile's file."""
    return PROFILES + name


def published_name(target: str, digest: str) -> str:
    """Where a target file is served: under its digest, so that a new one never replaces an old one."""
    folder, slash, base = target.rpartition("/")
    return f"{folder}{slash}{digest}.{base}"
