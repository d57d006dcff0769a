# SPDX-License-Identifier: Apache-2.0
"""Puts the service together: routes, limits, headers, and one way to answer every error."""

import logging
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from registry.api.batches import batch_routes
from registry.api.certificates import certificate_routes
from registry.api.deciding import deciding_routes, reading_routes
from registry.api.deps import ApiDeps
from registry.api.documented import document_problems
from registry.api.files import file_routes
from registry.api.language import Language, chosen_language, language_of
from registry.api.middleware import HeadAsGet, RequestLimit, SecurityHeaders, security_headers
from registry.api.oversight import oversight_routes
from registry.api.problems import (
    Problem,
    headers_of,
    internal_problem,
    problem_of,
    problem_response,
)
from registry.api.proposing import proposing_routes
from registry.api.proposing_acts import acts_routes
from registry.api.published import published_routes
from registry.api.request_fields import field_findings, not_as_expected
from registry.api.schemas import ProblemOut
from registry.api.service_info import info_routes
from registry.api.shares import share_routes
from registry.api.verifying import verify_routes
from registry.api.writing_deps import WritingDeps
from registry.core.qr import short_qr
from registry.core.types import Code
from registry.errors import FindingsError, RefusedError, RegistryError

_LOG = logging.getLogger(__name__)
_SUMMARY = "Public look-up and verification of anchored certificates."
_WRITING = " With an API key: propose, decide, and read what was done."
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ProblemOut, "description": "A problem (RFC 9457)"},
    "5XX": {"model": ProblemOut, "description": "A problem (RFC 9457); 503 may pass"},
}


class Pages(Protocol):
    """Pages for people, added beside the API."""

    @property
    def router(self) -> APIRouter:
        """Their routes."""

    def problem(self, request: Request, problem: Problem) -> Response:
        """A problem as a page."""


def create_app(deps: ApiDeps, pages: Pages | None = None, writing: WritingDeps | None = None) -> FastAPI:
    """The service, with its writing side if that is wired.

    Raises ``UsageError`` PUBLIC_URL if the address could not be printed in a QR code.
    """
    short_qr(deps.public_url, Code("0" * 32))
    app = FastAPI(
        title="Antin registry",
        version="1",
        summary=_SUMMARY + (_WRITING if writing else ""),
        openapi_url="/api/v1/openapi.json",
        # The bundled documentation pages load scripts of third parties.
        docs_url=None,
        redoc_url=None,
        responses=_PROBLEMS,
    )
    for routes in (certificate_routes, file_routes, batch_routes, verify_routes, info_routes):
        app.include_router(routes(deps))
    if deps.publishing is not None:
        app.include_router(published_routes(deps.publishing))
        app.include_router(share_routes(deps.publishing))
    if writing is not None:
        for writes in (proposing_routes, acts_routes, reading_routes, deciding_routes, oversight_routes):
            app.include_router(writes(writing))
    if pages is not None:
        app.include_router(pages.router, include_in_schema=False)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(SecurityHeaders, public_url=deps.public_url)
    app.add_middleware(RequestLimit)
    app.add_middleware(HeadAsGet)
    document_problems(app)
    _answer_errors(app, deps, pages)
    return app


def _page_language(request: Request) -> Language:
    """A page speaks the language of its address, as all pages do; a program's answer the one it prefers."""
    if _is_for_people(request):
        return chosen_language(request.query_params.get("lang"))
    return language_of(request)


def _answer_errors(app: FastAPI, deps: ApiDeps, pages: Pages | None) -> None:
    spoken = _page_language if pages is not None else language_of

    def respond(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
        if pages is not None and _is_for_people(request):
            return pages.problem(request, problem)
        return problem_response(problem, deps.public_url, headers)

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, RegistryError)
        problem = problem_of(error, spoken(request))
        if problem.status == 500:
            _LOG.error("%s at %s", error.code, _route_of(request), exc_info=error)
        return respond(request, problem, headers_of(error))

    def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        problem = problem_of(_coded(error, request), spoken(request))
        return respond(request, problem, dict(error.headers or {}))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return respond(request, problem_of(_findings(error), spoken(request)))

    def unexpected(request: Request, error: Exception) -> Response:
        _LOG.error("unexpected at %s", _route_of(request), exc_info=error)
        response = respond(request, internal_problem(spoken(request)))
        # This handler answers outside the middleware.
        response.headers.update(security_headers(deps.public_url))
        return response

    def gone(_request: Request, _error: Exception) -> Response:
        # Nobody reads it; a client that hangs up is no fault of ours and fills no log.
        return Response(status_code=400)

    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(RegistryError, ours)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


def _route_of(request: Request) -> str:
    """The address with its code left out: a code opens a certificate, and a log is read by many."""
    return str(getattr(request.scope.get("route"), "path", "an unknown address"))


def _is_for_people(request: Request) -> bool:
    api = request.url.path.startswith(("/api/", "/health", "/contexts/", "/problems/"))
    return not api and "text/html" in request.headers.get("accept", "")


def _coded(error: HTTPException, request: Request) -> RegistryError:
    if error.status_code == 404:
        return RefusedError("ADDRESS_UNKNOWN")
    if error.status_code == 405:
        return RefusedError("METHOD_UNKNOWN", method=request.method)
    return not_as_expected("", "yêu cầu HTTP hợp lệ", "a valid HTTP request", detail=str(error.detail))


def _findings(error: RequestValidationError) -> FindingsError:
    return FindingsError(field_findings(error.errors()))
