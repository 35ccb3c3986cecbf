"""What a rendering that several clients share holds in the places of what is personal.

Content can write none of these: its `<` is escaped in HTML and JSON has it in quotes, and no font draws the letters that
stand in Word.
"""

from __future__ import annotations

PLACE = "recipient"
"""Id of the element of a PDF's structure whose place on the cover is kept free. The attribute `data-reserved` makes it one."""

HTML_COVER = "<!-- recipient -->"
HTML_FOOT = "<!-- recipient, in the foot -->"

WORD_COVER = "\ue010"
WORD_FOOT = "\ue011"

JSON_FIELD = '\n "recipient": null,'
"""As it stands in the file, with the line's end before it: within a text there is no line's end."""
