"""The application: what is answered at which address."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from pipeline.build.serving import telling
from pipeline.build.serving.aside import aside
from pipeline.build.serving.events import event
from pipeline.build.serving.guarding import Guard
from pipeline.build.serving.making import DOCUMENTS
from pipeline.build.serving.preview import Answer, Preview
from pipeline.build.serving.shown import OWN, unforeseen
from pipeline.emit.site.addresses import HOME, plain_name

_HTML = "text/html; charset=utf-8"


def application(preview: Preview, port: int) -> ASGIApp:
    """Make the application of a preview that is served at a port of this machine."""
    running: set[asyncio.Task[None]] = set()

    async def make(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in DOCUMENTS or preview.shown.former is None:
            return Response(status_code=404)
        generation = preview.shown.generation
        if preview.made(name, generation) is None:
            task = asyncio.create_task(preview.make(name))
            running.add(task)
            task.add_done_callback(running.discard)
            return JSONResponse({"ready": 0}, status_code=202)
        return JSONResponse({"ready": generation})

    routes = [
        Route(f"{OWN}live.js", _text(telling.script, "text/javascript; charset=utf-8")),
        Route(f"{OWN}live.css", _text(telling.style, "text/css; charset=utf-8")),
        Route(f"{OWN}look.css", _text(telling.colours, "text/css; charset=utf-8")),
        Route(f"{OWN}panel", _text(partial(telling.panel, preview), _HTML)),
        Route(f"{OWN}events", partial(_events, preview)),
        Route(f"{OWN}make/{{name}}", make, methods=["POST"]),
        Route(f"{OWN}made/{{name}}/{{generation:int}}", partial(_made, preview)),
        Route("/favicon.ico", _nothing),  # browsers ask for one, whatever a page says
        Route("/{address:path}", partial(_page, preview)),
    ]
    return Guard(Starlette(routes=routes), port)


def _text(make: Callable[[], str], kind: str) -> Callable[[Request], object]:
    async def answer(_request: Request) -> Response:
        try:
            return Response(await aside(make), media_type=kind)
        except Exception:  # noqa: BLE001  (a template that is being written: the next save mends it)
            return Response(status_code=503)

    return answer


async def _nothing(_request: Request) -> Response:
    return Response(status_code=204)


async def _events(preview: Preview, _request: Request) -> Response:
    stream = preview.listeners.stream(lambda: event("hello", preview.news()))
    return StreamingResponse(stream, media_type="text/event-stream")


async def _made(preview: Preview, request: Request) -> Response:
    name = request.path_params["name"]
    data = preview.made(name, request.path_params["generation"]) if name in DOCUMENTS else None
    if data is None:
        return Response(status_code=404)
    former = preview.shown.former
    title = plain_name(former.handbook.identity.title) if former is not None else "handbook"
    headers = {"Content-Disposition": f'attachment; filename="{title}.{name}"'}
    return Response(data, media_type=DOCUMENTS[name][1], headers=headers)


async def _page(preview: Preview, request: Request) -> Response:
    path: str = request.path_params["address"]
    address = f"{path}{HOME}" if path == "" or path.endswith("/") else path
    try:
        answer = await aside(partial(preview.answer, address))
        if answer is None and (await aside(partial(preview.answer, f"{address}/{HOME}"))) is not None:
            return RedirectResponse(f"/{address}/")
    except Exception as error:  # noqa: BLE001  (whatever it is, the preview goes on and says it)
        return _broken(preview, error)
    if answer is None:
        return _missing(preview)
    return _answered(answer, request)


def _answered(answer: Answer, request: Request) -> Response:
    headers = {"ETag": answer.mark}
    if answer.kind != _HTML:
        headers["Cache-Control"] = "no-cache"  # asked for each time, sent again only where it is another
    if request.headers.get("if-none-match") == answer.mark:
        return Response(status_code=304, headers=headers)
    return Response(answer.data, media_type=answer.kind, headers=headers)


def _missing(preview: Preview) -> Response:
    say, shown = preview.say, preview.shown
    if shown.site is None:
        page = telling.problem_page(preview, say("The handbook cannot be read yet"), shown.problems)
        return Response(page, status_code=503, media_type=_HTML)
    title, text = say("There is no such page"), say("It was renamed or deleted, or its address is mistyped.")
    return Response(telling.problem_page(preview, title, (), text), status_code=404, media_type=_HTML)


def _broken(preview: Preview, error: Exception) -> Response:
    problem = unforeseen(error)
    preview.heard.append(problem)
    page = telling.problem_page(preview, preview.say("This page cannot be shown"), (problem,))
    return Response(page, status_code=500, media_type=_HTML)
