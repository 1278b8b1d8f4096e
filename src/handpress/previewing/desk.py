"""The desk: what lies on it is the newest good piece of each kind, and what is being made."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

from handpress.diagnostics import PressError
from handpress.previewing.journeyman import Journeyman, Report
from handpress.previewing.showing import Exhibit, trouble_told
from handpress.previewing.watching import Watch

_INTERVAL = 0.15  # seconds between looks
_SETTLING = 0.05  # an editor may write a file in two goes; it is given so long to end
_TRIES = 2
_SERVICE = 60  # orders
_REST = 1.0  # before a journeyman is hired in the place of one that has died


class Desk:
    """Orders a proof for every change, takes the pieces as they come, and tells whoever waits.

    ``about`` is told to every page beside the pieces. Two numbers count up: that of the state with all news, that of
    the order with every change.
    """

    def __init__(self, journeyman: Journeyman, watch: Watch, about: Mapping[str, Any]) -> None:
        self._journeyman, self._watch, self._about = journeyman, watch, dict(about)
        self._news = threading.Condition()
        self._pieces: dict[str, dict[str, Any]] = {}
        self._exhibits: dict[str, tuple[Mapping[str, Exhibit], Mapping[str, Exhibit]]] = {}
        self._number, self._ordered, self._done = 0, 0, 0
        self._trouble: dict[str, Any] | None = None
        self._saved = 0.0
        self._deaths, self._finished = 0, 0
        self._closing = threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._look_out, self._receive)]

    def open(self) -> None:
        """Begin: the first proof is ordered at once."""
        self._journeyman.hire()
        self._order()
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End all that was begun. Whoever waits for news is woken."""
        self._closing.set()
        with self._news:
            self._news.notify_all()
        self._journeyman.dismiss()
        for thread in self._threads:
            thread.join()
        self._journeyman.dismiss()  # one may have been hired while this was being said

    @property
    def closing(self) -> bool:
        """Whether it is being closed."""
        return self._closing.is_set()

    # --- what is shown -----------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """All that the page is told, with the number of this state."""
        with self._news:
            return {
                **self._about,
                **self._pieces,
                "number": self._number,
                "order": self._ordered,
                "done": self._done,
                "saved": self._saved,
                "trouble": self._trouble,
            }

    def exhibit(self, address: str) -> Exhibit | None:
        """A file of the pieces that lie there, or of those they have replaced: a page may be about to ask for one."""
        with self._news:
            for new, old in self._exhibits.values():
                if found := new.get(address) or old.get(address):
                    return found
        return None

    def wait(self, number: int, seconds: float) -> bool:
        """Wait until there is a newer state than ``number``. False: nothing has come for so long, or all is closing."""
        with self._news:
            self._news.wait_for(lambda: self._number > number or self.closing, seconds)
            return self._number > number and not self.closing

    # --- what changes it ---------------------------------------------------------------------------------

    def _order(self) -> None:
        with self._news:
            self._ordered += 1
            self._saved = time.time()
            self._tell()
        self._journeyman.order(self._ordered)

    def _tell(self) -> None:
        self._number += 1
        self._news.notify_all()

    def _look_out(self) -> None:
        while not self._closing.wait(_INTERVAL):
            if self._watch.changed():
                self._closing.wait(_SETTLING)
                self._watch.changed()
                self._order()

    def _receive(self) -> None:
        while not self.closing:
            try:
                report = self._journeyman.hear()
            except EOFError:
                self._replace()
            else:
                self._take(report)

    def _take(self, report: Report) -> None:
        with self._news:
            if piece := report.piece:
                self._pieces[piece.kind] = {**piece.told, "order": report.order}
                before = self._exhibits.get(piece.kind, ({}, {}))[0]
                self._exhibits[piece.kind] = (piece.exhibits, before)
                self._trouble = None if piece.kind == "reading" else self._trouble
            if report.trouble:
                self._trouble = dict(report.trouble)
            if report.done:
                self._deaths = 0
            if report.done and not report.left:
                self._done = report.order
            self._finished += report.done
            self._tell()
        if report.done and self._finished % _SERVICE == 0 and not self.closing:
            self._relieve(report.order)

    def _relieve(self, last: int) -> None:
        """Hire another in the place of one that has done much: type engines keep half a megabyte of every proof."""
        self._journeyman.dismiss()
        self._journeyman.hire()
        if self._ordered > last:
            self._journeyman.order(self._ordered)

    def _replace(self) -> None:
        """Hire another in the place of one that has died. What has killed two is not ordered a third time."""
        if self.closing:
            return
        self._deaths += 1
        error = PressError("The process that makes the proof has ended.", hint="It is begun anew.")
        with self._news:
            self._trouble, last = trouble_told(error), self._ordered
            self._tell()
        self._journeyman.dismiss()
        if self._closing.wait(_REST):
            return
        self._journeyman.hire()
        # What was ordered meanwhile nobody has heard.
        if self._deaths < _TRIES or self._ordered > last:
            self._journeyman.order(self._ordered)
        else:
            with self._news:
                self._done = last
                self._tell()
