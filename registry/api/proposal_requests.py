# SPDX-License-Identifier: Apache-2.0
"""What requests to issue and to decide hold; those of other acts are in ``act_schemas``."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class IssueRequest(BaseModel):
    """Certificates in the form of a JSON roster (docs/spec/roster.md), and under which grants: none given, the
    fewest that suffice.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "certificates": [
                        {
                            "number": "VD-CERT/HQ-2026-000123",
                            "scheme": "hop_quy",
                            "title": {"vi": "Nồi cơm điện"},
                            "issuer": {"name": "Trung tâm Chứng nhận Ví Dụ"},
                            "holder": {"name": "Công ty TNHH Ví Dụ Điện Gia Dụng"},
                            "products": [{"name": {"vi": "Nồi cơm điện"}, "models": ["VD-RC18A"]}],
                            "norms": [{"code": "QCVN 4:2009/BKHCN"}],
                            "method": 5,
                            "risk": "CAO",
                            "mark": "CR",
                            "scope_text": {"vi": "Nồi cơm điện dùng trong gia đình"},
                            "issued": "2026-07-15",
                            "validity": {"first": "2026-07-15", "last": "2029-07-14"},
                        }
                    ],
                    "grants": [1, 2],
                }
            ]
        },
    )

    certificates: list[dict[str, Any]] = Field(min_length=1, max_length=10_000)
    grants: list[Annotated[int, Field(strict=True, ge=1, le=65_535)]] | None = Field(
        default=None, min_length=1, max_length=8
    )


class DecisionRequest(BaseModel):
    """A remark, for whoever reads the decision later."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"note": "Đã đối chiếu hồ sơ."}]}
    )

    note: str | None = Field(default=None, max_length=500)
