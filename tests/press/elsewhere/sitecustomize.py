"""Loaded by Python itself where this folder is on its path: another day, and folders listed the other way round."""

import datetime
import os
import time

OTHER_DAY = 4102444800.5  # the first of January 2100

_listdir, _localtime, _gmtime = os.listdir, time.localtime, time.gmtime


class _Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "_Datetime":
        return cls.fromtimestamp(OTHER_DAY, tz)

    @classmethod
    def utcnow(cls) -> "_Datetime":
        return cls.now(datetime.UTC).replace(tzinfo=None)


class _Date(datetime.date):
    @classmethod
    def today(cls) -> "_Date":
        return cls.fromtimestamp(OTHER_DAY)


def _reversed(path: str = ".") -> list[str]:
    return sorted(_listdir(path), reverse=True)


time.time = lambda: OTHER_DAY
time.time_ns = lambda: int(OTHER_DAY * 1e9)
time.localtime = lambda seconds=None: _localtime(OTHER_DAY if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(OTHER_DAY if seconds is None else seconds)
datetime.datetime = _Datetime  # type: ignore[misc]
datetime.date = _Date  # type: ignore[misc]
os.listdir = _reversed  # type: ignore[assignment]
