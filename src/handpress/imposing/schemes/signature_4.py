"""A signature of four pages: a sheet folded once.

For a book whose spine is cut and glued::

    front               back
+-------+-------+   +-------+-------+
|   4   :   1   |   |   2   :   3   |
+-------+-------+   +-------+-------+
      spine               spine
"""

from handpress.imposing.schemes.signatures import signature

SIGNATURE_4 = signature(front=((4, 1),), back=((2, 3),), folds="once across the middle")
