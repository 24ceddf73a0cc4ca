"""Pages: Jinja2 templates with what every page needs; what they show they fetch. Login, brief, static files."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from .. import __version__
from ..model.errors import ReportedlyError
from . import briefing, passwords
from .access import POLICY, cookie_of, inside, set_cookie
from .answers import AsOf, Day, Text, answer
from .deps import StoreOf
from .errors import Problem
from .settings import Settings, User

router = APIRouter(include_in_schema=False)
MENU = (("desk", "Picture"), ("review", "Review"), ("intake", "Take in"), ("sources", "Sources"), ("brief", "Brief"))
FILE = re.compile(r"[a-zA-Z0-9][\w.-]{0,80}(/[a-zA-Z0-9][\w.-]{0,80})?")
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
         ".png": "image/png", ".woff2": "font/woff2", ".map": "application/json", ".txt": "text/plain; charset=utf-8", ".bin":
         "application/octet-stream"}
FORM = 10_000
STYLE = re.compile(r"style-src '(sha256-[A-Za-z0-9+/=]+)'")


@cache
def environment() -> Any:
    """Jinja2 with everything escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    return Environment(loader=PackageLoader("reportedly.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@cache
def static_file(name: str) -> tuple[bytes, str] | None:
    """A static file's bytes and a short hash of them; None where there is none of that name."""
    if not FILE.fullmatch(name) or ".." in name:
        return None
    for package in ("reportedly.web", "reportedly.publish"):
        file = files(package) / "static" / name
        if file.is_file():
            body = file.read_bytes()
            return body, hashlib.sha256(body).hexdigest()[:12]
    return None


def static_address(name: str) -> str:
    """The address of a static file, which changes with its content."""
    found = static_file(name)
    if found is None:
        raise ReportedlyError(f"the page's {name} has not been bundled: run `make web`")
    return f"/static/{name}?v={found[1]}"


def rendered(template: str, page: str, title: str, user: User | None = None, csrf: str = "", *, mode: str = "api", can_fetch: bool = False,
             static: Callable[[str], str] = static_address, url: Callable[[str], str] = lambda n: "/" if n == "desk" else f"/{n}",
             pages: tuple[tuple[str, str], ...] = MENU, **more: Any) -> str:
    """A page as HTML text."""
    context = {"page": page, "title": title, "version": __version__, "user": user, "csrf": csrf, "mode": mode,
               "can_write": bool(user and user.may("coder")), "can_fetch": can_fetch, "pages": pages, "static": static, "url": url}
    return str(environment().get_template(template).render({**context, **more}))


def _page(request: Request, template: str, name: str, code: int = 200, **more: Any) -> Response:
    settings: Settings = request.app.state.settings
    session = request.scope.get("state", {}).get("session")
    text = rendered(template, name, settings.title, session.user if session else None, session.csrf if session else "",
                    can_fetch=settings.can_fetch, login=settings.mode != "local", **more)
    return Response(text, code, media_type="text/html")


def error_page(request: Request, status: int, message: str) -> Response:
    """An error as a page."""
    return _page(request, "error.html", "error", status, status=status, message=message[:300])


@router.get("/")
def desk(request: Request) -> Response:
    return _page(request, "desk.html", "desk")


@router.get("/review")
def review(request: Request) -> Response:
    return _page(request, "review.html", "review")


@router.get("/intake")
def intake(request: Request) -> Response:
    return _page(request, "intake.html", "intake")


@router.get("/sources")
def sources(request: Request) -> Response:
    return _page(request, "sources.html", "sources")


@router.get("/place")
def place(request: Request, key: Text = None) -> Response:
    return _page(request, "place.html", "place", key=key or "")


@router.get("/brief")
def brief_page(store: StoreOf, since: Day = None, place: Text = None, as_of: AsOf = None, format: str = "html") -> Response:
    """The brief as a page of its own or as a PDF."""
    if format not in ("html", "pdf"):
        raise Problem(422, "format: is html or pdf", "format")
    return brief_response(store, format, since, place, as_of)


@router.get("/api/v1/brief", include_in_schema=True, tags=["picture"])
def brief(store: StoreOf, since: Day = None, place: Text = None, as_of: AsOf = None, format: Text = "json") -> Response:
    """A situation report: `format` is json (sentences with the claims behind them), md, html or pdf."""
    if format not in ("json", "md", "html", "pdf"):
        raise Problem(422, "format: is json, md, html or pdf", "format")
    if format == "json":
        return answer({"rows": briefing.sentences(store, since, place, as_of)})
    return brief_response(store, format, since, place, as_of)


def brief_response(store: StoreOf, form: str, since: str | None, place: str | None, as_of: str | None) -> Response:
    """The brief in one of its forms, its style allowed by its hash."""
    made = briefing.brief(store, form, since, place, as_of)
    if form == "html" and isinstance(made, str):
        allowed = STYLE.search(made)
        policy = POLICY.replace("style-src 'self'", f"style-src '{allowed.group(1)}'") if allowed else POLICY
        return Response(made, headers={"Content-Security-Policy": policy}, media_type="text/html")
    kind = {"md": "text/markdown", "pdf": "application/pdf"}[form]
    return Response(made, headers={"Content-Disposition": f'inline; filename="brief.{form}"'}, media_type=kind)


@router.get("/static/{name:path}")
def static(name: str) -> Response:
    found = static_file(name)
    if found is None:
        raise Problem(404, "there is no such file")
    kind = KINDS.get("." + name.rpartition(".")[2], "application/octet-stream")
    return Response(found[0], headers={"Cache-Control": "public, max-age=31536000, immutable"}, media_type=kind)


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:
    settings: Settings = request.app.state.settings
    if settings.mode == "local" or request.scope["state"].get("session"):
        return RedirectResponse(inside(next), 303)
    return _page(request, "login.html", "login", mode=settings.mode, failed=False, next=inside(next))


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Begin a session for who has the token or the password."""
    settings, attempts = request.app.state.settings, request.app.state.attempts
    address = request.client.host if request.client else ""
    if not attempts.allowed(address):
        raise Problem(429, "too many attempts; wait ten seconds", retry=10)
    given = await _form(request)
    user = await run_in_threadpool(_user, settings, given)
    onward = inside(given.get("next", "/"))
    if user is None:
        attempts.failed(address)
        return _page(request, "login.html", "login", 403, mode=settings.mode, failed=True, next=onward)
    attempts.passed(address)
    request.app.state.sessions.end(cookie_of(request.headers))
    response = RedirectResponse(onward, 303)
    set_cookie(response, request.app.state.sessions.start(user)[0], settings.secure)
    return response


async def _form(request: Request) -> dict[str, str]:
    body = await request.body()
    if len(body) > FORM:
        raise Problem(413, "the form is too long")
    return {k: v[0] for k, v in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()}


def _user(settings: Settings, given: dict[str, str]) -> User | None:
    import hmac
    if settings.mode == "token":
        right = hmac.compare_digest(given.get("token", "").strip().encode(), settings.token.encode())
        return settings.local_user if right else None
    name = given.get("name", "")
    role, known = settings.users.get(name, ("", _nobody()))
    # A name that is not there takes as long as one that is.
    return User(name, role) if passwords.verified(given.get("password", ""), known) and role else None


@cache
def _nobody() -> str:
    return passwords.hashed("nobody has this password")


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session."""
    request.app.state.sessions.end(cookie_of(request.headers))
    response = RedirectResponse("/login", 303)
    response.delete_cookie("reportedly", path="/")
    return response


@router.get("/api")
def reference(request: Request) -> Response:
    """The reference of the API as one plain page."""
    from .reference import page
    return Response(page(request.app.openapi()), headers={"Content-Security-Policy": POLICY}, media_type="text/html")
