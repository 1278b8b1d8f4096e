"""Runs Calibre's ``ebook-convert`` over many e-books in one process, by Calibre's own Python.

    calibre-debug -e calibre_many.py BOOK OUT [BOOK OUT …]

Of each pair OUT is what BOOK becomes; by its ending, Calibre knows what that is. Where a book cannot be converted
there is no OUT, and why is said on standard error.
"""

import sys
import traceback

from calibre.ebooks.conversion.cli import main  # type: ignore[import-not-found]

for book, out in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    try:
        main(["ebook-convert", book, out])
    except (Exception, SystemExit):
        print(f"{book}:", file=sys.stderr)
        traceback.print_exc()
