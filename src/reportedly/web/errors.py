"""Everything that goes wrong comes as one shape: {"error": {"code", "message", "field"}}, the message one line for a person."""
from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from ..model.errors import LedgerError, ReportedlyError

CODES = {400: "bad_request", 401: "login_needed", 403: "not_allowed", 404: "not_found", 405: "wrong_method", 409: "conflict",
         413: "too_large", 415: "wrong_kind", 421: "wrong_host", 422: "bad_value", 429: "too_many", 500: "failed", 503: "not_ready"}


class Problem(Exception):
    """An answer that is an error; `field` names the parameter that is wrong."""

    def __init__(self, status: int, message: str, field: str | None = None, retry: int = 0) -> None:
        super().__init__(message)
        self.status, self.message, self.field, self.retry = status, message, field, retry


def said(status: int, message: str, field: str | None = None, retry: int = 0) -> Response:
    """The error as a response."""
    body = {"error": {"code": CODES.get(status, "failed"), "message": " ".join(message.split())[:300], "field": field}}
    headers = {"Retry-After": str(retry)} if retry else {}
    return Response(msgspec.json.encode(body), status, headers, "application/json")


def of(error: Exception) -> Response:
    """The response for an exception of ours; nothing of any other is told to the outside."""
    if isinstance(error, Problem):
        return said(error.status, error.message, error.field, error.retry)
    if isinstance(error, LedgerError):
        return said(503, str(error), retry=5)
    if isinstance(error, ReportedlyError):
        return said(400, str(error))
    return said(500, "something went wrong here; the log of the server says what")


def invalid(found: list[Any]) -> Response:
    """The response for parameters that do not fit, as pydantic found them: the first is named."""
    first = found[0] if found else {"loc": ("",), "msg": "does not fit"}
    where = [str(x) for x in first["loc"] if x not in ("query", "body", "path")]
    name = ".".join(where) or None
    return said(422, f"{name or 'the body'}: {str(first['msg']).removeprefix('Value error, ')}", name)
