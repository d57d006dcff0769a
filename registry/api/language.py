# SPDX-License-Identifier: Apache-2.0
"""Which of the two languages to answer in."""

from typing import Literal

from starlette.requests import Request

Language = Literal["vi", "en"]


def chosen_language(text: str | None) -> Language:
    """The language named by a form or query; Vietnamese unless English was asked for by name."""
    return "en" if text == "en" else "vi"


def language_of(request: Request) -> Language:
    """For the API: ``?lang=`` first, then Accept-Language (RFC 9110 §12.5.4), then Vietnamese."""
    if asked := request.query_params.get("lang"):
        return chosen_language(asked)
    return _preferred(request.headers.get("accept-language", "")[:500])


def _preferred(header: str) -> Language:
    weights = {"vi": 0.0, "en": 0.0}
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.split("-", 1)[0].lower()
        if language in weights:
            weights[language] = max(weights[language], _weight(parameter))
    return "en" if weights["en"] > weights["vi"] else "vi"


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
