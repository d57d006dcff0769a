# SPDX-License-Identifier: Apache-2.0
"""Every verb of the command. Modules are light: heavy libraries load inside the verb that needs them."""

import typer

from registry.cli import (
    audit,
    body,
    bundle,
    check,
    database,
    grant,
    issue,
    key,
    network,
    order,
    qr,
    schemas,
    serve,
    status,
    surveillance,
    template,
    verify,
    worker,
)


def register_verbs(app: typer.Typer) -> None:
    """Add all verbs in the order of a certificate's life."""
    for module in (template, check, issue, bundle, qr, verify, status, surveillance, body, grant, order, key,
                   network, schemas, audit, serve, worker, database):  # fmt: skip
        module.register(app)
