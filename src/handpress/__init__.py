"""handpress: pamphlets from Markdown to e-book, print and booklet, with every word proved to be there."""

__version__ = "0.1.0"
