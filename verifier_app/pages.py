# SPDX-License-Identifier: Apache-2.0
"""The routes of the verify page. Forms post, results are rendered here; JavaScript adds comfort only.

A page that shows a verdict is answered with 200 whatever the verdict: proxies replace the body of other
answers, and a visitor must see the words.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from registry.api.asked_days import asked_day
from registry.api.certificates import IMMUTABLE
from registry.api.deps import ApiDeps
from registry.api.inquiry import Choice, Inquiry, asked_model, find
from registry.api.judging import judge
from registry.api.language import Language, chosen_language
from registry.api.problems import Problem, problem_of
from registry.api.uploads import Form, read_form
from registry.core.code import parse_code
from registry.errors import InputError, RegistryError, TransientError, UsageError
from registry.verify.question import When
from verifier_app.choices import choices_of
from verifier_app.render import EMPTY_FORM, STATIC, Renderer, address, static_file
from verifier_app.share_page import share_page
from verifier_app.view import Kept, result_page

_ON_FORM = ("text", "body", "at", "file")
_FIELD_NAMES = ("text", "body", "at", "model")
At = Annotated[str, Query(max_length=40)]
Lang = Annotated[str, Query(max_length=8)]
Model = Annotated[str, Query(max_length=200)]


class VerifyPages:
    """Pages over the same dependencies as the API."""

    def __init__(self, deps: ApiDeps) -> None:
        self._deps = deps
        self._render = Renderer(deps)
        self.router = self._routes()

    def problem(self, request: Request, problem: Problem) -> Response:
        """A problem as a page, in the language that the address names."""
        lang = chosen_language(request.query_params.get("lang"))
        return self._render.page("problem.html", lang, status=problem.status, problem=problem)

    def _routes(self) -> APIRouter:
        router = APIRouter()
        if self._deps.publishing is not None:
            router.include_router(share_page(self._deps.publishing, self._render))

        @router.get("/")
        def ask(lang: Lang = "vi", text: str = "", body: str = "", at: At = "") -> Response:
            language = chosen_language(lang)
            form = {**EMPTY_FORM, "text": text[:200], "body": body[:64], "at": at}
            return self._render.page("ask.html", language, form=form, errors={})

        @router.post("/")
        async def asked(request: Request) -> Response:
            form = await read_form(request)
            return await run_in_threadpool(self._asked, form)

        @router.get("/C/{code}")
        @router.get("/c/{code}")
        def by_code(code: str, lang: Lang = "vi", at: At = "", model: Model = "") -> Response:
            form = {**EMPTY_FORM, "text": code[:200], "at": at, "model": model}
            return self._answer(Form({**form, "lang": lang}, None), link=True)

        @router.get("/static/{name}")
        def static(name: str) -> Response:
            if name not in STATIC:
                raise UsageError("ADDRESS_UNKNOWN")
            return Response(static_file(name), media_type=STATIC[name], headers={"cache-control": IMMUTABLE})

        return router

    def _asked(self, form: Form) -> Response:
        return self._answer(form, link=False)

    def _answer(self, form: Form, *, link: bool) -> Response:
        lang = chosen_language(form.fields.get("lang"))
        try:
            inquiry = _inquiry(form)
            if not link and (target := _permalink(inquiry, lang)):
                return RedirectResponse(target, 303, {"cache-control": "no-store"})
            return self._result(inquiry, form, lang)
        except (InputError, UsageError, TransientError) as error:
            return self._form_again(form, lang, error)

    def _result(self, inquiry: Inquiry, form: Form, lang: Language) -> Response:
        found = find(self._deps, inquiry)
        shown = _shown(form)
        if isinstance(found, Choice):
            choices = choices_of(found.certificates, lang, shown["at"])
            return self._render.page("choices.html", lang, choices=choices, form=shown)
        answer = judge(self._deps, found, inquiry)
        page = result_page(answer, found, lang, self._deps, Kept(shown["at"], shown["model"]))
        return self._render.page(
            "result.html",
            lang,
            page=page,
            form={**EMPTY_FORM, "at": shown["at"], "model": shown["model"]},
            path=page.path,
            at=shown["at"],
            model=shown["model"],
        )

    def _form_again(self, form: Form, lang: Language, error: RegistryError) -> Response:
        problem = problem_of(error, lang)
        field = error.where if error.where in _ON_FORM else "text"
        return self._render.page(
            "ask.html", lang, status=problem.status, form=_shown(form), errors={field: problem}
        )


def _inquiry(form: Form) -> Inquiry:
    fields = form.fields
    return Inquiry(
        text=fields.get("text", ""),
        body=fields.get("body", ""),
        at=asked_day(fields.get("at", ""), "at"),
        model=asked_model(fields.get("model", "")),
        upload=form.file,
    )


def _shown(form: Form) -> dict[str, str]:
    return {name: form.fields.get(name, "")[:200].strip() for name in _FIELD_NAMES}


def _permalink(inquiry: Inquiry, lang: Language) -> str | None:
    """The address of a code's own page, so that it can be kept and shared; ``None`` for anything else."""
    if inquiry.upload is not None:
        return None
    try:
        code = parse_code(inquiry.text)
    except InputError:
        return None
    return address(
        f"/C/{code}", at=_day(inquiry.at), model=inquiry.model or "", lang="en" if lang == "en" else ""
    )


def _day(at: When | None) -> str:
    return f"{at:%d/%m/%Y}" if at is not None and not isinstance(at, int) else ""
