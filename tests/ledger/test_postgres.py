"""The same ledger on a real PostgreSQL server, with several writers at once."""
from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
from pathlib import Path

import pytest

from reportedly.ledger import open_ledger
from reportedly.ledger.upkeep import backup, redact

from .material import document, item

pytest.importorskip("psycopg")


def _binary(name: str) -> str | None:
    found = shutil.which(name)
    return found or next((str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None)


def _as_server_user(command: list[str]) -> list[str]:
    # The server refuses to run as root.
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    initdb, postgres = _binary("initdb"), _binary("postgres")
    if not initdb or not postgres:
        pytest.skip("no PostgreSQL server here")
    home = tmp_path_factory.mktemp("pg")
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    if os.geteuid() == 0:
        for folder in (home, *home.parents):
            if folder == Path("/tmp"):
                break
            folder.chmod(0o755)
        shutil.chown(home, "postgres", "postgres")
    data = home / "data"
    made = subprocess.run(_as_server_user([initdb, "-D", str(data), "-U", user, "-A", "trust", "--no-sync"]),
                          capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"initdb: {made.stderr.strip().splitlines()[-1:]}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(_as_server_user([postgres, "-D", str(data), "-p", str(port), "-k", str(home), "-h", "127.0.0.1", "-F"]),
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    for line in server.stderr:
        if "ready to accept connections" in line:
            break
    threading.Thread(target=server.stderr.read, daemon=True).start()
    yield f"postgresql://{user}@127.0.0.1:{port}/postgres"
    server.terminate()
    server.wait()


def test_several_writers_at_once(address):
    open_ledger(address).close()

    def write(base):
        with open_ledger(address) as mine:
            for n in range(base, base + 12):
                mine.append(*item(n))

    threads = [threading.Thread(target=write, args=(b,)) for b in (0, 4, 8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open_ledger(address) as found:
        assert len(list(found.reports())) == 60
        assert found.verify() == []


def test_copy_and_redaction(address, tmp_path):
    with open_ledger(address) as ledger:
        ledger.append(*item(1))
        copy = str(tmp_path / "copy.db")
        assert backup(ledger, copy) == ledger.head()[0]
        with open_ledger(copy) as found:
            assert found.verify() == []
            assert list(found.reports()) == list(ledger.reports())
        assert redact(ledger, document(1).key, "ana", "court order") == 3
        assert ledger.verify() == []


def test_the_index_beside_it_follows(address, tmp_path):
    from reportedly.ledger.index import catch_up, open_index, seen
    from reportedly.ledger.search import find
    link = open_index(tmp_path / "index.db")
    with open_ledger(address) as ledger:
        ledger.append(*item(901))
        list(catch_up(link, ledger))
        assert seen(link) == ledger.head()[0] and find(link, "document_text", "901", 5)
        redact(ledger, document(901).key, "ana", "names a source")
        list(catch_up(link, ledger))
    assert not find(link, "document_text", "901", 5)
