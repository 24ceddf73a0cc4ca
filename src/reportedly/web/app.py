"""The application: routes, layers, errors. `create_app` makes it, `serve` runs it."""
from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from .. import __version__
from ..model.errors import ReportedlyError, UsageError
from . import claims_api, errors, events_api, intake_api, pages, picture_api, review_api, state_api
from .access import Attempts, Guard, Sessions
from .cache import Cache
from .errors import Problem
from .settings import Settings, checked
from .store import Pending, Store

LOG = logging.getLogger("reportedly")
ROUTERS = (state_api.router, picture_api.router, events_api.router, claims_api.router,
           review_api.router, intake_api.router, pages.router)
ABOUT = ("Who did what to whom, where and when, according to whom, and how sure. Rows are those that the command line prints with --json. "
         "Answers have an ETag and come compressed where asked for; errors have one shape. A write needs the header X-CSRF-Token with the "
         "value that /api/v1/session gives (or, with --token, `Authorization: Bearer TOKEN`).")


def create_app(settings: Settings) -> Any:
    """The ASGI application for a ledger. Raises UsageError where the settings would let strangers in, LedgerError without a ledger."""
    settings = checked(settings)
    store, sessions = Store(settings), Sessions()
    app = bare_app()
    app.router.lifespan_context = _living(store)
    app.state.store, app.state.settings, app.state.sessions, app.state.attempts = store, settings, sessions, Attempts()
    guarded = Guard(Cache(app, store), settings, sessions)
    guarded.leave = store.news.end
    return guarded


def bare_app() -> FastAPI:
    """The routes alone, as OpenAPI describes them."""
    app = FastAPI(title="reportedly", version=__version__, description=ABOUT, docs_url=None, redoc_url=None,
                  openapi_url="/openapi.json", license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"})
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Pending, _pending)
    app.add_exception_handler(Problem, _ours)
    app.add_exception_handler(ReportedlyError, _ours)
    app.add_exception_handler(Exception, _other)
    return app


def _living(store: Store) -> Any:
    @asynccontextmanager
    async def living(_: Any) -> AsyncIterator[None]:
        store.begin()
        try:
            yield
        finally:
            store.close()
    return living


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return errors.invalid(list(error.errors()))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = {404: "there is nothing at this address", 405: "that cannot be done with this address"}.get(error.status_code, str(error.detail))
    if not request.url.path.startswith("/api/"):
        return pages.error_page(request, error.status_code, told)
    return errors.said(error.status_code, told)


async def _pending(_: Request, error: Exception) -> Response:
    assert isinstance(error, Pending)
    return JSONResponse({"job": error.job.row(result=False)}, 202, {"Retry-After": "1"})


async def _ours(request: Request, error: Exception) -> Response:
    if not request.url.path.startswith("/api/"):
        response = errors.of(error)
        return pages.error_page(request, response.status_code, str(error))
    return errors.of(error)


async def _other(request: Request, error: Exception) -> Response:
    LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    if not request.url.path.startswith("/api/"):
        return pages.error_page(request, 500, "something went wrong here; the log of the server says what")
    return errors.of(error)


def serve(settings: Settings, ready: Callable[[str], None] = lambda _: None) -> None:
    """Run until stopped. `ready` is called with the desk's address just before. UsageError where the address cannot be had."""
    import uvicorn
    checked(settings)
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host.strip("[]"), settings.port))
    except OSError as e:
        raise UsageError(f"{settings.host}:{settings.port}: {(e.strerror or str(e)).lower()} (--port chooses another)") from None
    app = create_app(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    ready(f"http://{host}:{bound.getsockname()[1]}/")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False, proxy_headers=False,
                            timeout_graceful_shutdown=2, timeout_keep_alive=20, limit_concurrency=1000)

    class Server(uvicorn.Server):
        """Lets open pages go first: their streams would keep it from stopping."""

        def handle_exit(self, sig: int, frame: Any) -> None:
            app.leave()
            super().handle_exit(sig, frame)

    Server(config).run(sockets=[bound])
