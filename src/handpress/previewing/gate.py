"""The gate: who may ask for anything.

A page that listens on loopback can be asked by every web page that the user has open: by its address, and, where a name
of the attacker's is made to lead here (DNS rebinding), as if it were the attacker's own. So the name that was asked for
must be ours, and so must the page that asks (Fetch Metadata, Sec-Fetch-Site). In a network a token is needed besides.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from email.message import Message
from enum import Enum
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from msgspec import Struct

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUP, _GROUPS = 4, 4  # sixteen of thirty-one signs: 79 bits, typed once into a telephone


class Verdict(Enum):
    """What the gate says: come in, come in and keep the token, tell the token, go."""

    PASS = "pass"
    KEEP = "keep"
    ASK = "ask"
    REFUSE = "refuse"


class Gate(Struct, frozen=True):
    """Lets in requests for one of ``hosts`` (``127.0.0.1:8470``); where there is a ``token``, those that know it."""

    hosts: frozenset[str]
    token: str = ""

    @property
    def cookie(self) -> str:
        """The name the token is kept under. Cookies do not tell ports apart, so the name does."""
        return "handpress-" + min(self.hosts).rpartition(":")[2]

    def judge(self, headers: Message, query: Mapping[str, list[str]]) -> Verdict:
        """What becomes of a request."""
        if headers.get("Host", "").lower() not in self.hosts:
            return Verdict.REFUSE
        origin = headers.get("Origin")
        if origin is not None and (urlsplit(origin).scheme != "http" or urlsplit(origin).netloc not in self.hosts):
            return Verdict.REFUSE
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return Verdict.REFUSE
        if not self.token or self._is_token(self._kept(headers)):
            return Verdict.PASS
        if "token" in query:
            return Verdict.KEEP if self._is_token(query["token"][-1]) else Verdict.ASK
        return Verdict.ASK

    def _kept(self, headers: Message) -> str:
        try:
            kept = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return kept.value if kept else ""

    def _is_token(self, said: str) -> bool:
        return hmac.compare_digest(_plain(said).encode("utf-8"), _plain(self.token).encode("utf-8"))


def new_token() -> str:
    """A token that nobody can guess and anybody can type: ``k7qf-m2xw-9pht-c4vd``."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def _plain(token: str) -> str:
    return "".join(token.lower().replace("-", " ").split())
