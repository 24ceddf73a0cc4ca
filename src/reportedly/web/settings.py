"""What the desk is started with, and what it refuses to be started with."""
from __future__ import annotations

import getpass
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.errors import UsageError

ROLES = ("reader", "coder", "editor")
LOCAL = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class User:
    """Who is at the page. `role` is reader, coder (decides, codes, takes texts in) or editor (sees everybody's coding as well)."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Settings:
    """`where` the ledger is; `token` or `users` (name → role and hashed password) where a login is asked for; `hosts` the names that a
    browser may call the server by, without port; `workers` False does all work in this process (for tests and small ledgers)."""

    where: str
    title: str = "Who holds what, according to whom"
    host: str = "127.0.0.1"
    port: int = 8700
    token: str = ""
    users: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    name: str = ""
    can_fetch: bool = True
    secure: bool = False
    workers: bool = True

    @property
    def mode(self) -> str:
        """How one gets in: local (no login), token or users."""
        return "users" if self.users else "token" if self.token else "local"

    @property
    def names(self) -> frozenset[str]:
        """Host names that requests may carry, in lower case."""
        own = f"[{self.host}]" if ":" in self.host else self.host
        return frozenset(h.lower() for h in (*LOCAL, own, *self.hosts))

    @property
    def local_user(self) -> User:
        """Who it is where nobody has to log in, and who a token stands for."""
        return User(self.name or _account(), "editor")


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"


def is_loopback(host: str) -> bool:
    """Whether a server at this address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked(settings: Settings) -> Settings:
    """The settings, or UsageError in one line where they would let strangers in."""
    if settings.token and settings.users:
        raise UsageError("choose one of --token and --users")
    if settings.mode == "local" and not is_loopback(settings.host):
        raise UsageError(f"{settings.host} can be reached from other machines: give --token TOKEN or --users FILE, or leave --host out")
    if settings.mode == "token" and len(settings.token) < 16:
        raise UsageError("a token has at least 16 characters (python -c 'import secrets; print(secrets.token_urlsafe())' makes one)")
    return settings
