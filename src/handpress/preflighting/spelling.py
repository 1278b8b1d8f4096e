"""Operands as the engine spells them when it writes a step on a line: numbers, names, strings, arrays of these.

Only that one spelling is understood, and what of it is plain: the engine has told what is a token and what is damaged.
"""

from __future__ import annotations

import re

from handpress.preflighting.objects import Name, Value

_TOKEN = re.compile(rb"[^\s<>()\[\]]+|<[0-9a-f]*>|\((?:[^\\()]|\\.)*+\)|[\[\]]")
_ELSE = re.compile(rb"#|<<")  # names of other signs than letters, and dictionaries
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def operands_in(text: bytes) -> list[Value] | None:
    """The operands that stand before an operator; None where one of them is of another kind."""
    if _ELSE.search(text):
        return None
    found: list[Value] = []
    around: list[list[Value]] = []
    try:
        for token in _TOKEN.findall(text):
            match token[0]:
                case 0x3C:  # <
                    found.append(bytes.fromhex(token[1:-1].decode("ascii")))
                case 0x28:  # (
                    found.append(_ESCAPE.sub(_meant, token[1:-1]) if b"\\" in token else token[1:-1])
                case 0x2F:  # /
                    found.append(Name(token[1:].decode("ascii")))
                case 0x5B:  # [
                    around.append(found)
                    found = []
                case 0x5D:  # ]
                    around[-1].append(found)
                    found = around.pop()
                case _:
                    found.append(float(token) if b"." in token else int(token))
    except ValueError:  # a word, such as null
        return None
    return found


def _meant(escape: re.Match[bytes]) -> bytes:
    said = escape[1]
    return bytes((int(said, 8),)) if said.isdigit() else _ESCAPED.get(said, said)
