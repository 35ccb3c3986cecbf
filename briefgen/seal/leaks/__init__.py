"""No byte of a finished file may hold what its client does not get: every file is searched before it goes out.

What is looked for (`forbidden`)

- **Readings.** All is compared folded: NFKD, small letters, no accents, vowel signs, soft hyphens or characters without
  width; ligatures and wide forms apart; digits of any script as 0 to 9. Texts are searched as letters and digits alone (so
  that spaces, hyphens, line ends and punctuation hide nothing), as words between spaces, and as written. Entities, percent
  signs and backslash escapes are read. A word broken by a hyphen at a line's end is one word.
- **Sentences.** Each sentence of a withheld text; a shorter text as a whole (under 12 letters only as words of their own).
- **Runs** of 4 words with 12 letters or more. A run or a sentence up to 8 words counts only if words in it stand next to each
  other as they do in nothing that is released, twice in a run, once in a sentence, and one (in a run two) of its words
  belongs to no name or label that is released and is more than grammar or a number: where two names meet in a table or a
  list, nothing was quoted.
- **Names** (a capital within a sentence, capitals within a word, letters with digits, scripts without capitals) from 4
  letters, acronyms from 3, and **rare words** from 5: as a word of their own; long ones (names from 8, words from 9) also
  within another word, or in pieces that begin and end with them: where two words meet there is no third.
- **Ids** with a hyphen, exactly, and letters with a number (`source12`) as one word; **addresses** whole, and their hosts
  as words. An id that ends in a number counts though a released one goes on where it ends: `source-1` is not `source-12`,
  so neither hides the other. What the program itself numbers or names after content in a client's file, anchors above all,
  it joins by underscores (`source_1`, `section_2`, `country_mali`), which no id has: a desk may call its sources `source-1`,
  and where that stands in a file, even as an anchor, it is the id.
- **Numbers** with 4 digits or more that are no year (1900 to 2100), and those with a unit and 2 digits or more, however they
  are grouped (4,200 · 4 200 · 4.200 · ٤٢٠٠) and with millions and the like multiplied out. Round percentages (in fives), dates,
  years and small numbers say nothing by themselves: page numbers, counts and today's date coincide with them.
- Whatever occurs, in the same reading, in `released` is not looked for, nor are the words of the formats themselves, months
  and grammar (`neutral.py`).
- **Others** (host, user, paths, other clients) count everywhere: paths exactly as they are written and not as the end of an
  address, names folded, from 6 letters even within words. One that stands in what is released cannot be looked for and is
  listed in `Forbidden.unsearchable`. A client's own names (`own`) are no leak, but another's beside them are.

Where (`leaks`)

- What somebody reads (text, alternatives, titles, comments, attributes that are read out, strings of PDF and JSON): all.
- A format's own words (names, keys, class names, scripts, styles, other XML parts): no rare words and no numbers: `border`
  is in every style sheet and 4200 may be a coordinate.
- Mere bytes (fonts, pixels, what no stream is): sentences, runs, long ids, addresses and others.
- A PDF: each stream, packed and not; all bytes between and after them, so unused objects and earlier revisions too; each
  page's letters in the order drawn, through the fonts' own tables, and as PDFium reads them; attachments as files of their
  own. Zip and Word: every member, comment, extra field, and the bytes of no member. Pictures: all but the pixels.
- What cannot be read is a leak as well: a broken file, a wrong password, a stream that unpacks to too much.

What it does not find: a statement in other words; a short, common or small thing (`2024`, `40 %`, `Mali`); text drawn as
curves or pixels; letters that only look alike (a Cyrillic а in a Latin name); words read out of order.

Speed: `Seen` remembers verdicts by a digest of the bytes, of what else they are read with (fonts), and of the forbidden set.
What is appended to a finished PDF for one client is searched alone, once its beginning was searched for all: read from its
operators, without PDFium. If an appended font takes the name or the number of another,
or draws with an older one, and for every hit, the whole is searched anew.
"""

from briefgen.seal.leaks.files import Leak, leaks
from briefgen.seal.leaks.forbidden import Forbidden, forbidden
from briefgen.seal.leaks.seen import Seen
from briefgen.seal.leaks.texts import texts_of

__all__ = ["Forbidden", "Leak", "Seen", "forbidden", "leaks", "texts_of"]
