"""Output intents: for which device the colours of a file are meant (ISO 32000-1 §14.11.5)."""

from __future__ import annotations

from handpress.prepress.colour import CmykProfile, srgb
from handpress.prepress.engine import Array, Dictionary, Name, Pdf, Stream, String

_SCREEN = "sRGB IEC61966-2.1"
_REGISTRY = "http://www.color.org"


def intend_for_screen(pdf: Pdf) -> None:
    """The colours are those of a screen."""
    pdf.Root.OutputIntents = Array([_intent(_embedded(pdf, srgb(), 3), "/GTS_PDFA1", _SCREEN, _REGISTRY, _SCREEN)])


def intend_for_press(pdf: Pdf, profile: CmykProfile, *, archive: bool) -> None:
    """The colours are inks, for the condition of a profile; ``archive`` where PDF/A must hear of it too."""
    stream = _embedded(pdf, profile.content, 4)
    kinds = ["/GTS_PDFX", "/GTS_PDFA1"] if archive else ["/GTS_PDFX"]
    pdf.Root.OutputIntents = Array(
        [_intent(stream, kind, profile.condition, profile.registry, profile.name) for kind in kinds]
    )


def _embedded(pdf: Pdf, content: bytes, components: int) -> Stream:
    stream = Stream(pdf, content)
    stream.N = components
    return pdf.make_indirect(stream)


def _intent(stream: Stream, kind: str, condition: str, registry: str, name: str) -> Dictionary:
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name(kind),
        OutputConditionIdentifier=String(condition),
        Info=String(name),
        DestOutputProfile=stream,
    )
    if registry:
        intent.RegistryName = String(registry)
    return intent
