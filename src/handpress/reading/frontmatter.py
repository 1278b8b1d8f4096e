"""The YAML front matter of a part; the only file that knows PyYAML."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.reading.source import Line

KEYS = ("title", "subtitle", "short-title", "byline", "dateline", "source", "replies-to", "language")
_FENCES = ("---", "...")
_PROPERTY = re.compile(r"[&!]\S*")
_QUOTE = 'A value with a colon, a #, or a sign at its beginning stands in quotation marks: title: "Act: a play".'


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the front matter, as typed, and where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a part's front matter, and the lines that follow it."""

    fields: dict[str, Field]
    body: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str:
        """The value of ``key``, empty where it is not given."""
        return self.fields[key].value if key in self.fields else ""


def split(lines: Sequence[Line], file: str) -> FrontMatter:
    """Part the front matter from the text. A file that does not begin with ``---`` has none."""
    if not lines or lines[0].text.rstrip() != "---":
        return FrontMatter({}, tuple(lines))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.text.rstrip() in _FENCES), 0)
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
    body = tuple(lines[end + 1 :])
    text = "\n".join(line.text for line in lines[1:end])
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return FrontMatter({}, body, (_syntax(error, file),))
    if node is None:
        return FrontMatter({}, body)
    if not isinstance(node, yaml.MappingNode):
        finding = Finding(
            "front-matter",
            "The front matter is not a list of keys and values.",
            Span(file, 2, end),
            "Write key: value.",
        )
        return FrontMatter({}, body, (finding,))
    return _fields(node, text, file, body)


def _fields(node: yaml.MappingNode, text: str, file: str, body: tuple[Line, ...]) -> FrontMatter:
    fields: dict[str, Field] = {}
    findings: list[Finding] = []
    for key, value in node.value:
        span = _span(key, file)
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
            findings.append(Finding("front-matter", message, _span(value, file), _QUOTE))
        elif value.value:
            fields[name] = Field(_scalar(value), _words(value, file))
    return FrontMatter(fields, body, tuple(findings))


def _unread(node: yaml.ScalarNode, text: str) -> str:
    """What stands on the value's line and is a comment, an anchor or a tag to YAML, but may be words to its author."""
    start, end = node.start_mark.index, node.end_mark.index
    behind = text[end:].split("\n", 1)[0].strip() if node.style not in ("|", ">") else ""
    before = _PROPERTY.match(text, start, end)
    return behind or (before.group() if before else "")


def _words(node: yaml.ScalarNode, file: str) -> Span:
    """Where the words of a value stand, behind its quotation mark."""
    span = _span(node, file)
    quoted = node.style in ("'", '"')
    return Span(file, span.line, span.last_line, span.column + quoted, span.last_column - quoted)


def _scalar(node: yaml.ScalarNode) -> str:
    """The words as typed: YAML would turn ``1917`` into a number and ``no`` into a refusal."""
    return " ".join(str(node.value).split())


def _span(node: yaml.Node, file: str) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(file, start.line + 2, end.line + 2, start.column + 1, max(end.column, start.column + 1))


def _syntax(error: yaml.YAMLError, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    problem = getattr(error, "problem", None) or "it is not valid YAML"
    return Finding(
        "front-matter",
        f"The front matter cannot be read: {problem}.",
        Span(file, line, line, column),
        hint=_QUOTE,
    )
