"""Signs of our Markdown that more than one reader goes by.

What the dialect takes for markup is the very thing the places must not take for lost words, and a fence that hides
notes from one reader must hide them from all. Each such sign therefore stands here once.
"""

from __future__ import annotations

import re

INDENT = 4

FENCE = re.compile(r"(?P<prefix>[ >]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\s]*)[^`]*$")
RULE = re.compile(r"[ >]*(?:(?:-+ *){3,}|(?:_+ *){3,}|(?:\*+ *){3,})$")

# The address of a link and its title. Addresses may hold blanks and one pair of brackets, as those of encyclopaedias
# do. Python-Markdown's own scanner takes minutes over a page of addresses that never end.
TARGET = re.compile(
    r"\(\s*(?:<(?P<pointed>[^<>\n]{0,2000})>"
    r"|(?P<bare>(?:[^\s()]|[ \t](?![ \t]*[\"'])|\([^()\n]{0,2000}\)){0,2000}?))"
    r"(?:\s+(?P<title>\"(?:[^\"]|\"(?!\s*\))){0,5000}\"|'(?:[^']|'(?!\s*\))){0,5000}'))?\s*\)"
)
# A link reference. Only what looks like an address makes one: "[Judge]: No." is speech.
REFERENCE = re.compile(
    r"^[ ]{0,3}\[(?P<name>[^\[\]\n^][^\[\]\n]*)\]:[ ]*"
    r"(?P<address><[^<>\n]+>|(?:https?://|mailto:|#)\S+|\S+\.(?:png|jpe?g|gif|svg))[ ]*"
    r"(?P<title>(?P<mark>[\"'])(.*)(?P=mark)[ ]*|\((.*)\)[ ]*)?$",
    re.IGNORECASE | re.MULTILINE,
)


def closes(line: str, fence: str) -> bool:
    """Whether a line ends the block of code that ``fence`` has opened: as many signs or more, and nothing else."""
    return (bare := line.strip()).startswith(fence) and not bare.strip(fence[0])
