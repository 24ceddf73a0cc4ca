"""Guards: libraries that come as an extra, and packed files that are checked before anything opens them."""
from __future__ import annotations

import zipfile
from importlib import import_module
from typing import Any

from ..model.errors import ReadError
from .item import BOMB_BYTES, BOMB_RATIO, Item

LARGEST_OFFICE = 500_000_000
MEMBERS = 200_000
MARKUP = (b"<!ENTITY", b"<!DOCTYPE")


def needs(module: str, where: str) -> Any:
    """The module of the extra `formats`. ReadError that names the extra where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise ReadError(where, f"needs {module.split('.', 1)[0]}; install it with: pip install 'reportedly[formats]'") from None


def safe(member: zipfile.ZipInfo) -> str:
    """Why a zip's member is not unpacked, or ""."""
    if member.flag_bits & 1:
        return "is locked with a password"
    if member.file_size > BOMB_BYTES and member.file_size > BOMB_RATIO * max(member.compress_size, 1):
        return f"unpacks to more than {BOMB_RATIO} times its size; not read"
    return ""


def checked_zip(item: Item) -> None:
    """Refuse an Office file that would fill memory or whose markup defines entities. Raises ReadError; the stream is at its start after."""
    try:
        with zipfile.ZipFile(item.stream) as archive:
            members = archive.infolist()
            total = sum(m.file_size for m in members)
            reason = next((r for m in members if (r := safe(m))), "")
            if total > LARGEST_OFFICE or len(members) > MEMBERS:
                reason = f"unpacks to {total // 1_000_000} MB in {len(members)} parts; not read"
            for member in members if not reason else ():
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        start = part.read(1 << 16)
                    if any(m in start for m in MARKUP):
                        reason = "has markup that defines entities; not read"
    except Exception as e:
        raise ReadError(item.name, f"is an Office file that cannot be opened ({type(e).__name__})") from None
    finally:
        item.stream.seek(0)
    if reason:
        raise ReadError(item.name, reason)
