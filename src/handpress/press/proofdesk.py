"""The desk of a preview set up: whoever makes the proof, whoever watches, and the page they are seen on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from msgspec import Struct

from handpress import previewing, project
from handpress.diagnostics import ExitCode, PressError
from handpress.press.previews import previewer
from handpress.project import Workspace

_EDITOR = re.compile(
    r"(?!(?:javascript|data|vbscript|blob|file|about):)[a-z][a-z0-9+.-]*:\S*\{path\}\S*", re.IGNORECASE
)


class Preview(Struct, frozen=True):
    """A preview that stands: its address, and its token where it is shared."""

    address: str
    token: str
    desk: previewing.Desk
    _server: previewing.Server

    def serve(self) -> None:
        """Answer browsers until somebody interrupts, or calls ``stop`` from another thread."""
        self._server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()


@contextmanager
def preview(
    workspace: Workspace, slug: str, *, port: int = 0, share: bool = False, editor: str = ""
) -> Iterator[Preview]:
    """Set up the preview of a pamphlet, and take everything down again at the end.

    ``port`` 0 looks for a free one. ``share``: it stands in the network, for those who know the token. ``editor`` is
    the address that opens a file, such as ``vscode://file{path}:{line}:{column}``; empty: none is opened. Raises
    ``PressError`` for an unknown pamphlet, a port that is taken, an address that is none, and without a network.
    """
    if editor and not _EDITOR.fullmatch(editor):
        hint = "For example: HANDPRESS_EDITOR='vscode://file{path}:{line}:{column}'"
        message = "HANDPRESS_EDITOR must be an address with {path} in it, and without spaces."
        raise PressError(message, hint=hint, exit_code=ExitCode.USAGE)
    project.find_pamphlet(workspace, slug)
    token = previewing.new_token() if share else ""
    # Whoever looks from elsewhere has other files than this machine: they get neither its editor nor its paths.
    opened = {} if share else {"editor": editor, "root": str(workspace.root)}
    watch = previewing.Watch((workspace.manuscripts / slug, workspace.root / "styles"))
    desk = previewing.Desk(
        previewing.Journeyman(partial(previewer, workspace, slug)), watch, {"slug": slug, "editor": "", **opened}
    )
    host = previewing.lan_address() if share else previewing.LOOPBACK
    with previewing.listen(host, port) as server:
        address = server.open(desk, token)
        try:
            desk.open()
            yield Preview(address, token, desk, server)
        finally:
            desk.close()
