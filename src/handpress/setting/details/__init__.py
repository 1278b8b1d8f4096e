"""Details of type that the text does not show: parted ligatures, fractions, ordinals.

In: nothing but the wish. Out: while ``applied`` holds, WeasyPrint sets such passages with features of the face
(OpenType), and no character comes into the text for it: what is copied from the pages is what the manuscript says.
"""

from handpress.setting.details.engine import applied

__all__ = ["applied"]
