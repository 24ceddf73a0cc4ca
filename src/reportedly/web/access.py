"""Who may do what: sessions, the token against forged requests, the check of the host's name, and the headers of every answer.

One ASGI layer around everything, so that no handler can be reached without it. It refuses what a page elsewhere could make a browser
send: another Host (DNS rebinding), another Origin, a write without the session's token.
"""
from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import errors
from .settings import Settings, User

COOKIE = "reportedly"
IDLE_SECONDS = 12 * 3600
MOST_SESSIONS = 10_000
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
OPEN = ("/login", "/static/")
SESSION = "/api/v1/session"
BODY = 1_000_000
BIG_BODY = 64_000_000
BIG = ("/api/v1/intake/preview",)
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
          "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()"}


@dataclass(slots=True)
class Session:
    """One browser: its user, its token against forged requests, and when it was last heard of (monotonic seconds)."""

    user: User
    csrf: str
    seen: float


class Sessions:
    """All sessions, in memory: a restart logs everybody out. Bounded; the longest unheard go first."""

    def __init__(self) -> None:
        self._all: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def start(self, user: User) -> tuple[str, Session]:
        """A new session and its id, which is the cookie's value."""
        name, made = secrets.token_urlsafe(32), Session(user, secrets.token_urlsafe(32), time.monotonic())
        with self._lock:
            self._all[name] = made
            while len(self._all) > MOST_SESSIONS:
                self._all.popitem(last=False)
        return name, made

    def find(self, name: str) -> Session | None:
        """The session of a cookie, unless it has been idle for 12 hours."""
        with self._lock:
            found = self._all.get(name)
            if found and time.monotonic() - found.seen > IDLE_SECONDS:
                del self._all[name]
                return None
            if found:
                found.seen = time.monotonic()
                self._all.move_to_end(name)
            return found

    def end(self, name: str) -> None:
        with self._lock:
            self._all.pop(name, None)


class Attempts:
    """Logins that failed, by address: after five, one every ten seconds."""

    def __init__(self, most: int = 5, seconds: float = 10.0) -> None:
        self.most, self.seconds = most, seconds
        self._all: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allowed(self, address: str) -> bool:
        with self._lock:
            count, last = self._all.get(address, (0, 0.0))
            return count < self.most or time.monotonic() - last >= self.seconds

    def failed(self, address: str) -> None:
        with self._lock:
            self._all[address] = (self._all.pop(address, (0, 0.0))[0] + 1, time.monotonic())
            while len(self._all) > 1000:
                self._all.popitem(last=False)

    def passed(self, address: str) -> None:
        with self._lock:
            self._all.pop(address, None)


def cookie_of(headers: Headers) -> str:
    """The value of our cookie, or ""."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def set_cookie(response: Response, name: str, secure: bool) -> None:
    """Hand the session's id to the browser: for this site's own requests only, out of reach of scripts."""
    response.set_cookie(COOKIE, name, httponly=True, samesite="strict", path="/", secure=secure)


def inside(path: str) -> str:
    """A path of this site to go on to; "/" for anything that could lead elsewhere."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and all(" " < c < "\x7f" and c != "\\" for c in path)
    return path if safe else "/"


class Guard:
    """The layer itself."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self.app, self.settings, self.sessions = app, settings, sessions
        # What to do as soon as the server is asked to stop.
        self.leave: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers, state, out = Headers(scope=scope), scope.setdefault("state", {}), _Answering(send)
        try:
            refused = self._refused(scope, headers, state, out)
        except UnicodeError:
            refused = errors.said(400, "the request cannot be read")
        if refused is not None:
            await refused(scope, receive, out.send)
            return
        most = BIG_BODY if scope["path"] in BIG else BODY
        if int(length if (length := headers.get("content-length", "0")).isdecimal() else 0) > most:
            await errors.said(413, f"at most {most // 1_000_000} MB at once")(scope, receive, out.send)
            return
        await self.app(scope, _bounded(receive, most), out.send)

    def _refused(self, scope: Scope, headers: Headers, state: MutableMapping[str, Any], out: _Answering) -> Response | None:
        host = headers.get("host", "").lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name not in self.settings.names:
            return errors.said(421, "this server does not go by that name (--allow-host adds one)")
        session, by_token = self._who(headers)
        path, writes = scope["path"], scope["method"] not in SAFE
        local = self.settings.mode == "local"
        if session is None and local and (path == SESSION or not path.startswith(("/api/", "/static/"))):
            # Only a page begins a session; a write with one that has just begun cannot know its token.
            cookie, session = self.sessions.start(self.settings.local_user)
            out.cookie = (cookie, self.settings.secure)
        if writes and not _same_origin(headers, host):
            return errors.said(403, "the request comes from another site")
        if session is None and not local and not path.startswith(OPEN):
            return self._login(scope)
        state["session"] = session
        state["user"] = session.user if session else self.settings.local_user if local else None
        if writes and not by_token and path != "/login":
            known = session.csrf if session else ""
            if not known or not hmac.compare_digest(headers.get("x-csrf-token", "").encode(), known.encode()):
                return errors.said(403, f"the page's token is missing or old: reload the page (programs: GET {SESSION} first)")
        return None

    def _who(self, headers: Headers) -> tuple[Session | None, bool]:
        """The session of the cookie; or one for this request alone where the token itself was sent along."""
        given = headers.get("authorization", "")
        if self.settings.mode == "token" and given.lower().startswith("bearer "):
            if hmac.compare_digest(given[7:].strip().encode(), self.settings.token.encode()):
                return Session(self.settings.local_user, "", 0.0), True
            return None, False
        return self.sessions.find(cookie_of(headers)), False

    def _login(self, scope: Scope) -> Response:
        if scope["path"].startswith("/api/") or scope["method"] not in SAFE:
            return errors.said(401, "log in first")
        query = scope.get("query_string", b"").decode("latin-1")
        return RedirectResponse("/login?next=" + quote(inside(scope["path"] + (f"?{query}" if query else "")), safe=""), 303)


def _same_origin(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host:
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


class _Answering:
    """Adds the headers that every answer has, and the cookie of a session that has just begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.cookie: tuple[str, bool] | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
            if self.cookie and "set-cookie" not in headers:
                bearer = Response()
                set_cookie(bearer, *self.cookie)
                headers.append("set-cookie", bearer.headers["set-cookie"])
            message["headers"] = headers.raw
        await self._send(message)


def _bounded(receive: Receive, most: int) -> Receive:
    """Ends a request whose body is longer than it may be, whatever it says of its length."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413, f"at most {most // 1_000_000} MB at once")
        return message
    return bounded
