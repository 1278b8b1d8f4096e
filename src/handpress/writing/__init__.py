"""Writing: a document and the facts beside it become files that people read.

In: a ``Document``, its ``Facts``, and style sheets, fonts and pictures as text and bytes. Out: the bytes of the pages
(``pdf``), of covers (``cover``) and of the e-book (``ebook`` makes it, ``epub`` packs it); pages and e-book are
written from the same elements (``xhtml``). Nothing here reads a file, asks the clock or reaches the network.
"""
