"""The server: the page, what it is told, and the files of the proof; nothing else, and nothing from a disk.

What may be asked for stands in two tables, by its whole address: the files of the page, and the exhibits on the desk.
No address is ever made into a path, so that none can lead out of the proof.
"""

from __future__ import annotations

import contextlib
import json
import mimetypes
import socket
import threading
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from handpress.diagnostics import ExitCode, PressError
from handpress.previewing.desk import Desk
from handpress.previewing.gate import Gate, Verdict

LOOPBACK = "127.0.0.1"
FIRST_PORT, _PORTS = 8470, 40
_PATIENCE = 30  # seconds that a browser may take over a request
_HEARTBEAT = 10.0  # seconds: so soon is it known that a browser has gone
_LISTENERS = 32  # pages open at once

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# The e-book and the report bring their styles with them, and no script of theirs may run.
_POLICY_OF_PROOF = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """Serves a desk at an address, once ``open`` has been called."""

    daemon_threads = True
    block_on_close = False
    # Where it stands another program's socket may be bound beside ours, and be asked in our place.
    allow_reuse_port = False

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, _Handler)
        self.desk: Desk
        self.gate = Gate(frozenset())
        self.listeners = threading.BoundedSemaphore(_LISTENERS)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    def open(self, desk: Desk, token: str = "") -> str:
        """Let people in; returns the address to type, with the token where there is one."""
        self.desk = desk
        host = str(self.server_address[0])
        names = {host} if host != LOOPBACK else {LOOPBACK, "localhost"}
        self.gate = Gate(frozenset(f"{name}:{self.port}" for name in names), token)
        return f"http://{host}:{self.port}/" + (f"?token={token}" if token else "")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone is no news."""


def listen(host: str = LOOPBACK, port: int = 0) -> Server:
    """A server that has its port: the one asked for, or the first that is free. Raises ``PressError`` where none is."""
    for candidate in [port] if port else [*range(FIRST_PORT, FIRST_PORT + _PORTS), 0]:
        try:
            return Server((host, candidate))
        except OSError as error:
            if port:
                reason = f"Port {port} of {host} cannot be had: {error.strerror or error}."
                hint = "Name another, or leave --port away: a free one is then looked for."
                raise PressError(reason, hint=hint, exit_code=ExitCode.ENVIRONMENT) from None
    raise PressError(f"No port of {host} is free.", exit_code=ExitCode.ENVIRONMENT)


def lan_address() -> str:
    """The address of this machine in its network. Raises ``PressError`` where it is in none. Sends nothing."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        # An address that nobody has (RFC 5737): to be told which way a packet would leave, none need leave.
        asked.connect(("192.0.2.1", 9))
        found = str(asked.getsockname()[0])
        if not found.startswith("127."):
            return found
    raise PressError(
        "This machine is in no network.", hint="Leave --share away to look at it here.", exit_code=ExitCode.ENVIRONMENT
    )


@cache
def _page() -> Mapping[str, tuple[str, bytes]]:
    """The files of the page by their addresses, each with its media type."""
    files = {f"/{file.name}": file for file in resources.files(__package__).joinpath("page").iterdir()}
    known = {address: (_media_type(address), file.read_bytes()) for address, file in files.items() if file.is_file()}
    known["/"] = known.pop("/index.html")
    return known


def _media_type(address: str) -> str:
    known = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    guessed = known.get(address[address.rfind(".") :]) or mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def version_string(self) -> str:
        return "handpress"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name it has above)
        """Says nothing: a person reads this terminal."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        match self.server.gate.judge(self.headers, parse_qs(asked.query)):
            case Verdict.REFUSE:
                self._refuse(HTTPStatus.FORBIDDEN, "This page is for this machine, and for nobody else to ask.")
            case Verdict.ASK:
                self._ask_token()
            case Verdict.KEEP:
                self._keep_token()
            case Verdict.PASS:
                self._serve(unquote(asked.path))

    do_HEAD = do_GET

    def __getattr__(self, name: str) -> Callable[[], None]:
        """What is done for every other method: there is nothing here to be changed."""
        if name.startswith("do_"):
            return self._never
        raise AttributeError(name)

    def _never(self) -> None:
        self.close_connection = True
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "There is nothing here to be changed.")

    # --- answers -----------------------------------------------------------------------------------------

    def _serve(self, address: str) -> None:
        if address == "/events":
            self._tell_news()
        elif address == "/state":
            self._send("application/json", _json(self.server.desk.state()))
        elif known := _page().get(address):
            self._send(*known)
        elif exhibit := self.server.desk.exhibit(address):
            try:
                content = exhibit.make()
            except Exception:
                self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "This cannot be shown.")
                raise
            kept = {"Cache-Control": "private, max-age=86400, immutable", "Content-Security-Policy": _POLICY_OF_PROOF}
            self._send(exhibit.media_type, content, kept)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "There is nothing of that name in this proof.")

    def _send(
        self,
        media_type: str,
        content: bytes,
        headers: Mapping[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self._send_rest(headers or {})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_rest(self, headers: Mapping[str, str]) -> None:
        own = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY}
        for name, value in {**_ALWAYS, **own, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _refuse(self, status: HTTPStatus, sentence: str) -> None:
        self._send("text/plain; charset=utf-8", f"{sentence}\n".encode(), status=status)

    def _ask_token(self) -> None:
        path = resources.files(__package__).joinpath("page", "token.html")
        self._send("text/html; charset=utf-8", path.read_bytes(), status=HTTPStatus.UNAUTHORIZED)

    def _keep_token(self) -> None:
        """Put the token into a cookie, and lead on to the address without it, which a history may keep."""
        gate = self.server.gate
        kept = f"{gate.cookie}={gate.token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=86400"
        self._send("text/plain", b"", {"Set-Cookie": kept, "Location": "/"}, HTTPStatus.SEE_OTHER)

    def _tell_news(self) -> None:
        """Tell the state now and every newer one, as server-sent events (HTML §9.2)."""
        if not self.server.listeners.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Too many pages are open.")
            return
        try:
            self.close_connection = True
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self._send_rest({"Connection": "close"})
            if self.command != "HEAD":
                self._follow()
        finally:
            self.server.listeners.release()

    def _follow(self) -> None:
        desk, known = self.server.desk, -1
        while not desk.closing:
            if desk.wait(known, _HEARTBEAT):
                state = desk.state()
                known = state["number"]
                self.wfile.write(b"id: %d\ndata: %s\n\n" % (known, _json(state)))
            elif not desk.closing:
                self.wfile.write(b": still here\n\n")
            self.wfile.flush()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
