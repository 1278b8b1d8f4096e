"""Let in are those who ask for this machine by its own name, from its own page, and with the token if there is one."""

from __future__ import annotations

from email.message import Message

import pytest

from handpress.previewing import Gate, new_token
from handpress.previewing.gate import Verdict

HOSTS = frozenset({"127.0.0.1:8470", "localhost:8470"})
TOKEN = "k7qf-m2xw-9pht-c4vd"
OURS = {"Host": "127.0.0.1:8470"}

STRANGERS = {
    "another name that leads here": {"Host": "press.example:8470"},
    "our name with more behind it": {"Host": "127.0.0.1.press.example:8470"},
    "another port": {"Host": "127.0.0.1:80"},
    "no port": {"Host": "localhost"},
    "no name": {},
    "another page's script": {**OURS, "Origin": "http://press.example"},
    "a script of another port": {**OURS, "Origin": "http://127.0.0.1:9999"},
    "a file": {**OURS, "Origin": "null"},
    "a page by another protocol": {**OURS, "Origin": "https://127.0.0.1:8470"},
    "another page's picture": {**OURS, "Sec-Fetch-Site": "cross-site"},
    "a page beside us": {**OURS, "Sec-Fetch-Site": "same-site"},
}
OWN = {
    "an address typed": {**OURS, "Sec-Fetch-Site": "none"},
    "our own page": {**OURS, "Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8470"},
    "by its other name": {"Host": "LocalHost:8470"},
    "a program": OURS,
}


def headers(given: dict[str, str]) -> Message:
    message = Message()
    for name, value in given.items():
        message[name] = value
    return message


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_strangers_are_refused_also_with_the_token(who: str, token: str) -> None:
    given = {**STRANGERS[who], "Cookie": f"handpress-8470={TOKEN}"}

    assert Gate(HOSTS, token).judge(headers(given), {"token": [TOKEN]}) is Verdict.REFUSE


@pytest.mark.parametrize("who", OWN)
def test_our_own_come_in(who: str) -> None:
    assert Gate(HOSTS).judge(headers(OWN[who]), {}) is Verdict.PASS


def test_the_token_is_asked_for_then_kept_then_known() -> None:
    gate = Gate(HOSTS, TOKEN)

    assert gate.judge(headers(OURS), {}) is Verdict.ASK
    assert gate.judge(headers(OURS), {"token": ["k7qf"]}) is Verdict.ASK
    assert gate.judge(headers({**OURS, "Cookie": "handpress-8470=k7qf"}), {}) is Verdict.ASK
    assert gate.judge(headers({**OURS, "Cookie": f"handpress-8471={TOKEN}"}), {}) is Verdict.ASK
    assert gate.judge(headers(OURS), {"token": [TOKEN]}) is Verdict.KEEP
    assert gate.judge(headers(OURS), {"token": [" K7QF m2xw 9pht c4vd"]}) is Verdict.KEEP
    assert gate.judge(headers({**OURS, "Cookie": f"other=1; handpress-8470={TOKEN}"}), {}) is Verdict.PASS
    assert gate.judge(headers({**OURS, "Cookie": "\x00;;=\\"}), {}) is Verdict.ASK


def test_no_two_tokens_are_alike_and_all_can_be_typed() -> None:
    made = {new_token() for _ in range(200)}

    assert len(made) == 200
    assert all(len(token) == 19 and not set(token) & set("01ilo ") for token in made)
