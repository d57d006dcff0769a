# SPDX-License-Identifier: Apache-2.0
"""Who one is, the audit log for auditors, and what was issued in a period for the report to the ministry."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from registry.api.documented import problems
from registry.api.language import Language, language_of
from registry.api.rights import RIGHTS, Guard, refusal
from registry.api.writing_deps import WritingDeps
from registry.api.writing_present import log_entry_out
from registry.api.writing_schemas import CallerOut, LogPage
from registry.core.text import spreadsheet_cell
from registry.errors import RefusedError
from registry.ports.access import BODY_ROLES, Caller
from registry.service.report_certificates import COLUMNS, HEADINGS_VI, Row, Wanted, report_certificates

MAX_LOG_PAGE = 500
MAX_NUMBER = (1 << 53) - 1
_LOG = "/api/v1/audit-log"


def oversight_routes(deps: WritingDeps) -> APIRouter:
    """``/api/v1/me``, ``/api/v1/audit-log`` and ``/api/v1/reports/certificates``."""
    router = APIRouter(tags=["writing"], responses=problems(400, 401, 403, 429, 503))
    store = deps.access.store

    @router.get("/api/v1/me", operation_id="who_am_i", summary="Whose key this is")
    def me(caller: Annotated[Caller, Depends(Guard(deps, "who_am_i"))]) -> CallerOut:
        """And what may be done with it."""
        may = sorted(operation for operation, roles in RIGHTS.items() if caller.role in roles)
        return CallerOut(key=caller.key, role=caller.role, body=caller.body, holder=caller.holder, may=may)

    @router.get(_LOG, operation_id="read_log", summary="The audit log, in order")
    def log(
        caller: Annotated[Caller, Depends(Guard(deps, "read_log"))],  # noqa: ARG001 — the guard is the point
        after: Annotated[int, Query(ge=0, le=MAX_NUMBER)] = 0,
        limit: Annotated[int, Query(ge=1, le=MAX_LOG_PAGE)] = 100,
    ) -> LogPage:
        """Every writing act and every refusal by rights, chained by hash, so that the reader can check it."""
        with store.reading() as work:
            rows = work.log.page(after=after, limit=limit)
        following = f"{_LOG}?after={rows[-1].number}&limit={limit}" if len(rows) == limit else None
        return LogPage(items=[log_entry_out(row) for row in rows], next=following)

    @router.get(
        "/api/v1/reports/certificates",
        operation_id="report_certificates",
        summary="Certificates issued in a period, as CSV",
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}, "description": "UTF-8 with byte order mark"}},
    )
    def report(
        request: Request,
        caller: Annotated[Caller, Depends(Guard(deps, "report_certificates"))],
        first: Annotated[date, Query(alias="from", description="first day, yyyy-mm-dd")],
        last: Annotated[date, Query(alias="to", description="last day, at most a year later")],
        body: Annotated[str | None, Query(max_length=32, description="one body's only")] = None,
    ) -> Response:
        """A body's own; every body's for authority and auditors, for whom calibrations are counted but not
        described (ISO/IEC 17025 §4.2).
        """
        if caller.role in BODY_ROLES and body not in (None, caller.body):
            error = RefusedError("ROLE_REFUSED", "body", role=caller.role.value)
            raise refusal(deps, caller, "access", "report_certificates", error)
        wanted = Wanted(first=first, last=last, body=caller.body or body, reader=caller.body)
        portions = report_certificates(wanted, store)
        # The first portion is read before the answer begins, while a fault can still be told as one.
        begin = next(portions, [])
        name = f"certificates-{first:%Y%m%d}-{last:%Y%m%d}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
        return StreamingResponse(
            _csv(chain([begin], portions), language_of(request)),
            media_type="text/csv; charset=utf-8",
            headers=headers,
        )

    return router


def _csv(portions: Iterable[list[Row]], lang: Language) -> Iterator[str]:
    named = zip(HEADINGS_VI, COLUMNS, strict=True)
    headings = tuple(f"{heading} ({name})" for heading, name in named) if lang == "vi" else COLUMNS
    yield "\ufeff" + _lines([headings])
    for rows in portions:
        yield _lines([tuple(map(spreadsheet_cell, row)) for row in rows])


def _lines(rows: Iterable[Row]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
