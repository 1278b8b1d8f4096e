"""What ``pamphlet.toml`` says, checked key by key."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, field

from handpress.diagnostics import ExitCode, Finding, PressError, Result, not_utf8
from handpress.model.access import AccessClaim, Exemption
from handpress.model.cover import WRAP, CoverFace, CoverSettings, SpineDirection
from handpress.model.document import (
    Contributor,
    Metadata,
    NoteRestart,
    NoteSeries,
    NoteStyle,
    PartKind,
    Party,
    PartyRole,
    Series,
    Translation,
)
from handpress.model.format import CoverForm, Format, Printing
from handpress.model.spans import Span
from handpress.model.spelling import Spelling
from handpress.project import keys, making, tomlfile
from handpress.project.isbn import read_isbn
from handpress.project.keys import Key
from handpress.project.tomlfile import TomlFile
from handpress.project.workspace import Workspace

FILE_NAME = "pamphlet.toml"
_HOUSE_FORMAT, _HOUSE_PRINTING, _NO_CLAIM = Format(), Printing(), AccessClaim()


class PartFile(Struct, frozen=True):
    """A part as ``pamphlet.toml`` names it. ``span`` is where; ``words`` is its own word list, or empty."""

    slug: str
    file: str
    kind: PartKind
    span: Span
    spelling: Spelling = Spelling.MODERN
    words: str = ""


class Accepted(Struct, frozen=True):
    """Findings that the editor accepts: of this code, in this part (empty: any), whose message has these words."""

    code: str
    part: str
    words: str
    reason: str
    span: Span


class Pamphlet(Struct, frozen=True):
    """A pamphlet's settings.

    ``folder`` holds its manuscripts; ``label`` is that folder as messages name it. ``shortest_quotation`` is the number
    of words from which a run in quotation marks is looked for in the part replied to. ``cover_spans`` are where each
    key of ``[cover]`` stands; ``isbn`` is the identifier with hyphens where it is one. With ``total_fit`` paragraphs
    are broken as wholes; ``accessibility`` is what somebody answers for; ``dictionaries`` the folder of the house's own
    Hunspell dictionaries; ``hyphenation`` the words of its own that are parted at their hyphens and nowhere else;
    ``proof_leading_pt`` the leading of a galley (0: not said).
    """

    slug: str
    folder: Path
    label: str
    metadata: Metadata
    parties: tuple[Party, ...]
    parts: tuple[PartFile, ...]
    notes: NoteStyle = NoteStyle()
    shortest_quotation: int = 5
    accepted: tuple[Accepted, ...] = ()
    format: Format = _HOUSE_FORMAT
    printing: Printing = _HOUSE_PRINTING
    cover: CoverSettings = CoverSettings()
    cover_spans: Mapping[str, Span] = field(default_factory=dict)
    isbn: str = ""
    total_fit: bool = True
    accessibility: AccessClaim = _NO_CLAIM
    dictionaries: str = ""
    proof_leading_pt: float = 0.0
    toml: TomlFile | None = None
    hyphenation: tuple[str, ...] = ()

    def span(self, group: str, key: str = "") -> Span | None:
        """Where ``pamphlet.toml`` says a thing, for findings about it that only the making of it brings to light."""
        return self.toml.span(group, 0, key) if self.toml else None


def find_pamphlet(workspace: Workspace, slug: str) -> Result[Pamphlet]:
    """Read the ``pamphlet.toml`` of a pamphlet of the workspace (see ``load_pamphlet``).

    Raises ``PressError`` where there is no such pamphlet.
    """
    if slug not in workspace.slugs():
        known = ", ".join(workspace.slugs()) or "none yet"
        raise PressError(
            f"There is no pamphlet “{slug}”.", hint=f"The pamphlets here: {known}.", exit_code=ExitCode.USAGE
        )
    return load_pamphlet(workspace.manuscripts / slug, workspace.label(slug))


def load_pamphlet(folder: Path, label: str) -> Result[Pamphlet]:
    """Read ``folder/pamphlet.toml``.

    The pamphlet returned beside error findings holds empty values where something was wrong.
    Raises ``PressError`` where the file does not exist or cannot be read.
    """
    path = folder / FILE_NAME
    file = f"{label}/{FILE_NAME}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise PressError(f"{label} has no {FILE_NAME}.", hint="handpress new makes a pamphlet to start from.") from None
    except UnicodeDecodeError as error:
        found = not_utf8(file, error)
        raise PressError(found.message, span=found.span, hint=found.hint) from None
    except OSError as error:
        raise PressError(f"{file} cannot be read: {error.strerror}.") from None
    parsed = tomlfile.parse(text, file)
    findings = list(parsed.findings) or list(_check(parsed.value))
    toml = parsed.value
    parts, unusable = _usable(tuple(_parts(toml)))
    findings += unusable
    made_up = making.format_of(next(_tables(toml.values, "format"), {}))
    printing = making.printing_of(next(_tables(toml.values, "print"), {}), _own_profiles(toml.values), toml)
    findings += printing.findings
    pamphlet = Pamphlet(
        folder.name,
        folder,
        label,
        _metadata(toml.values),
        tuple(_parties(toml.values)),
        parts,
        _note_style(toml.values, made_up),
        next((int(q["shortest"]) for q in _tables(toml.values, "quotations") if q.get("shortest", "").isdigit()), 5),
        tuple(_accepted(toml)),
        made_up,
        printing.value,
        _cover(toml.values),
        {key: toml.span("cover", 0, key) for key in next(_tables(toml.values, "cover"), {})},
        read_isbn(_text(toml.values.get("identifier")) or "").number,
        all(table.get("lines") != "greedy" for table in _tables(toml.values, "setting")),
        _accessibility(toml.values),
        _dictionaries(toml.values),
        making.points(next(_tables(toml.values, "proof"), {}), "leading"),
        toml,
        _hyphenation(toml.values),
    )
    return Result(pamphlet, tuple(findings))


# --- checking -----------------------------------------------------------------------------------------------


def _check(toml: TomlFile) -> Iterator[Finding]:
    known = [*keys.TOP, *keys.GROUPS]
    for name, value in toml.values.items():
        if name in keys.TOP:
            yield from _check_value(toml, keys.TOP[name], name, value, toml.span(key=name))
        elif name not in keys.GROUPS:
            # [serie] is a group and not a key, and stands in the list of places as one.
            span = toml.span(name) if isinstance(value, dict | list) else toml.span(key=name)
            yield _unknown(name, known, span)
    yield from _missing(toml, keys.TOP, toml.values, "", 0)
    for name, group in keys.GROUPS.items():
        if name not in toml.values:
            if group.needed:
                yield Finding("config-missing", f"There is no [[{name}]].", toml.span(), _EXAMPLES.get(name, ""))
            continue
        value = toml.values[name]
        if group.named and isinstance(value, dict):
            yield from _check_named(toml, name, group.keys, value)
            continue
        tables = value if isinstance(value, list) and group.several else [value]
        for index, table in enumerate(tables):
            if not isinstance(table, dict):
                head = f"[[{name}]]" if group.several else f"[{name}]"
                yield Finding("config-value", f"“{name}” is written as {head}, with its keys below.", toml.span(name))
                continue
            yield from _check_group(toml, name, index, group.keys, table)
    yield from _doubled_parties(toml)
    yield from _uncertified(toml)
    isbn = read_isbn(_text(toml.values.get("identifier")) or "")
    if isbn.problem:
        yield Finding("isbn-invalid", isbn.problem, toml.span(key="identifier"), isbn.hint)


def _check_group(
    toml: TomlFile, name: str, index: int, known: Mapping[str, Key], table: Mapping[str, Any]
) -> Iterator[Finding]:
    for key, value in table.items():
        span = toml.span(name, index, key)
        if key in known:
            yield from _check_value(toml, known[key], key, value, span)
        else:
            yield _unknown(key, list(known), span)
    yield from _missing(toml, known, table, name, index)


def _check_named(toml: TomlFile, name: str, known: Mapping[str, Key], tables: Mapping[str, Any]) -> Iterator[Finding]:
    """Tables that have a name of their own: ``[profiles.ours]``."""
    for own, table in tables.items():
        if isinstance(table, dict):
            yield from _check_group(toml, f"{name}.{own}", 0, known, table)
        else:
            message = f"“{own}” is a key of no group: [{name}.NAME] comes first, with its keys below."
            yield Finding("config-value", message, toml.span(name, 0, own))


def _doubled_parties(toml: TomlFile) -> Iterator[Finding]:
    """Parties that cannot be told apart."""
    for name in ("siglum", "prefix"):
        seen: dict[str, str] = {}
        for index, table in enumerate(_tables(toml.values, "parties")):
            value = table.get(name, "")
            key = value.rstrip(".").casefold()
            if key and key in seen:
                message = f"“{table.get('name', '')}” and “{seen[key]}” have the same {name} “{value}”."
                span = toml.span("parties", index, name)
                yield Finding("party-doubled", message, span, "Give one of them another.")
            seen.setdefault(key, table.get("name", ""))


def _uncertified(toml: TomlFile) -> Iterator[Finding]:
    """A credential or a report of nobody: without an evaluator the e-book claims nothing, and would drop them."""
    given = next(_tables(toml.values, "accessibility"), {})
    if "certified-by" not in given:
        for key in ("certifier-credential", "report"):
            if key in given:
                message = f"“{key}” needs “certified-by” beside it: whoever has evaluated the e-book."
                yield Finding("config-missing", message, toml.span("accessibility", 0, key), "Name the evaluator.")


def _check_value(toml: TomlFile, key: Key, name: str, value: Any, span: Span) -> Iterator[Finding]:
    text = _text(value) if not isinstance(value, bool) or "true" in key.choices else None
    if text is not None and keys.fits(key, text):
        return
    if text is not None and key.choices:
        near = difflib.get_close_matches(text, key.choices, 1)
        hint = f"Did you mean {near[0]}?" if near else f"It may be {', '.join(key.choices)}."
        yield Finding("config-value", f"“{text}” is not a {name} the press knows.", span, hint)
    else:
        wanted = key.looks_like or ("text in quotation marks" if text is None else "more than nothing")
        hint = (
            "Take the line out if there is nothing to say."
            if text == "" and not key.needed
            else _EXAMPLES.get(name, "")
        )
        yield Finding("config-value", f"The value of “{name}” must be {wanted}.", span, hint)


def _unknown(name: str, known: list[str], span: Span) -> Finding:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean {near[0]}?" if near else f"The keys here are {', '.join(known)}."
    return Finding("config-key", f"There is no key “{name}”.", span, hint)


def _missing(
    toml: TomlFile, known: Mapping[str, Key], table: Mapping[str, Any], group: str, index: int
) -> Iterator[Finding]:
    for name, key in known.items():
        if key.needed and name not in table:
            head = f"[[{group}]]" if group and keys.GROUPS[group].several else f"[{group}]"
            where = f"{head} lacks the key" if group else "There is no key"
            yield Finding("config-missing", f"{where} “{name}”.", toml.span(group, index), _EXAMPLES.get(name, ""))


_EXAMPLES = {
    "title": 'For example: title = "On Bread"',
    "language": 'For example: language = "en"',
    "date": 'For example: date = "2026-05-01"',
    "parts": 'For example: [[parts]] and below it file = "article.md" and kind = "article"',
}


def _usable(parts: tuple[PartFile, ...]) -> tuple[tuple[PartFile, ...], list[Finding]]:
    """The parts whose files may be opened, and what is wrong with the others."""
    usable: dict[str, PartFile] = {}
    findings: list[Finding] = []
    for part in parts:
        if PurePosixPath(part.file).name != part.file:
            hint = "A part's file lies beside pamphlet.toml and is named without a folder."
            message = f"“{part.file}” does not lie in the pamphlet's folder."
            findings.append(Finding("part-outside", message, part.span, hint))
        elif part.slug in usable:
            findings.append(Finding("config-value", f"The file “{part.file}” is named twice.", part.span))
        else:
            usable[part.slug] = part
    return tuple(usable.values()), findings


# --- values -------------------------------------------------------------------------------------------------


def _text(value: Any) -> str | None:
    """A value as text: TOML dates and years are what they look like."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date | int):
        return str(value)
    return None


def _metadata(values: Mapping[str, Any]) -> Metadata:
    given = {name: _text(values.get(name)) or "" for name in keys.TOP}
    people = (table for table in _tables(values, "contributors"))
    contributors = tuple(Contributor(p.get("name", ""), p.get("role", "aut"), p.get("sort", "")) for p in people)
    series = next((Series(s.get("name", ""), s.get("number", "")) for s in _tables(values, "series")), None)
    tables = (table for table in _tables(values, "translations") if table.get("language") and table.get("title"))
    translations = tuple(Translation(t["language"], t["title"], t.get("address", "")) for t in tables)
    return Metadata(**given, contributors=contributors, series=series, translations=translations)


def _parties(values: Mapping[str, Any]) -> Iterator[Party]:
    for table in _tables(values, "parties"):
        role = table.get("role", "")
        if table.get("siglum") and role in tuple(PartyRole):
            yield Party(table["siglum"], table.get("name", ""), PartyRole(role), table.get("prefix", ""))


def _parts(toml: TomlFile) -> Iterator[PartFile]:
    for index, table in enumerate(_tables(toml.values, "parts")):
        file, kind = table.get("file", ""), table.get("kind", "")
        if keys.fits(keys.GROUPS["parts"].keys["file"], file) and kind in tuple(PartKind):
            spelling, words = table.get("spelling", ""), table.get("words", "")
            yield PartFile(
                PurePosixPath(file).stem,
                file,
                PartKind(kind),
                toml.span("parts", index, "file"),
                Spelling(spelling) if spelling in tuple(Spelling) else Spelling.MODERN,
                words if keys.fits(keys.GROUPS["parts"].keys["words"], words) else "",
            )


def _hyphenation(values: Mapping[str, Any]) -> tuple[str, ...]:
    words = next(_tables(values, "setting"), {}).get("hyphenation", "")
    fitting = keys.fits(keys.GROUPS["setting"].keys["hyphenation"], words)
    return tuple(words.replace(",", " ").split()) if fitting else ()


def _dictionaries(values: Mapping[str, Any]) -> str:
    folder = next(_tables(values, "prose"), {}).get("dictionaries", "")
    return folder if keys.fits(keys.GROUPS["prose"].keys["dictionaries"], folder) else ""


def _own_profiles(values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    own = values.get("profiles", {})
    if not isinstance(own, dict):
        return {}
    return {name: next(_tables(own, name)) for name, table in own.items() if isinstance(table, dict)}


def _note_style(values: Mapping[str, Any], made_up: Format) -> NoteStyle:
    given = next(_tables(values, "notes"), {})
    style = NoteStyle(longest_percent=0) if made_up.theme.notes_at_end else NoteStyle()
    parties, restart, longest = given.get("parties"), given.get("restart"), given.get("longest", "")
    return NoteStyle(
        NoteSeries(parties) if parties in tuple(NoteSeries) else style.parties,
        NoteRestart(restart) if restart in tuple(NoteRestart) else style.restart,
        int(longest) if longest.isdigit() else style.longest_percent,
    )


def _cover(values: Mapping[str, Any]) -> CoverSettings:
    given, known = next(_tables(values, "cover"), {}), keys.GROUPS["cover"].keys
    right = {key: value for key, value in given.items() if key in known and keys.fits(known[key], value)}
    named = tuple((key, right[key]) for key in (*CoverFace, WRAP) if key in right)
    inks = [int(percent) for percent in right.get("colour", "").split()]
    return CoverSettings(
        named,
        right.get("back-text", "").strip(),
        SpineDirection(right["spine"]) if "spine" in right else None,
        (inks[0], inks[1], inks[2], inks[3]) if inks else None,
        CoverForm(right["form"].casefold()) if "form" in right else None,
    )


def _accessibility(values: Mapping[str, Any]) -> AccessClaim:
    given = next(_tables(values, "accessibility"), {})
    keys_of_text = ("certified-by", "certifier-credential", "report", "summary")
    evaluator, credential, report, summary = (given.get(key, "").strip() for key in keys_of_text)
    exemption = given.get("exemption", "").casefold()
    claimed = Exemption(exemption) if exemption in tuple(Exemption) else None
    return AccessClaim(evaluator, credential, report, summary, claimed)


def _accepted(toml: TomlFile) -> Iterator[Accepted]:
    for index, table in enumerate(_tables(toml.values, "accepted")):
        code, part, words, reason = (table.get(name, "") for name in ("code", "part", "words", "reason"))
        if code and reason:
            yield Accepted(code, part, words, reason, toml.span("accepted", index))


def _tables(values: Mapping[str, Any], name: str) -> Iterator[dict[str, str]]:
    value = values.get(name, [])
    for table in value if isinstance(value, list) else [value]:
        if isinstance(table, dict):
            yield {key: text for key, item in table.items() if (text := _text(item)) is not None}
