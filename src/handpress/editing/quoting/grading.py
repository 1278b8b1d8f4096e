"""How faithful a quotation is to a text: its place there, its grade, and the differences that nobody declared."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from handpress.editing.quoting.alignment import Step, align
from handpress.editing.quoting.originals import SKIPS, Original, same
from handpress.editing.quoting.words import ELLIPSIS, Joint, Wording, length
from handpress.model.quoted import Difference, DifferenceKind, Grade

_SOLID = 3  # "the […] of the" stands in every text: some words in a row must be there
_RUN_WORDS, _RUN_SHARE = 8, 0.75  # people also put slogans and other books into quotation marks
_BLOCK_SHARE = 0.6


class Verdict(Struct, frozen=True):
    """A quotation found in a text: from its word ``first`` to ``last``."""

    grade: Grade
    first: int
    last: int
    differences: tuple[Difference, ...] = ()


class Sureness(IntEnum):
    """How sure it is, before any comparing, that words are a quotation of the text they are looked for in."""

    RUN = 0
    """They stand in quotation marks: others may be quoted, and so the words must show much likeness."""
    BLOCK = 1
    """They are set off: a quotation for certain, but perhaps of somebody else."""
    MARKED = 2
    """The manuscript says so."""


def judge(
    quotation: Wording, original: Original, *, sure: Sureness, shortest: int, paragraph: int = 0
) -> Verdict | None:
    """The verdict on a quotation, or None if it is not from this text, or does not begin in this paragraph of it."""
    solid = 1 if sure is Sureness.MARKED else _SOLID
    if max((length(quotation.words[first:behind]) for first, behind in quotation.runs()), default=0) < solid:
        return None
    begins = original.paragraph(paragraph)
    if (places := original.find(quotation, begins)) is not None:
        return _verdict(quotation, original, list(enumerate(places)), ())
    words, long = len(quotation.words), length(quotation.words)
    if (long < shortest and sure is not Sureness.MARKED) or (near := original.nearest(quotation, begins)) is None:
        return None
    begin, end = near
    steps = [
        (index, None if at is None else at + begin) for index, at in align(quotation.words, original.words[begin:end])
    ]
    differences, kept = _compare(quotation, original, steps)
    run = sure is Sureness.RUN
    if kept < (_RUN_SHARE if run else _BLOCK_SHARE) * words or (differences and run and long < _RUN_WORDS):
        return None
    first = next((at for _, at in steps if at is not None), None)
    return None if first not in begins else _verdict(quotation, original, steps, differences)


def _verdict(quotation: Wording, original: Original, steps: list[Step], differences: tuple[Difference, ...]) -> Verdict:
    places = [at for _, at in steps if at is not None]
    if differences:
        grade = Grade.MISQUOTED
    elif quotation.brackets or _elides(quotation, original, steps):
        grade = Grade.ALTERED
    else:
        grade = Grade.EXACT
    return Verdict(grade, places[0], places[-1], differences)


def _elides(quotation: Wording, original: Original, steps: list[Step]) -> bool:
    """Whether dots in the quotation stand for words left out, and are not the author's own."""
    place = {index: at for index, at in steps if index is not None and at is not None}
    for index, word in enumerate(quotation.words[:-1]):
        if word.joint is not Joint.ELIDED or index not in place:
            continue
        if place.get(index + 1) != place[index] + 1 or ELLIPSIS not in original.words[place[index]].stop:
            return True
    return False


def _compare(quotation: Wording, original: Original, steps: list[Step]) -> tuple[tuple[Difference, ...], int]:
    """The undeclared differences in their order, and how many of the quotation's words are the original's."""
    found: list[Difference] = []
    kept = 0

    def equal(step: Step) -> bool:
        index, at = step
        return index is not None and at is not None and same(quotation.words[index], original.words[at])

    for run in _runs(quotation, steps):
        groups = [(key, list(group)) for key, group in itertools.groupby(run, equal)]
        for number, (alike, group) in enumerate(groups):
            quoted = [index for index, _ in group if index is not None]
            places = [at for _, at in group if at is not None]
            if alike:
                kept += len(quoted)
                found += _stops(quotation, original, quoted, places)
            elif _letters(quotation, original, quoted, places):
                kept += len(quoted)  # "co-operate" for "cooperate"
            else:
                behind = groups[number + 1][1][0][0] if number + 1 < len(groups) else None
                found.append(_difference(quotation, original, quoted, places, behind))
    return tuple(found), kept


def _runs(quotation: Wording, steps: list[Step]) -> Iterator[list[Step]]:
    """The steps from one declared alteration to the next, without the words of the original that go there."""
    run: list[Step] = []
    skip = 0
    for step in steps:
        run.append(step)
        if step[0] is None or (joint := quotation.words[step[0]].joint) < Joint.REPLACED:
            continue
        yield _without(run, skip)
        run, skip = [], SKIPS[joint]
    yield _without(run, skip)


def _without(run: list[Step], skip: int) -> list[Step]:
    """A run without what its alteration leaves out before it, if that is no more than ``skip`` words."""
    over = sum(1 for _ in itertools.takewhile(lambda step: step[0] is None, run))
    return run[over:] if over <= skip else run


def _letters(quotation: Wording, original: Original, quoted: list[int], places: list[int]) -> bool:
    """Whether the words differ only in where one ends and the next begins."""
    ours = "".join(quotation.words[index].key for index in quoted)
    theirs = "".join(original.words[at].key for at in places)
    if quoted and quotation.words[quoted[0]].loose:
        return ours[1:] == theirs[1:] and ours[:1].casefold() == theirs[:1].casefold()
    return ours == theirs


def _difference(
    quotation: Wording, original: Original, quoted: list[int], places: list[int], behind: int | None
) -> Difference:
    """The difference between these words and those; ``behind`` is the quoted word that follows, if one does."""
    said = original.said(places[0], places[-1]) if places else ""
    if not quoted:
        assert behind is not None, "words are missed only before words that are quoted"
        return Difference(DifferenceKind.MISSING, "", said, quotation.words[behind].start)
    begin, end = quotation.words[quoted[0]].start, quotation.words[quoted[-1]].end
    kind = DifferenceKind.CHANGED if places else DifferenceKind.ADDED
    return Difference(kind, quotation.text[begin:end], said, begin)


def _stops(quotation: Wording, original: Original, quoted: list[int], places: list[int]) -> Iterator[Difference]:
    """Punctuation that differs between words that do not."""
    for index, at in list(zip(quoted, places, strict=True))[:-1]:
        ours, theirs = quotation.words[index], original.words[at]
        if ours.stop != theirs.stop:
            text = quotation.text[ours.start : quotation.words[index + 1].start]
            behind = original.said_up_to_next(at)
            yield Difference(
                DifferenceKind.CHANGED,
                _to_stop(text, ours.end - ours.start),
                _to_stop(behind, theirs.end - theirs.start),
                ours.start,
            )


def _to_stop(text: str, word: int) -> str:
    """A word with the punctuation behind it, cut at the last sign that counts as such."""
    end = max((at + 1 for at, char in enumerate(text) if char in ",;:.!?()…"), default=word)
    return text[: max(end, word)]
