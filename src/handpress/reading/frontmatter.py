"""The YAML front matter of a part; the only file that knows PyYAML."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

import yaml
from msgspec import Struct

from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.reading.source import Line

KEYS = ("title", "subtitle", "short-title", "byline", "dateline", "source", "replies-to", "language")
_FENCES = ("---", "...")
_PROPERTY = re.compile(r"[&!]\S*")
_QUOTE = 'A value with a colon, a #, or a sign at its beginning stands in quotation marks: title: "Act: a play".'


class Field(Struct, frozen=True):
    """One value of the front matter, as typed, and where it stands: ``line`` is the value as a line of its own."""

    value: str
    span: Span
    line: Line


class FrontMatter(Struct, frozen=True):
    """The fields of a part's front matter, and the lines that follow it."""

    fields: dict[str, Field]
    body: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str:
        """The value of ``key``, empty where it is not given."""
        return self.fields[key].value if key in self.fields else ""


def end_of(lines: Sequence[Line]) -> int:
    """The index of the line that closes the front matter; 0 where there is none, or none that is closed."""
    if not _opens(lines):
        return 0
    return next((n for n, line in enumerate(lines[1:], 1) if line.text.rstrip() in _FENCES), 0)


def _opens(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[0].text.rstrip() == "---"


def split(lines: Sequence[Line], file: str) -> FrontMatter:
    """Part the front matter from the text. A file that does not begin with ``---`` has none."""
    if not _opens(lines):
        return FrontMatter({}, tuple(lines))
    end = end_of(lines)
    if not end:
        # "---" that opens nothing is a section break, but never at the head of a file: a forgotten fence would
        # turn the whole metadata into text.
        finding = Finding(
            "front-matter",
            "The front matter that begins here has no closing line.",
            Span(file, 1, 1, 1, 3),
            hint="Put a line --- under the last of its keys.",
        )
        return FrontMatter({}, tuple(lines[1:]), (finding,))
    body, typed = tuple(lines[end + 1 :]), lines[1:end]
    text = "\n".join(line.text for line in typed)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return FrontMatter({}, body, (_syntax(error, lines, file),))
    if node is None:
        return FrontMatter({}, body)
    if not isinstance(node, yaml.MappingNode):
        finding = Finding(
            "front-matter",
            "The front matter is not a list of keys and values.",
            Span(file, lines[1].number, lines[end - 1].number),
            "Write key: value.",
        )
        return FrontMatter({}, body, (finding,))
    fields, findings = _fields(node, text, typed, file)
    return FrontMatter(fields, body, findings)


def _fields(
    node: yaml.MappingNode, text: str, typed: Sequence[Line], file: str
) -> tuple[dict[str, Field], tuple[Finding, ...]]:
    fields: dict[str, Field] = {}
    findings: list[Finding] = []
    for key, value in node.value:
        span = _span(key, typed, file)
        name = str(key.value)
        if name not in KEYS:
            near = difflib.get_close_matches(name, KEYS, 1)
            hint = f"Did you mean {near[0]}?" if near else f"The keys are {', '.join(KEYS)}."
            findings.append(Finding("front-matter-key", f"The front matter has no key “{name}”.", span, hint))
        elif name in fields:
            findings.append(Finding("front-matter", f"The key “{name}” stands here a second time.", span))
        elif not isinstance(value, yaml.ScalarNode):
            findings.append(Finding("front-matter", f"The value of “{name}” must be a line of text.", span))
        elif unread := _unread(value, text):
            message = f"YAML does not take “{unread}” for a part of the value."
            findings.append(Finding("front-matter", message, _span(value, typed, file), _QUOTE))
        elif value.value:
            words, place = _scalar(value), _words(value, typed, file)
            fields[name] = Field(words, place, _line(words, value, typed, place))
    return fields, tuple(findings)


def _unread(node: yaml.ScalarNode, text: str) -> str:
    """What stands on the value's line and is a comment, an anchor or a tag to YAML, but may be words to its author."""
    start, end = node.start_mark.index, node.end_mark.index
    behind = text[end:].split("\n", 1)[0].strip() if node.style not in ("|", ">") else ""
    before = _PROPERTY.match(text, start, end)
    return behind or (before.group() if before else "")


def _words(node: yaml.ScalarNode, typed: Sequence[Line], file: str) -> Span:
    """Where the words of a value stand, behind its quotation mark."""
    span = _span(node, typed, file)
    quoted = node.style in ("'", '"')
    return Span(file, span.line, span.last_line, span.column + quoted, span.last_column - quoted)


def _line(words: str, node: yaml.ScalarNode, typed: Sequence[Line], place: Span) -> Line:
    """The value as a line, each of its characters with its place where it stands on one line as it was typed."""
    line = typed[node.start_mark.line]
    start = node.start_mark.column + (node.style in ("'", '"'))
    if line.text[start : start + len(words)] != words:
        return Line(words, place.line, place.column)
    behind = line.behind(start)
    return Line(words, behind.number, behind.column, behind.jumps)


def _scalar(node: yaml.ScalarNode) -> str:
    """The words as typed: YAML would turn ``1917`` into a number and ``no`` into a refusal."""
    return " ".join(str(node.value).split())


def _span(node: yaml.Node, typed: Sequence[Line], file: str) -> Span:
    start, end = node.start_mark, node.end_mark
    number, column = typed[start.line].place(start.column)
    # A value over several lines may end where the closing fence begins.
    last = typed[min(end.line, len(typed) - 1)]
    last_number, last_column = last.place(max(end.column, 1) - 1) if end.line < len(typed) else (last.number + 1, 0)
    if end.line == start.line:
        last_column = max(last_column, column)
    return Span(file, number, last_number, column, max(last_column, 1))


def _syntax(error: yaml.YAMLError, lines: Sequence[Line], file: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line, column = lines[mark.line + 1].place(mark.column) if mark else (1, 1)
    problem = getattr(error, "problem", None) or "it is not valid YAML"
    return Finding(
        "front-matter",
        f"The front matter cannot be read: {problem}.",
        Span(file, line, line, column),
        hint=_QUOTE,
    )
