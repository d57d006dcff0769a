# SPDX-License-Identifier: Apache-2.0
"""The whole public site: the registry's API with the verify page on it. What bootstrap serves."""

from fastapi import FastAPI

from registry.api.app import create_app
from registry.api.deps import ApiDeps
from verifier_app.pages import VerifyPages


def create_site(deps: ApiDeps) -> FastAPI:
    """API and pages in one application. Raises ``UsageError`` PUBLIC_URL."""
    return create_app(deps, VerifyPages(deps))
