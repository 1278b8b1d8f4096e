"""The project: where the workspace is, and what ``pamphlet.toml`` says.

In: a folder. Out: ``Workspace`` (its manuscripts and its build folder) and, for each pamphlet, ``Pamphlet``: metadata,
parties, the parts in order, all checked key by key against one table (``keys``). This is the only room that knows
where files lie.
"""

from handpress.project.bitmaps import Looks
from handpress.project.history import PastPamphlet, past_pamphlet
from handpress.project.pamphlet import Accepted, Pamphlet, PartFile, load_pamphlet
from handpress.project.pictures import PictureFile, load_pictures
from handpress.project.workspace import Workspace, find_workspace

__all__ = [
    "Accepted",
    "Looks",
    "Pamphlet",
    "PartFile",
    "PastPamphlet",
    "PictureFile",
    "Workspace",
    "find_workspace",
    "load_pamphlet",
    "load_pictures",
    "past_pamphlet",
]
