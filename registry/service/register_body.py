# SPDX-License-Identifier: Apache-2.0
"""Enter a body into this registry, for display and for telling whose calibration files it accepts."""

from collections.abc import Sequence

from registry.core.constants import MAX_BODY_CODE
from registry.core.text import check_text
from registry.ports.store import Store
from registry.ports.store_rows import StoredBody

MAX_NAME = 300


def register_body(
    store: Store,
    code: str,
    *,
    name_vi: str,
    name_en: str | None = None,
    address: str | None = None,
    laboratory_names: Sequence[str] = (),
    laboratory_codes: Sequence[str] = (),
) -> StoredBody:
    """Add the body, or replace what is displayed of it; whether it may issue is for the chain to say.

    Raises ``InputError`` TEXT_EMPTY, TEXT_TOO_LONG, TEXT_CONTROL, TEXT_LOOK_ALIKE, naming the field.
    """
    body = StoredBody(
        code=check_text(code, MAX_BODY_CODE, "code"),
        name_vi=check_text(name_vi, MAX_NAME, "name_vi"),
        name_en=None if name_en is None else check_text(name_en, MAX_NAME, "name_en"),
        address=None if address is None else check_text(address, MAX_NAME, "address"),
        laboratory_names=tuple(check_text(name, MAX_NAME, "laboratory_names") for name in laboratory_names),
        laboratory_codes=tuple(check_text(text, MAX_NAME, "laboratory_codes") for text in laboratory_codes),
    )
    with store.writing() as work:
        work.bodies.put(body)
        work.commit()
    return body
