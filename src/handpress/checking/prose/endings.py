"""English words in -ise beside others in -ize."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, Where, in_the_minority, of_language, times
from handpress.diagnostics import Finding

_ENDING = re.compile(r"\b([A-Za-z]{3,})(i[sz])(?:e[drs]?|ing|ation|ations|ers)\b")
# Not the Greek ending: these have one spelling only.
_ALWAYS_S = re.compile(
    r"(?:adv|adverti|parad|val|marqu|cer|cru|aff?ranch|appr|ar|chast|circumc|compr|comprom|conc|contrar|dem|desp|dev|disfranch|disgu|"
    r"enfranch|enterpr|excis|exc|exerc|expert|franch|frank|imprec|improv|incis|inc|merchand|mort|no|perquis|po|pr|prec|"
    r"prem|prom|ra|repr|rev|superv|surm|surpr|telev|trea|tortoi|turquoi|porpoi|w|likew|otherw|adverts|pra|appra|bra|"
    r"cerv|anal|paral|catal|mayonna|malaise|bru|noi|advert)",
    re.IGNORECASE,
)
_ALWAYS_Z = re.compile(r"(?:caps|se|s|pr|as|ma|res|overs|outs|bapt)", re.IGNORECASE)


def check_endings(desk: Desk) -> Iterator[Finding]:
    """The rarer of the two endings in a part, at the first of its places."""
    for part in desk.by_part():
        found: list[tuple[str, Where]] = []
        words: dict[str, str] = {}
        for passage in part:
            for word in _ENDING.finditer(passage.text):
                fixed = _ALWAYS_S if word[2] == "is" else _ALWAYS_Z
                if (
                    fixed.fullmatch(word[1])
                    or passage.quoted(word.start())
                    or not of_language(passage, word.start(), "en")
                ):
                    continue
                ending = "-ise" if word[2] == "is" else "-ize"
                words.setdefault(ending, word[0])
                found.append((ending, (passage, word.span())))
        for ending, span, count, most, many in in_the_minority(found):
            message = (
                f"“{words[ending]}” is spelt with {ending}, as words are {times(count)} in this part; "
                f"{times(many)} it is {most}, as in “{words[most]}”."
            )
            yield Finding("endings-mixed", message, span, "Spell them all alike; both are right.")
