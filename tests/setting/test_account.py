"""The account counts the paragraphs of a text, however often parts of it are set again."""

from __future__ import annotations

from handpress.setting.total_fit import Account, Reason


def laid_out(account: Account, *reasons: Reason | None) -> None:
    account.begin()
    for number, reason in enumerate(reasons):
        account.enter((number, object()), reason)


def test_parts_set_anew_do_not_hide_what_was_counted_of_the_whole() -> None:
    account = Account()
    laid_out(account, None, Reason.PICTURE, None)
    laid_out(account, Reason.RAGGED)

    assert (account.planned, dict(account.left)) == (2, {Reason.PICTURE: 1})


def test_of_two_layouts_of_the_whole_the_last_counts() -> None:
    account = Account()
    laid_out(account, None, Reason.PICTURE)
    laid_out(account, None, Reason.SIGN)

    assert (account.planned, dict(account.left)) == (1, {Reason.SIGN: 1})
