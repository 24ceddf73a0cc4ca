"""The users file: one user a line, `name role hash`, the password hashed with scrypt (RFC 7914) and a salt of its own."""
from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from ..model.errors import UsageError
from .settings import ROLES

N, R, P = 2 ** 15, 8, 1
MEMORY = 64 * 1024 * 1024
NAME = re.compile(r"[\w.@-]{1,64}")
LEAST = 10


def hashed(password: str) -> str:
    """`scrypt$N$r$p$salt$hash` of a password."""
    salt = secrets.token_bytes(16)
    found = hashlib.scrypt(password.encode(), salt=salt, n=N, r=R, p=P, maxmem=MEMORY)
    return "$".join(("scrypt", str(N), str(R), str(P), base64.b64encode(salt).decode(), base64.b64encode(found).decode()))


def verified(password: str, known: str) -> bool:
    """Whether the password is the one that was hashed. Takes as long for a wrong one as for the right one."""
    try:
        kind, n, r, p, salt, said = known.split("$")
        found = hashlib.scrypt(password.encode(), salt=base64.b64decode(salt), n=int(n), r=int(r), p=int(p), maxmem=MEMORY)
        return kind == "scrypt" and hmac.compare_digest(found, base64.b64decode(said))
    except ValueError:
        return False


def read_users(path: str) -> dict[str, tuple[str, str]]:
    """name → (role, hash). UsageError names the line that is none."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise UsageError(f"{path}: cannot be read as a users file ({getattr(e, 'strerror', None) or 'not UTF-8 text'})") from None
    out: dict[str, tuple[str, str]] = {}
    for n, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) != 3 or not NAME.fullmatch(parts[0]) or parts[1] not in ROLES or not parts[2].startswith("scrypt$"):
            raise UsageError(f"{path}:{n}: is not `name role hash`; `reportedly user FILE NAME --role ROLE` writes such lines")
        out[parts[0]] = (parts[1], parts[2])
    if not out:
        raise UsageError(f"{path}: names no user")
    return out


def set_user(path: str, name: str, role: str, password: str) -> bool:
    """Write the user's line, in the place of an older one; True if the user is new. The file is readable for its owner alone."""
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a user: letters, digits, . _ @ and - only")
    if len(password) < LEAST:
        raise UsageError(f"a password has at least {LEAST} characters")
    file = Path(path)
    kept = [x for x in (file.read_text("utf-8").splitlines() if file.exists() else []) if x.split()[:1] != [name]]
    was = len(kept) < len(file.read_text("utf-8").splitlines() if file.exists() else [])
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8") as out:
        out.write("\n".join([*kept, f"{name} {role} {hashed(password)}"]) + "\n")
    return not was
