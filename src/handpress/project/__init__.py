"""The project: where the workspace is, and what ``pamphlet.toml`` says.

In: a folder. Out: ``Workspace`` (its manuscripts and its build folder) and, for each pamphlet, ``Pamphlet``: metadata,
parties, the parts in order, all checked key by key against one table (``keys``). This is the only room that knows
where files lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handpress.doors import opened_late

if TYPE_CHECKING:
    from handpress.project.bitmaps import Looks
    from handpress.project.dictionaries import SYSTEM_FOLDERS, WORD_LIST, find_dictionaries, load_words
    from handpress.project.history import PastPamphlet, Revision, past_pamphlet, revision
    from handpress.project.keys import ACCEPTABLE
    from handpress.project.pamphlet import Accepted, Pamphlet, PartFile, find_pamphlet, load_pamphlet
    from handpress.project.pictures import PictureFile, load_pictures
    from handpress.project.schemas import schema
    from handpress.project.workspace import Workspace, find_workspace

__all__ = [
    "ACCEPTABLE",
    "SYSTEM_FOLDERS",
    "WORD_LIST",
    "Accepted",
    "Looks",
    "Pamphlet",
    "PartFile",
    "PastPamphlet",
    "PictureFile",
    "Revision",
    "Workspace",
    "find_dictionaries",
    "find_pamphlet",
    "find_workspace",
    "load_pamphlet",
    "load_pictures",
    "load_words",
    "past_pamphlet",
    "revision",
    "schema",
]

# Behind which name stands which file. A file is loaded when somebody asks for what it has: to find the workspace needs
# nothing of what reads a pamphlet.
_FILES = {
    "bitmaps": ("Looks",),
    "dictionaries": ("SYSTEM_FOLDERS", "WORD_LIST", "find_dictionaries", "load_words"),
    "history": ("PastPamphlet", "Revision", "past_pamphlet", "revision"),
    "keys": ("ACCEPTABLE",),
    "pamphlet": ("Accepted", "Pamphlet", "PartFile", "find_pamphlet", "load_pamphlet"),
    "pictures": ("PictureFile", "load_pictures"),
    "schemas": ("schema",),
    "workspace": ("Workspace", "find_workspace"),
}

__getattr__ = opened_late(__name__, _FILES)
