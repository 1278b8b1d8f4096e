"""Where a converter lays down what it learns about the text on its way: entries, names, parties, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field

from handpress.importing.accounts import Action, Decision, excerpt
from handpress.importing.clues import author_of_byline, is_rule, navigation, party_for, signatures, split_names
from handpress.importing.draft import FIRST_PUBLISHED, Draft, Line, after, by_place, trimmed, words
from handpress.model.document import Contributor, Party

# What a line such as "Author: NAME" at the head of a text says, by the word before the colon.
_LABELS = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "by": "author",
    "written by": "author",
    "translator": "translator",
    "translated by": "translator",
    "editor": "editor",
    "edited by": "editor",
    "year": "year",
    "first published": "year",
    "published in": "year",
    "date": "dateline",
    "source": "source",
    "publisher": "publisher",
}
_LABELLED = re.compile(
    rf"(?:#{{1,6}}\s*)?[*_]{{0,2}}(?P<label>{'|'.join(_LABELS)})\s*[*_]{{0,2}}:[*_]{{0,2}}\s*"
    r"(?P<value>\S.*?)(?:\s#+)?",
    re.IGNORECASE,
)
_RECORD = frozenset(("language", "date", "publisher", "place", "description", "identifier", "rights"))
_ROLES = {"author": "aut", "translator": "trl", "editor": "edt"}
_LONGEST_LABELLED = 200
LONG_LINE = 120
"""A line of more characters than this was not broken by hand: it is a paragraph."""

_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|[*`]|(?<!\w)_|_(?!\w)")


def without_marks(markdown: str) -> str:
    """The words of one line of Markdown without backslashes and signs of emphasis."""
    return _MARKS.sub(r"\1", markdown).strip()


class Gathering(Struct):
    """What is known so far. Grows while a converter works its way through a source, and ends as a ``Draft``."""

    title: str = ""
    front: dict[str, str] = field(default_factory=dict)
    record: dict[str, str] = field(default_factory=dict)
    contributors: list[Contributor] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    def note(self, action: Action, lines: Sequence[Line], reason: str, text: str = "") -> None:
        """Write a decision down about ``lines``; its text is ``text`` or else an excerpt of them."""
        joined = "\n".join(line.text.strip() for line in lines)
        shown = text or (joined if action == "left-out" else excerpt(joined))
        self.decisions.append(Decision(action, lines[0].number, lines[-1].number, shown, reason))

    def enter(self, key: str, markdown: str) -> None:
        """Take ``markdown`` in as the entry ``key``, wherever entries of this kind belong."""
        plain = without_marks(markdown)
        if key == "title":
            self.title, self.front["title"] = plain, markdown
        elif key in _ROLES:
            byline = self.front.setdefault("byline", markdown) if key == "author" else ""
            # The word between two names must stand somewhere: only where the byline has it may they be parted.
            names = split_names(plain) if byline == markdown else tuple(plain.split("; "))
            self.contributors += [Contributor(name, _ROLES[key]) for name in names]
        elif key == "year":
            self.front["source"] = f"{FIRST_PUBLISHED} {markdown}."
        elif key in _RECORD:
            self.record[key] = plain
        else:
            self.front[key] = markdown

    def holds(self, key: str) -> bool:
        """Whether an entry as which ``key`` would be taken in is there already."""
        if key in _ROLES:
            return any(person.role == _ROLES[key] for person in self.contributors)
        return ("source" if key == "year" else key) in {**self.front, **self.record}

    def take_navigation(self, lines: Sequence[Line], *, at_end: bool = True) -> list[Line]:
        """``lines`` without the navigation at their start and, if asked, at their end; kept whole if all is such."""
        kept, found = trimmed(lines), []
        while kept and (reason := navigation(_bare(kept[0]), below=False)):
            found.append((kept[0], reason))
            kept = trimmed(kept[1:])
        while at_end and kept and (reason := navigation(_bare(kept[-1]), below=True)) and _stands_apart(kept):
            found.append((kept[-1], reason))
            kept = trimmed(kept[:-1])
        if not any(words(line.text) for line in kept):
            return trimmed(lines)
        for line, reason in found:
            self.note("left-out", [line], reason)
        return kept

    def take_labelled(self, lines: Sequence[Line], as_markdown: Callable[[str], str]) -> list[Line]:
        """``lines`` without the lines at their head that are labelled as title, author, year and the like."""
        rest = trimmed(lines)
        while rest and len(rest[0].text) < _LONGEST_LABELLED and (match := _LABELLED.fullmatch(rest[0].text.strip())):
            key = _LABELS[match["label"].lower()]
            if self.holds(key) or not words(match["value"]) or not any(words(line.text) for line in rest[1:]):
                break
            self.note("changed", rest[:1], f"Labelled as {match['label'].lower()}: {_WHERE.get(key, _ELSEWHERE)}")
            self.note("left-out", rest[:1], "The label only says what the line is.", match["label"] + ":")
            self.enter(key, as_markdown(match["value"]))
            rest = trimmed(rest[1:])
        return rest

    def take_rules(self, lines: Sequence[Line]) -> list[Line]:
        """``lines`` without the rules, rows of dashes and the like, that stand before the first words."""
        rest = trimmed(lines)
        while len(rest) > 1 and is_rule(rest[0].text) and "~~~" not in rest[0].text:  # which fences code in Markdown
            self.note("left-out", rest[:1], "A rule before the first words parts nothing.")
            rest = trimmed(rest[1:])
        return rest

    def take_byline(self, lines: Sequence[Line], as_markdown: Callable[[str], str]) -> list[Line]:
        """``lines`` without a first paragraph that is nothing but ``by NAME``."""
        rest = trimmed(lines)
        alone = len(rest) > 1 and rest[1].blank and any(words(line.text) for line in rest[1:])
        name = author_of_byline(without_marks(rest[0].text)) if alone else ""
        if not name or "byline" in self.front:
            return rest
        self.contributors += [Contributor(each) for each in split_names(name)]
        self.front["byline"] = as_markdown(rest[0].text.strip())
        self.note("guessed", rest[:1], "Taken for the byline; the name is also the author's on the title page.")
        return after(rest, rest[0].number)

    def title_from_file(self, name: str, first: Line) -> None:
        """Take the title from the file's ``name``, for a text that shows none."""
        stem = " ".join(words(PurePosixPath(name).stem)) or "Untitled"
        self.enter("title", stem[0].upper() + stem[1:])
        self.note("guessed", [first], f"The text shows no title: “{self.title}” comes from the file's name.")

    def declare_signers(self, text: str, first: int) -> None:
        """Declare a party for every siglum that signs in ``text``, whose first line is ``first``."""
        for signed in signatures(text):
            party = party_for(signed.siglum)
            key = signed.siglum.rstrip(".").casefold()
            if key in self.parties:
                reason = f"Kept as an interpolation or note signed “{signed.siglum}”."
                action: Action = "kept"
            else:
                if party.prefix in {known.prefix for known in self.parties.values()}:
                    party = Party(party.siglum, party.name, party.role)
                self.parties[key] = party
                action = "guessed"
                reason = (
                    f"“{signed.siglum}” signs here and is declared in pamphlet.toml as {party.role.value}: "
                    "put in the full name, and the right role."
                )
            self.decisions.append(
                Decision(action, first + signed.offset, first + signed.last_offset, excerpt(signed.text), reason)
            )

    def draft(self, body: str) -> Draft:
        """Everything gathered, with the text itself."""
        return Draft(
            title=self.title,
            body=body.strip("\n") + "\n",
            front=tuple(self.front.items()),
            record=tuple(self.record.items()),
            contributors=tuple(self.contributors),
            parties=tuple(self.parties.values()),
            decisions=by_place(self.decisions),
        )


_ELSEWHERE = "set among the metadata."
_WHERE = {
    "title": "it is the pamphlet's title and the part's.",
    "author": "it is the byline, and the name stands on the title page.",
    "translator": "the name stands on the title page.",
    "editor": "the name stands on the title page.",
    "year": f"the part's source says “{FIRST_PUBLISHED} …”; the edition has its own date.",
    "dateline": "it is the part's dateline; the edition has its own date.",
    "source": "it is the part's source.",
}


def _stands_apart(lines: Sequence[Line]) -> bool:
    """Whether the last line is not merely the last of a paragraph broken by hand, such as ``back to the land``."""
    above = lines[-2].text.rstrip() if len(lines) > 1 else ""
    return (
        not above
        or len(above) > LONG_LINE
        or above.endswith((".", "!", "?", "”", '"'))
        or bool(navigation(_bare(lines[-2]), below=True))
    )


def _bare(line: Line) -> str:
    """The words of a line as a reader sees them, so that ``[Back to Index](index.html)`` is known for what it is."""
    return without_marks(re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", line.text))
