# SPDX-License-Identifier: Apache-2.0
"""What the OpenAPI document says of answers and bodies that the framework does not know by itself."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from registry.api.problems import MEDIA_TYPE
from registry.api.schemas import ProblemOut

Responses = dict[int | str, dict[str, Any]]
_WORDS = {
    400: "The request cannot be read",
    401: "No good API key",
    403: "The role, or being the same person, does not allow it",
    404: "Not found among what this key may see",
    409: "Not possible any more, or the Idempotency-Key was used for another request",
    413: "Larger than 8 MiB",
    415: "A media type that is not taken here",
    422: "Well formed, but against a rule; `errors` lists every defect with its place",
    429: "Too many refused requests; see Retry-After",
    502: "The evidence that store or chain give contradicts itself",
    503: "Store or chain give no answer now; see Retry-After",
}


def problems(*statuses: int) -> Responses:
    """The problems that a route may answer with."""
    return {status: {"model": ProblemOut, "description": _WORDS[status]} for status in statuses}


PROBLEMS_OF_READING = problems(400, 401, 403, 404, 429, 503)
PROBLEMS_OF_DECIDING = problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 502, 503)
PROBLEMS_OF_CREATING = problems(400, 401, 403, 409, 413, 415, 422, 429, 502, 503)


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """A model's schema, for a body that the route reads by itself. What it refers to, ``document_problems``
    moves to where OpenAPI keeps schemas.
    """
    return model.model_json_schema(ref_template="#/components/schemas/{model}")


def request_body(schemas: dict[str, dict[str, Any]], *, required: bool = True) -> dict[str, Any]:
    """A body that the route reads by itself, by media type."""
    content = {media_type: {"schema": schema} for media_type, schema in schemas.items()}
    return {"requestBody": {"required": required, "content": content}}


def document_problems(app: FastAPI) -> None:
    """Let the app's OpenAPI document name problems by their media type (RFC 9457 §3), and drop the general
    4XX and 5XX where a route lists its own.
    """
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(
                get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
            )
            for path in made["paths"].values():
                for operation in path.values():
                    _mend(operation["responses"])
                    _hoist(operation, made["components"]["schemas"])
        return made

    app.openapi = openapi  # type: ignore[method-assign]  # the framework's documented way


def _mend(responses: dict[str, Any]) -> None:
    if "401" in responses:
        responses.pop("4XX", None)
        responses.pop("5XX", None)
    for answer in responses.values():
        content = answer.get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        if str(schema.get("$ref", "")).endswith("/ProblemOut"):
            content[MEDIA_TYPE] = content.pop("application/json")


def _hoist(operation: dict[str, Any], components: dict[str, Any]) -> None:
    for kind in operation.get("requestBody", {}).get("content", {}).values():
        components.update(kind["schema"].pop("$defs", {}))
