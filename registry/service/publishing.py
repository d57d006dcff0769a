# SPDX-License-Identifier: Apache-2.0
"""What the registry publishes beside look-up and verification, in one hand for the service."""

from dataclasses import dataclass

from registry.service.did import DidDocuments
from registry.service.publish_deps import PublishDeps
from registry.service.shares import ShareDesk
from registry.service.status_lists import StatusLists


@dataclass(frozen=True, slots=True)
class Publishing:
    """Every part may be asked from several threads at once."""

    lists: StatusLists
    dids: DidDocuments
    shares: ShareDesk


def make_publishing(deps: PublishDeps) -> Publishing:
    """All parts over the same store, chain and key."""
    return Publishing(StatusLists(deps), DidDocuments(deps), ShareDesk(deps.store, deps.clock))
