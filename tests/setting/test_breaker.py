"""The breaker alone: plain data in, breaks out. What it finds is compared with every other way there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.setting.total_fit import breaker
from handpress.setting.total_fit.breaker import Wish, break_lines
from handpress.setting.total_fit.fitting import fit
from handpress.setting.total_fit.items import Box, Galley, Glue, Item, Penalty, make_galley
from handpress.setting.total_fit.rivers import find_rivers
from handpress.setting.total_fit.taste import Taste

TASTE = Taste()
PATIENT = Taste(tolerances=(float("inf"),), river_rounds=0)


def words(*widths: float, space: float = 2.0) -> list[Item]:
    """Words of these widths with spaces between them."""
    items: list[Item] = [item for width in widths for item in (Glue(space), Box(width))]
    return items[1:]


def lines(galley: Galley, ends: Sequence[int], first: int = 0) -> list[tuple[int, int]]:
    return list(pairwise((first, *ends)))


def demerits(galley: Galley, ends: Sequence[int], measures: Sequence[float], taste: Taste, runt: float) -> float | None:
    """What Knuth and Plass would say of these breaks, reckoned plainly; None where a line is too long."""
    total, fitness, run = 0.0, 1, 0
    for number, (a, b) in enumerate(lines(galley, ends)):
        measure = measures[min(number, len(measures) - 1)]
        last = b == len(galley.cost) - 1
        ink, gap = galley.ink_end[b] - galley.ink_start[a], galley.gap_end[b] - galley.gap_start[a]
        ratio = fit(ink, gap, measure, taste, last=last).ratio
        if ratio < -1:
            return None
        total += (taste.line + 100 * abs(ratio) ** 3) ** 2 + galley.cost[b] ** 2
        before, fitness = fitness, 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        total += taste.contrast if abs(fitness - before) > 1 else 0
        before, run = run, run + 1 if galley.hyphen[b] else 0
        total += 0 if run < 2 else taste.ladder if run == 2 else taste.third_hyphen
        if last:
            total += taste.last_hyphen if before else 0
            total += taste.runt if number and (not gap or ink + gap < runt) else 0
    return total


def every_way(galley: Galley) -> list[tuple[int, ...]]:
    end = len(galley.cost) - 1
    return [(*cuts, end) for count in range(end) for cuts in combinations(range(1, end), count)]


widths = st.floats(min_value=1, max_value=14, allow_nan=False).map(lambda width: round(width, 2))
cuts = st.builds(
    Penalty,
    st.sampled_from((0.0, 40.0, 60.0)),
    st.sampled_from((0.0, 1.0)),
    st.booleans(),
    st.sampled_from((0.0, 0.6)),
    st.sampled_from((0.0, 0.4)),
)
spaces = st.builds(
    Glue, st.floats(1, 3).map(lambda width: round(width, 2)), st.just(True), *[st.sampled_from((0.0, 0.5))] * 2
)
paragraphs = st.lists(st.tuples(widths, cuts | spaces | spaces), min_size=2, max_size=9).map(
    lambda pairs: [item for width, after in pairs for item in (Box(width), after)][:-1]
)


@given(paragraphs, st.sampled_from(((20.0,), (17.0, 21.0), (12.0, 12.0, 24.0))), st.sampled_from((0.0, 6.0)))
def test_no_other_way_to_break_a_paragraph_is_better(
    items: list[Item], measures: tuple[float, ...], runt: float
) -> None:
    galley = make_galley(items)
    found = break_lines(galley, measures, PATIENT, runt=runt)
    ways = [demerits(galley, ends, measures, PATIENT, runt) for ends in every_way(galley)]
    possible = [way for way in ways if way is not None]

    if not possible:
        assert found is None
    else:
        assert found is not None
        assert demerits(galley, found, measures, PATIENT, runt) == pytest.approx(min(possible))


@given(paragraphs, st.floats(15, 40))
def test_every_line_but_the_last_fills_its_measure_and_none_stands_over_it(items: list[Item], measure: float) -> None:
    galley = make_galley(items)
    for a, b in lines(galley, break_lines(galley, (measure,), TASTE) or ()):
        last = b == len(galley.cost) - 1
        ink, gap = galley.ink_end[b] - galley.ink_start[a], galley.gap_end[b] - galley.gap_start[a]
        to = fit(ink, gap, measure, TASTE, last=last)
        assert ink * to.scale + gap * to.space <= measure + 1e-6
        if gap and not last:
            assert ink * to.scale + gap * to.space == pytest.approx(measure)
        assert 1 - TASTE.expand - 1e-9 <= to.scale <= 1 + TASTE.expand + 1e-9


@given(paragraphs, st.floats(15, 40))
def test_breaks_go_forward_and_end_with_the_paragraph(items: list[Item], measure: float) -> None:
    galley = make_galley(items)
    found = break_lines(galley, (measure,), TASTE)

    if found is not None:
        assert list(found) == sorted(set(found))
        assert found[-1] == len(galley.cost) - 1


def test_a_word_wider_than_the_measure_cannot_be_set() -> None:
    assert break_lines(make_galley(words(5, 50, 5)), (20.0,), TASTE) is None


def test_a_line_of_one_word_has_no_space_at_all_however_the_sums_are_rounded() -> None:
    galley = make_galley([Box(3), Glue(1.0), Box(9), Glue(2.86), Box(10), Glue(2.0), Box(10)])

    assert galley.gap_end[3] - galley.gap_start[2] == 0


def test_from_a_later_place_only_what_follows_is_broken() -> None:
    galley = make_galley(words(*[5.0] * 12))

    assert break_lines(galley, (19.0,), TASTE, first=3) == (6, 9, 12)


def test_lines_beside_a_float_are_shorter() -> None:
    galley = make_galley(words(*[5.0] * 12))

    assert break_lines(galley, (12.0, 12.0, 26.0), TASTE) == (2, 4, 8, 12)


def runs_of_hyphens(galley: Galley, ends: Sequence[int]) -> int:
    longest = run = 0
    for end in ends:
        run = run + 1 if galley.hyphen[end] else 0
        longest = max(longest, run)
    return longest


@given(st.lists(st.floats(2, 8), min_size=30, max_size=60), st.floats(30, 40))
def test_three_hyphens_never_stand_over_each_other_where_that_can_be_had(sizes: list[float], measure: float) -> None:
    items: list[Item] = []
    for size in sizes:
        items += [Box(size / 2), Penalty(5.0, 1.0, True), Box(size / 2), Glue(2.0)]
    galley = make_galley(items[:-1])
    without = make_galley([item for item in items[:-1] if not isinstance(item, Penalty)])
    found = break_lines(galley, (measure,), TASTE)

    assert found is not None
    # Breaking at spaces alone is always possible here, and has no hyphens.
    assert break_lines(without, (measure,), TASTE) is not None
    assert runs_of_hyphens(galley, found) <= 2


def test_a_runt_is_avoided_where_the_lines_before_can_give() -> None:
    galley = make_galley(words(*[6.0] * 9, 2.0))
    easy = break_lines(galley, (26.0,), TASTE)
    assert easy is not None

    spared = break_lines(galley, (26.0,), Taste(runt=1e9), runt=5.0)

    assert spared is not None
    assert spared[-1] - spared[-2] > 1


def test_a_river_is_found_where_spaces_stand_under_each_other() -> None:
    galley = make_galley(words(*[8.0, 8.0] * 5))
    straight = [(0, 2), (2, 4), (4, 6), (6, 8), (8, 10)]

    assert find_rivers(galley, straight, (18.0,), TASTE) == [(0, 1, 2, 3)]
    assert find_rivers(galley, straight[:3], (18.0,), TASTE) == []


@given(st.lists(st.sampled_from((5.0, 6.0, 7.0, 8.0)), min_size=40, max_size=60))
def test_looking_for_rivers_never_makes_more_of_them(sizes: list[float]) -> None:
    galley = make_galley(words(*sizes))

    def rivers(taste: Taste) -> int:
        return len(find_rivers(galley, lines(galley, break_lines(galley, (50.0,), taste) or ()), (50.0,), TASTE))

    assert rivers(TASTE) <= rivers(Taste(river_rounds=0))


def test_a_river_is_led_off_where_that_costs_little() -> None:
    galley = make_galley(words(*map(float, "7585989887396948343569467374384654996499")))
    calm, wary = (break_lines(galley, (60.0,), Taste(river_rounds=rounds)) for rounds in (0, 4))

    assert len(find_rivers(galley, lines(galley, calm or ()), (60.0,), TASTE)) == 1
    assert find_rivers(galley, lines(galley, wary or ()), (60.0,), TASTE) == []


def test_a_paragraph_twice_as_long_takes_twice_the_lines_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [0]
    step = breaker._Search._step

    def counting(*given: object) -> None:
        drawn[0] += 1
        step(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(breaker._Search, "_step", counting)

    def cost(count: int) -> int:
        drawn[0] = 0
        assert break_lines(
            make_galley(words(*[3.0, 5.0, 4.0, 7.0, 2.0] * (count // 5))), (60.0,), Taste(river_rounds=0)
        )
        return drawn[0]

    assert cost(20_000) < 2.1 * cost(10_000)


# --- wishes of a page's end ------------------------------------------------------------------------------------------

EVEN = words(*(6.0 + n % 5 for n in range(200)))


def test_there_are_as_many_lines_as_are_wished_for_where_that_can_be() -> None:
    galley = make_galley(EVEN)
    usual = break_lines(galley, (80.0,), TASTE)
    assert usual is not None
    shorter = break_lines(galley, (80.0,), TASTE, wish=Wish(lines=len(usual) - 1))

    assert shorter is not None
    assert len(shorter) == len(usual) - 1
    assert break_lines(galley, (80.0,), TASTE, wish=Wish(lines=3)) is None


@given(paragraphs, st.integers(0, 2))
def test_a_line_of_a_pages_end_has_no_hyphen_where_another_way_is_good(items: list[Item], number: int) -> None:
    galley = make_galley(items)
    found = break_lines(galley, (20.0,), PATIENT, wish=Wish(unhyphened=frozenset((number,))))
    ways = [ends for ends in every_way(galley) if demerits(galley, ends, (20.0,), PATIENT, 0.0) is not None]
    without = [ends for ends in ways if len(ends) <= number or not galley.hyphen[ends[number]]]
    least = min((demerits(galley, ends, (20.0,), PATIENT, 0.0) or 0.0 for ends in without), default=float("inf"))

    if found and len(found) > number and galley.hyphen[found[number]]:
        assert least >= PATIENT.page_hyphen
