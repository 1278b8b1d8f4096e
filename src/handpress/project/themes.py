"""The house themes: a row a theme, whose look stands in ``styles/themes/NAME.css``."""

from __future__ import annotations

from handpress.model.format import QUIET, Face, Theme

THEMES: dict[str, Theme] = {
    theme.name: theme
    for theme in (
        QUIET,
        # As much as a folded sheet takes: narrow margins, tight lines, parts that follow on.
        Theme(
            name="leaflet",
            product="A dense campaign leaflet",
            face=Face.SERIF,
            size_pt=10.2,
            leading_pt=12.6,
            least_pt=8.6,
            inner=14 / 148,
            top=17 / 210,
            outer=14 / 148,
            bottom=18 / 210,
            longest_em=36.0,
            run_on=True,
            openings=False,
        ),
        # Clear print: sixteen points of a sans serif, ragged, no small type at the foot, no capitals for looks.
        Theme(
            name="large",
            product="A large-print edition",
            face=Face.SANS,
            size_pt=16.0,
            leading_pt=21.6,
            least_pt=16.0,
            inner=16 / 148,
            top=17 / 210,
            outer=14 / 148,
            bottom=22 / 210,
            longest_em=34.0,
            notes_at_end=True,
            openings=False,
        ),
    )
}
