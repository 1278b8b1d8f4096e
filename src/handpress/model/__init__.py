"""The document model: what a pamphlet *is*, between the manuscript and every output.

In: nothing; this room knows the standard library, and msgspec for its records.
Out: the closed unions ``Block`` and ``Inline`` with one frozen record a kind (``nodes``), ``Document`` with its
parts, parties and notes (``document``), ``Span`` for places in the manuscript (``spans``), reading order (``walk``),
the JSON form (``codec``) and the golden form for people (``outline``).
"""
