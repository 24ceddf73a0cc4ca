"""What handlers ask for: the store, the user, a role."""
from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request

from .errors import Problem
from .settings import User
from .store import Store


def store_of(request: Request) -> Store:
    """The store of the running server."""
    found: Store = request.app.state.store
    return found


def user_of(request: Request) -> User:
    """Who asks; Problem 401 where nobody is logged in."""
    found: User | None = request.scope["state"].get("user")
    if found is None:
        raise Problem(401, "log in first")
    return found


def _at_least(role: str) -> Any:
    def check(request: Request) -> User:
        user = user_of(request)
        if not user.may(role):
            raise Problem(403, f"only a{'n' if role == 'editor' else ''} {role} may do that; you are a {user.role}")
        return user
    return check


StoreOf = Annotated[Store, Depends(store_of)]
Anyone = Annotated[User, Depends(user_of)]
Coder = Annotated[User, Depends(_at_least("coder"))]
Editor = Annotated[User, Depends(_at_least("editor"))]
