# SPDX-License-Identifier: Apache-2.0
"""Everything that can be proposed, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.ports.proposals import ProposalKind
from registry.service.carry_out import Act
from registry.service.proposed_acts import AuthorityStatusAct, StandingActs
from registry.service.proposed_attachment import AttachmentAct
from registry.service.proposed_issue import IssueAct
from registry.service.proposed_orders import OrderAct
from registry.service.proposed_status import StatusAct
from registry.service.proposed_surveillance import SurveillanceAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """One act for each kind of proposal."""

    issue: IssueAct
    status: StatusAct
    surveillance: SurveillanceAct
    attachment: AttachmentAct
    order: OrderAct
    authority_status: AuthorityStatusAct
    standing: StandingActs

    def by_kind(self) -> Mapping[ProposalKind, Act]:
        """For carrying out."""
        return {
            ProposalKind.ISSUE: self.issue,
            ProposalKind.STATUS: self.status,
            ProposalKind.SURVEILLANCE: self.surveillance,
            ProposalKind.ATTACHMENT: self.attachment,
            ProposalKind.ORDER: self.order,
            ProposalKind.AUTHORITY_STATUS: self.authority_status,
            ProposalKind.STANDING: self.standing,
        }
