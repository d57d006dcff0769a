# SPDX-License-Identifier: Apache-2.0
"""Look-up by a file in hand: its digest finds the certificate that binds it, for verifiers elsewhere.

A digest is no way to search: whoever knows it has the file, or had it.
"""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from registry.api.deps import ApiDeps
from registry.core.bundle import MEDIA_TYPE
from registry.errors import RefusedError

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the exact file, lower case.")]


def file_routes(deps: ApiDeps) -> APIRouter:
    """The routes under ``/api/v1/files``."""
    router = APIRouter(prefix="/api/v1/files", tags=["certificates"])

    @router.get(
        "/{sha256}/bundle", summary="Bundle of the certificate that binds a file", response_class=Response
    )
    def bundle(sha256: Sha256) -> Response:
        """404 says only that no certificate here binds these bytes."""
        data = deps.bundles.by_file(bytes.fromhex(sha256))
        if data is None:
            raise RefusedError("FILE_UNKNOWN")
        return Response(data, media_type=MEDIA_TYPE, headers={"cache-control": "private, no-store"})

    return router
