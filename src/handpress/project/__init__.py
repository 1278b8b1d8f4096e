"""The project: where the workspace is, and what ``pamphlet.toml`` says.

In: a folder. Out: ``Workspace`` (its manuscripts and its build folder) and, for each pamphlet, ``Pamphlet``: metadata,
parties, the parts in order, all checked key by key against one table (``keys``). This is the only room that knows
where files lie.
"""

from handpress.project.bitmaps import Looks
from handpress.project.dictionaries import SYSTEM_FOLDERS, WORD_LIST, find_dictionaries, load_words
from handpress.project.history import PastPamphlet, Revision, past_pamphlet, revision
from handpress.project.keys import ACCEPTABLE
from handpress.project.pamphlet import Accepted, Pamphlet, PartFile, find_pamphlet, load_pamphlet
from handpress.project.pictures import PictureFile, load_pictures
from handpress.project.schema import schema
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
