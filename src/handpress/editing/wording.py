"""The press's own words: what stands in a pamphlet that no manuscript has."""

from __future__ import annotations

from collections.abc import Mapping

from handpress.model.document import PartKind

_ENGLISH: Mapping[str, str] = {
    PartKind.ARTICLE: "Article",
    PartKind.REPLY: "Reply",
    PartKind.REJOINDER: "Rejoinder",
    PartKind.INTRODUCTION: "Introduction",
    PartKind.PREFACE: "Preface",
    PartKind.FOREWORD: "Foreword",
    PartKind.AFTERWORD: "Afterword",
    PartKind.LETTER: "Letter",
    PartKind.APPENDIX: "Appendix",
    PartKind.CHAPTER: "Chapter",
    "contents": "Contents",
    "cover": "Cover",
    "title-page": "Title page",
    "colophon": "Colophon",
    "notes": "Notes",
    "note": "Note",
    "back": "Back to the text",
    "headnote": "Headnote",
    "tailnote": "Closing note",
    "edited-by": "Edited by",
    "translated-by": "Translated by",
    "start": "Start of the text",
    "press": "Set in EB Garamond with handpress.",
}

_GERMAN: Mapping[str, str] = {
    PartKind.ARTICLE: "Aufsatz",
    PartKind.REPLY: "Erwiderung",
    PartKind.REJOINDER: "Duplik",
    PartKind.INTRODUCTION: "Einleitung",
    PartKind.PREFACE: "Vorrede",
    PartKind.FOREWORD: "Vorwort",
    PartKind.AFTERWORD: "Nachwort",
    PartKind.LETTER: "Brief",
    PartKind.APPENDIX: "Anhang",
    PartKind.CHAPTER: "Kapitel",
    "contents": "Inhalt",
    "cover": "Umschlag",
    "title-page": "Titelseite",
    "colophon": "Impressum",
    "notes": "Anmerkungen",
    "note": "Anmerkung",
    "back": "Zurück zum Text",
    "headnote": "Vorbemerkung",
    "tailnote": "Nachbemerkung",
    "edited-by": "Herausgegeben von",
    "translated-by": "Übersetzt von",
    "start": "Beginn des Textes",
    "press": "Gesetzt aus der EB Garamond mit handpress.",
}

_LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "de": _GERMAN}


def wording_for(language: str) -> Mapping[str, str]:
    """The press's words in a language (BCP 47), in English where they have not been translated yet."""
    return _LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), _ENGLISH)
