# SPDX-License-Identifier: Apache-2.0
"""Every verb of the command. Modules are light: heavy libraries load inside the verb that needs them."""

import typer

from registry.cli import (
    api_key,
    attach,
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
    prove,
    qr,
    schemas,
    serve,
    share,
    signer,
    status,
    surveillance,
    template,
    trust,
    verify,
    worker,
)


def register_verbs(app: typer.Typer) -> None:
    """Add all verbs in the order of a certificate's life."""
    for module in (template, check, issue, attach, bundle, share, qr, prove, verify, status, surveillance, body, grant,
                   order, key, signer, network, trust, schemas, audit, serve, worker, database, api_key):  # fmt: skip
        module.register(app)
