# SPDX-License-Identifier: Apache-2.0
"""About the service itself: trust list, JSON-LD context, what a problem's code means, health."""

import json
from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Request, Response

from registry.api.deps import ApiDeps
from registry.api.language import language_of
from registry.api.node_health import node_parts
from registry.api.schemas import Health, PartHealth
from registry.api.waiting import paused_part
from registry.core.credential import antin_context
from registry.errors import EvidenceError, RefusedError, RegistryError
from registry.texts import catalogue, render

_AN_HOUR = "public, max-age=3600"


def info_routes(deps: ApiDeps) -> APIRouter:
    """``/health``, ``/api/v1/trust-list``, ``/contexts/antin/v1`` and ``/problems/{code}``."""
    router = APIRouter(tags=["service"])
    trust_list = deps.trust.to_bytes()
    context = json.dumps(antin_context(), ensure_ascii=False).encode()

    @router.get("/health", summary="Whether a verdict can be given now", responses={503: {"model": Health}})
    def health(response: Response) -> Health:
        """200 only if the store answers, the signed trust list has not ended, and as many nodes as it demands
        are the pinned chain.
        """
        response.headers["cache-control"] = "no-store"
        report = check_health(deps)
        response.status_code = 200 if report.ok else 503
        return report

    @router.get("/api/v1/trust-list", summary="The trust list", response_class=Response)
    def trust() -> Response:
        """The list that this service verifies with. Pin your own copy: a list fetched from the place that
        it is meant to check proves nothing.
        """
        return Response(
            trust_list, media_type="application/json", headers={"cache-control": "public, max-age=300"}
        )

    @router.get("/contexts/antin/v1", summary="JSON-LD context of credentials", response_class=Response)
    def jsonld_context() -> Response:
        """The terms of ``credentialSubject.antin``."""
        return Response(context, media_type="application/ld+json", headers={"cache-control": _AN_HOUR})

    @router.get("/problems/{code}", summary="What a problem's code means")
    def problem(code: str, request: Request) -> dict[str, str]:
        """The target of a problem's ``type`` (RFC 9457 §3.1.1)."""
        if code not in catalogue():
            raise RefusedError("ADDRESS_UNKNOWN")
        text = render(code, language_of(request), {})
        return {"code": code, "title": text.message, "remedy": text.remedy}

    return router


def check_health(deps: ApiDeps) -> Health:
    """Asks the store and every node once. An empty answer from the store is an answer."""
    store = _part("store", partial(_store, deps))
    own = [_part("trust-list", partial(_trust_list, deps))] if deps.list_origin else []
    needed = max(network.agree for network in deps.trust.networks)
    nodes = node_parts(deps.readers, deps.trust, needed)
    enough = sum(node.ok for node in nodes) >= needed
    ok = all(part.ok for part in (store, *own)) and enough
    return Health(ok=ok, parts=[store, *own, *nodes, *paused_part(deps)])


def _part(name: str, probe: Callable[[], PartHealth]) -> PartHealth:
    try:
        return probe().model_copy(update={"name": name})
    except RegistryError as error:
        return PartHealth(name=name, ok=False, code=error.code)


def _store(deps: ApiDeps) -> PartHealth:
    deps.lookup.batches(limit=1, offset=0)
    return PartHealth(name="", ok=True)


def _trust_list(deps: ApiDeps) -> PartHealth:
    assert deps.list_origin is not None
    origin = deps.list_origin()
    if origin.ended(deps.clock.now()):
        raise EvidenceError("TRUST_LIST_EXPIRED", expired=origin.expires)
    return PartHealth(name="", ok=True, expires=origin.expires)
