"""The server gives what lies on the desk to those it is for, and nothing else to anybody."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.previewing.conftest import eventually
from tests.previewing.crafts import copier

from handpress.diagnostics import PressError
from handpress.previewing import Desk, Journeyman, Server, Watch, listen, server

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a text that says “one”."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "text.txt").write_text("one")
    desk = Desk(Journeyman(partial(copier, folder)), Watch((folder,)), {"slug": "on-bread"})
    desk.open()
    eventually(lambda: "pages" in desk.state())
    yield from _served(desk, "")
    desk.close()


def _served(desk: Desk, token: str) -> Iterator[Server]:
    with listen() as made:
        made.open(desk, token)
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(served: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_the_page_and_its_files_are_given_with_a_policy_that_lets_nothing_else_in(served: Server) -> None:
    status, headers, page = ask(served, "/")

    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    for name in ("preview.js", "preview.css", "icon.svg"):
        assert f'"/{name}"'.encode() in page
        assert ask(served, f"/{name}")[0] == 200
    assert b"<script>" not in page
    assert b"style=" not in page


def test_the_state_and_the_files_of_the_proof(served: Server) -> None:
    state = json.loads(ask(served, "/state")[2])

    assert state["pages"]["text"] == "one"
    status, headers, content = ask(served, "/proof/3.txt")
    assert (status, content) == (200, b"one")
    assert "immutable" in headers["cache-control"]
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert ask(served, "/proof/3.txt", "HEAD")[2] == b""


@pytest.mark.parametrize(
    "path",
    [
        "/../text.txt",
        "/proof/../../text.txt",
        "/proof/..%2f..%2ftext.txt",
        "/proof//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..\\text.txt",
        "//etc/passwd",
        "/text.txt",
        "/proof/",
        "/proof/3.txt/",
        "/proof/3.txt%00.png",
        "/page/../server.py",
    ],
)
def test_no_address_leads_out_of_the_proof(served: Server, path: str) -> None:
    assert ask(served, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "BREW"])
def test_nothing_can_be_changed(served: Server, method: str) -> None:
    assert ask(served, "/state", method)[0] == 405


def test_a_stranger_gets_no_word_of_the_proof(served: Server) -> None:
    for headers in ({"Host": "press.example"}, {"Origin": "http://press.example"}, {"Sec_Fetch_Site": "cross-site"}):
        for path in ("/", "/state", "/events", "/proof/3.txt"):
            status, _, content = ask(served, path, **headers)
            assert status == 403
            assert b"one" not in content.split()


def test_a_browser_is_told_of_each_newer_state(desk: Desk, folder: Path) -> None:
    eventually(lambda: "pages" in desk.state())
    for served in _served(desk, ""):
        _follow(served, folder)


def _follow(served: Server, folder: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"

    assert _next(answer)["pages"]["text"] == "one"
    (folder / "text.txt").write_text("two")
    state = _next(answer)
    while state.get("pages", {}).get("text") != "two":
        state = _next(answer)
    connection.close()
    eventually(lambda: served.listeners.acquire(blocking=False))


def _next(answer: http.client.HTTPResponse) -> dict[str, dict[str, str]]:
    while not (line := answer.readline()).startswith(b"data: "):
        assert line, "the server has said no more"
    found: dict[str, dict[str, str]] = json.loads(line.removeprefix(b"data: "))
    return found


def test_no_more_pages_are_open_at_once_than_can_be_told(served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "listeners", threading.BoundedSemaphore(1))
    first = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    first.request("GET", "/events")
    first.getresponse().readline()

    assert ask(served, "/events")[0] == 503
    first.close()


def test_with_a_token_only_who_knows_it_sees_anything(desk: Desk) -> None:
    eventually(lambda: "pages" in desk.state())
    for served in _served(desk, "k7qf-m2xw-9pht-c4vd"):
        for path in ("/", "/state", "/events", "/proof/3.txt", "/preview.js", "/?token=abcd"):
            status, _, content = ask(served, path)
            assert (status, b"<form" in content) == (401, True)
        status, headers, _ = ask(served, "/?token=K7QFM2XW9PHTC4VD")
        assert (status, headers["location"]) == (303, "/")
        assert "HttpOnly; SameSite=Strict" in headers["set-cookie"]
        cookie = headers["set-cookie"].partition(";")[0]
        assert ask(served, "/state", Cookie=cookie)[0] == 200
        assert ask(served, "//press.example/?token=k7qfm2xw9phtc4vd")[1]["location"] == "/"


def test_two_at_once_find_free_ports() -> None:
    with listen() as first, listen() as second:
        assert first.port != second.port
        assert first.server_address[0] == second.server_address[0] == "127.0.0.1"


def test_where_all_ports_of_ours_are_taken_the_system_gives_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with listen() as first:
        monkeypatch.setattr(server, "FIRST_PORT", first.port)
        monkeypatch.setattr(server, "_PORTS", 1)
        with listen() as second:
            assert second.port != first.port


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(PressError) as stopped:
            listen(port=port)

    assert stopped.value.message.startswith(f"Port {port} of 127.0.0.1 cannot be had: ")
    assert "--port" in stopped.value.hint
