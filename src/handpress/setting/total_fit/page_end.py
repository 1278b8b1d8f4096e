"""The end of a page within a paragraph: no hyphen there, and no line left empty for the sake of widows.

In: how many lines of a paragraph a page holds, whether it is full, whether its last line ends with a hyphen. Out:
the paragraph's lines from the page's first one on, broken again so that the page ends better, or left as they are.
"""

from __future__ import annotations

from msgspec import Struct, field

from handpress.setting.total_fit.breaker import Wish
from handpress.setting.total_fit.plan import Plan

_TRIALS = 6


class PageEnd(Struct):
    """The lines of a paragraph from ``place`` on, the first of them on this page."""

    plan: Plan
    place: int
    _unhyphened: frozenset[int] = frozenset()
    _lines: int = 0
    _tried: set[Wish] = field(default_factory=set)

    def mend(self, held: int, *, is_full: bool, hyphen: bool) -> bool:
        """Whether the lines have been broken anew, so that the page must be tried again.

        ``held`` is how many of them the page holds. Where one is left empty, the engine has kept lines back lest the
        next page begin with too few; the paragraph made longer or shorter by a line fills the page.
        """
        if not is_full:
            total = self.plan.count(self.place) if not self._lines else 0
            changed = (total + 1, total - 1) if total > 1 else (self._lines - 2, 0)
            if any(self._grant(Wish(self._unhyphened, lines)) for lines in changed if lines >= 0):
                return True
        return hyphen and self._grant(Wish(self._unhyphened | {held - 1}, self._lines))

    def fill(self) -> bool:
        """The same for a paragraph that ends on the page and leaves room for one line.

        No paragraph may begin with one line there: this one made shorter by a line leaves room for two, made longer
        it leaves none.
        """
        total = self.plan.count(self.place)
        return not self._tried and any(self._grant(Wish(lines=lines)) for lines in (total - 1, total + 1) if lines > 1)

    def _grant(self, wish: Wish) -> bool:
        if wish in self._tried or len(self._tried) >= _TRIALS:
            return False
        self._tried.add(wish)
        if not self.plan.grant(self.place, wish):
            return False
        self._unhyphened, self._lines = wish.unhyphened, wish.lines
        return True
