"""Previewing: a proof that stands on a local web page and follows every save. The room knows no pamphlet.

In: folders to watch, and a craft: a function that a process of its own calls once, to load what it needs, and that
gives back what makes a proof, piece by piece (``Shown``). Out: a page on this machine alone, or with a token in the
local network, that shows the newest piece of each kind and is told at once when there is a newer one.

``Watch`` sees changes, ``Journeyman`` is the process that makes the pieces, ``Desk`` joins the two and keeps what is
shown, ``Server`` gives it to browsers, through the ``Gate``, which refuses strangers. The page lies in ``page/``.
"""

from handpress.previewing.desk import Desk
from handpress.previewing.gate import Gate, new_token
from handpress.previewing.journeyman import Journeyman
from handpress.previewing.server import LOOPBACK, Server, lan_address, listen
from handpress.previewing.showing import Exhibit, Shown, finding_told, trouble_told
from handpress.previewing.watching import Watch

__all__ = [
    "LOOPBACK",
    "Desk",
    "Exhibit",
    "Gate",
    "Journeyman",
    "Server",
    "Shown",
    "Watch",
    "finding_told",
    "lan_address",
    "listen",
    "new_token",
    "trouble_told",
]
