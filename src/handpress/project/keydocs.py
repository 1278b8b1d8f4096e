"""What each key of ``pamphlet.toml`` is for, in a sentence: shown by editors that read the schema."""

from __future__ import annotations

from collections.abc import Mapping

TOP_DOCS: Mapping[str, str] = {
    "title": "The pamphlet's title, as on its title page.",
    "subtitle": "What stands below the title.",
    "language": "The language of the text, as a BCP 47 tag: en, de, pt-BR. A part's front matter may name another.",
    "date": "When this edition appears: a day, a month or a year. The files carry it, and no clock.",
    "publisher": "Who publishes it.",
    "place": "Where it is published.",
    "description": "What it is about, in a sentence or two, for the e-book's catalogue entry.",
    "identifier": "An ISBN, or any other name that no other publication has. An ISBN is checked and gets a barcode.",
    "rights": "Who may copy it, and under which terms.",
}

GROUP_DOCS: Mapping[str, str] = {
    "series": "The series that the pamphlet belongs to.",
    "contributors": "The people on the title page, in its order.",
    "translations": "The same pamphlet in other languages.",
    "parties": "Who may sign notes and interpolations.",
    "notes": "How notes are set.",
    "quotations": "How quotations of one part in another are looked for.",
    "format": "The page and its type.",
    "print": "The printer, the paper and the inks.",
    "profiles": "Printers of your own: [profiles.NAME].",
    "cover": "The cover.",
    "setting": "How lines are broken and words parted.",
    "accessibility": "Who answers for the e-book's accessibility.",
    "accepted": "A finding that you have looked at and let stand, with the reason.",
    "prose": "How check --prose looks at the language.",
    "parts": "The parts, in the order they are printed.",
}

KEY_DOCS: Mapping[str, Mapping[str, str]] = {
    "series": {"name": "The series' name.", "number": "The pamphlet's number in it."},
    "contributors": {
        "name": "The name as it is printed.",
        "role": "A MARC relator code: aut for an author (if nothing is said), edt an editor, trl a translator.",
        "sort": "The name as catalogues sort it: Miller, Ann.",
    },
    "translations": {
        "language": "The language of the translation, as a BCP 47 tag.",
        "title": "Its title there.",
        "address": "Where it is published, on the web.",
    },
    "parties": {
        "siglum": "How the party signs, as in [that is, rye — Ed.].",
        "name": "The party's name, for the note on the text.",
        "role": "In what capacity the party speaks.",
        "prefix": "The word that the labels of its notes begin with: ed for [^ed-1].",
    },
    "notes": {
        "parties": "Whether notes that are not the author's are called by letters or by symbols.",
        "restart": "Whether the notes are counted anew in each part or through the pamphlet.",
        "longest": "The share of a page, in percent, above which a note goes to the end of its part.",
    },
    "quotations": {"shortest": "From how many words on a run in quotation marks is looked for in the part replied to."},
    "format": {
        "trim": "The size of the page, by name or as a measure such as 5.5x8.5in.",
        "theme": "The look of the pages.",
        "margins": "Four lengths: inner, top, outer, bottom.",
        "size": "The size of the text, in pt.",
        "leading": "From line to line, in pt.",
    },
    "print": {
        "profile": "Whose printer it is made for: a profile of the press, or one of [profiles].",
        "sheet": "The sheets of the booklet, by name or measure.",
        "caliper": "How thick a leaf is, for spine and creep.",
        "marks": "Whether crop marks are drawn.",
        "inks": "Four inks, or black alone.",
        "icc": "The printer's colour profile, a file in the pamphlet's folder.",
        "condition": "The name of that printing condition, as the printer gives it.",
    },
    "profiles": {
        "like": "The profile of the press that it begins as.",
        "product": "What the printer makes of it.",
        "trims": "The sizes that the printer cuts, separated by commas.",
        "bleed": "How far what reaches an edge must go beyond it.",
        "bleed-sides": "On which edges there is bleed.",
        "marks": "Whether the printer wants crop marks.",
        "page-multiple": "What the number of pages must be divisible by.",
        "least-pages": "The fewest pages that the printer takes.",
        "most-pages": "The most pages that the printer takes.",
        "inner": "How near to the binding anything may stand.",
        "outer": "How near to the other edges anything may stand.",
        "ink": "The most ink in one place, in percent of all inks together.",
        "ppi": "The fewest dots an inch for pictures.",
        "line-art-ppi": "The fewest dots an inch for line art.",
        "type": "The smallest type.",
        "stroke": "The thinnest line.",
        "blanks": "How many blank pages may follow each other.",
        "bookmarks": "Whether bookmarks may be in the file.",
        "standard": "The standard that the print file keeps.",
        "spine-page": "How much each page adds to the spine.",
        "spine-glue": "How much the binding adds to the spine.",
        "spine-text-from": "From how many pages on the spine may have words.",
    },
    "cover": {
        "form": "Which kind of cover is made.",
        "front": "A picture of your own for the front.",
        "inside-front": "A picture for the inside of the front.",
        "inside-back": "A picture for the inside of the back.",
        "back": "A picture for the back.",
        "wrap": "A whole cover of your own in one piece, as a PDF.",
        "back-text": "The words on the back; a blank line parts paragraphs.",
        "spine": "Whether the words on the spine run down or up.",
        "colour": "A second ink: cyan, magenta, yellow and black in percent.",
    },
    "setting": {
        "lines": "Whether paragraphs are broken as wholes, or line by line.",
        "hyphenation": "Words that are parted at their hyphens and nowhere else; a word without any is never parted.",
    },
    "accessibility": {
        "certified-by": "Who has evaluated the e-book; without it no conformance is claimed.",
        "certifier-credential": "What makes them fit to judge.",
        "report": "Where their report can be read.",
        "summary": "A summary in place of the press's own.",
        "exemption": "Why the e-book need not conform, by the European Accessibility Act.",
    },
    "accepted": {
        "code": "The finding's code.",
        "part": "The part's slug (its file's name without .md); leave it out for any.",
        "words": "Words of the finding; leave them out for all of its kind.",
        "reason": "Why it may stand.",
    },
    "prose": {
        "dictionaries": "A folder of Hunspell dictionaries (.aff and .dic), beside pamphlet.toml or in the workspace.",
    },
    "parts": {
        "file": "The manuscript, a .md file beside pamphlet.toml.",
        "kind": "What the part is to the pamphlet.",
        "spelling": "Whether its spelling is held against a dictionary, allowed to be archaic, or not looked at.",
        "words": "A list of words that are right in this part, one a line; words.txt is for all parts.",
    },
}
