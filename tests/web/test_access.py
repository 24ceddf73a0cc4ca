"""Who gets in, and what a page elsewhere can make a browser do: nothing."""
from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from reportedly.model.errors import UsageError
from reportedly.web.access import Attempts, Sessions, inside
from reportedly.web.passwords import hashed, read_users, set_user, verified
from reportedly.web.settings import Settings, User, checked, is_loopback

from .conftest import Client, ledger_at

TOKEN = "a-long-enough-token-of-ours"


@pytest.fixture(scope="module")
def token_port(serve, tmp_path_factory):
    return serve(Settings(ledger_at(tmp_path_factory.mktemp("t") / "l.db"), token=TOKEN, workers=False, hosts=("desk.example",)))


@pytest.fixture(scope="module")
def users_port(serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("u")
    for name, role in (("rae", "reader"), ("cleo", "coder"), ("ed", "editor")):
        set_user(str(folder / "users"), name, role, f"{name} has a password")
    return serve(Settings(ledger_at(folder / "l.db"), users=read_users(str(folder / "users")), workers=False))


def log_in(port, **given):
    client = Client(port)
    found = client.ask("POST", "/login", urlencode(given), {"Content-Type": "application/x-www-form-urlencoded"})
    return client, found


def test_beyond_this_machine_needs_a_token_or_users():
    for host in ("0.0.0.0", "::", "192.0.2.1", "desk.example"):
        with pytest.raises(UsageError, match="--token"):
            checked(Settings("l.db", host=host))
        assert checked(Settings("l.db", host=host, token=TOKEN))
    assert all(checked(Settings("l.db", host=h)) for h in ("127.0.0.1", "::1", "localhost", "127.9.9.9"))
    with pytest.raises(UsageError, match="16"):
        checked(Settings("l.db", token="short"))
    assert not is_loopback("10.0.0.1")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "[::2]"])
def test_another_host_name_is_refused(client, host):
    assert client.ask("GET", "/api/v1/state", headers={"Host": host}).status == 421


def test_host_names_that_are_given(token_port):
    assert Client(token_port).ask("GET", "/login", headers={"Host": "desk.example:8000"}).status == 200
    assert Client(token_port).ask("GET", "/login", headers={"Host": "other.example"}).status == 421


def test_headers_of_every_answer(client):
    for path in ("/", "/api/v1/state", "/nothing", "/static/reportedly.css"):
        found = client.ask("GET", path).headers
        policy = found["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert found["x-content-type-options"] == "nosniff" and found["referrer-policy"] == "same-origin"
    assert client.ask("GET", "/static/../settings.py").status == 404 and client.ask("GET", "/static/%2e%2e/settings.py").status == 404


def test_a_write_needs_the_sessions_token(client):
    body = json.dumps({"kind": "comment", "ids": ["x"], "reason": "y"})
    sent = {"Content-Type": "application/json"}
    assert client.ask("POST", "/api/v1/decisions", body, sent).status == 403
    client.begin()
    assert client.ask("POST", "/api/v1/decisions", body, {**sent, "X-CSRF-Token": "wrong"}).status == 403
    assert client.ask("POST", "/api/v1/decisions", body, {**sent, "Origin": "http://evil.example"}).status == 403
    assert client.ask("POST", "/api/v1/decisions", body, {**sent, "Sec-Fetch-Site": "cross-site"}).status == 403
    assert client.ask("POST", "/api/v1/decisions", body, {**sent, "Origin": f"http://127.0.0.1:{client.port}"}).status == 404
    # Another browser's token does not do.
    other = Client(client.port).begin()
    other.csrf = client.csrf
    assert other.ask("POST", "/api/v1/decisions", body, sent).status == 403


def test_the_cookie_is_out_of_reach(client):
    found = client.ask("GET", "/").headers["set-cookie"]
    assert "HttpOnly" in found and "SameSite=strict" in found and "Path=/" in found


def test_token(token_port):
    outside = Client(token_port)
    outside.get("/api/v1/claims", 401)
    found = outside.ask("GET", "/place?key=a%20b")
    assert found.status == 303 and found.headers["location"] == "/login?next=%2Fplace%3Fkey%3Da%2520b"
    assert log_in(token_port, token="wrong")[1].status == 403
    client, found = log_in(token_port, token=TOKEN, next="/sources")
    assert (found.status, found.headers["location"]) == (303, "/sources")
    assert client.get("/api/v1/state")["user"]["role"] == "editor"
    assert log_in(token_port, token=TOKEN, next="//evil.example/")[1].headers["location"] == "/"
    remark = {"kind": "comment", "ids": ["x"], "reason": "y"}
    by_token = outside.ask("POST", "/api/v1/decisions", remark, {"Authorization": f"Bearer {TOKEN}"})
    assert by_token.status == 404
    assert outside.ask("GET", "/api/v1/claims", headers={"Authorization": "Bearer wrong"}).status == 401
    client.begin()
    assert client.ask("POST", "/logout").status == 303
    client.get("/api/v1/claims", 401)


def test_roles(users_port):
    reader, found = log_in(users_port, name="rae", password="rae has a password")
    assert found.status == 303
    reader.begin()
    assert reader.get("/api/v1/claims")["total"] == 7
    for path in ("/api/v1/queue", "/api/v1/decisions", "/api/v1/export/gold"):
        assert "reader" in reader.get(path, 403)["error"]["message"]
    reader.post("/api/v1/decisions", {"kind": "comment", "ids": ["x"], "reason": "y"}, 403)
    reader.post("/api/v1/intake/preview", {"text": "x"}, 403)
    coder = log_in(users_port, name="cleo", password="cleo has a password")[0].begin()
    assert coder.get("/api/v1/queue")["total"] and coder.get("/api/v1/export/gold", 403)
    assert log_in(users_port, name="nobody", password="x")[1].status == 403
    assert b"do not fit" in log_in(users_port, name="rae", password="cleo has a password")[1].data


def test_passwords(tmp_path):
    known = hashed("correct horse")
    assert verified("correct horse", known) and not verified("wrong horse", known) and not verified("x", "nonsense")
    assert hashed("correct horse") != known
    file = tmp_path / "users"
    assert set_user(str(file), "ana", "reader", "long enough 1") and not set_user(str(file), "ana", "editor", "long enough 2")
    assert read_users(str(file))["ana"][0] == "editor" and file.stat().st_mode & 0o077 == 0
    for name, password in (("two words", "long enough"), ("ana", "short")):
        with pytest.raises(UsageError):
            set_user(str(file), name, "reader", password)
    file.write_text("ana boss scrypt$x\n")
    with pytest.raises(UsageError, match="users:1"):
        read_users(str(file))


def test_guessing_is_slowed_down():
    tries = Attempts(most=2, seconds=60)
    for _ in range(2):
        assert tries.allowed("a")
        tries.failed("a")
    assert not tries.allowed("a") and tries.allowed("b")
    tries.passed("a")
    assert tries.allowed("a")


def test_sessions_end():
    kept = Sessions()
    name, made = kept.start(User("ana", "coder"))
    assert kept.find(name) is made and made.user.may("reader") and not made.user.may("editor")
    made.seen -= 13 * 3600
    assert kept.find(name) is None and kept.find("") is None


@pytest.mark.parametrize(("path", "to"), [
    ("/a?b=c", "/a?b=c"), ("//evil", "/"), ("/\\evil", "/"), ("http://evil", "/"), ("", "/"), ("/a\nb", "/")])
def test_a_login_leads_back_inside(path, to):
    assert inside(path) == to


def test_too_much_at_once(client):
    client.begin()
    found = client.ask("POST", "/api/v1/decisions", b"x" * 1_500_000, {"Content-Type": "application/json"})
    assert found.status == 413
