"""What each passage of an imported protocol seems to be, and the rules it seems to make.

Nothing here is a rule until a person confirms it, and where a reading is not sure it asks. The
parts, in the order of the work; each group builds on those above it and on none below, which a
contract of the layers holds:

Words, the same in every sentence
    `titles` and `offices`: who is named. `force`: must, should, may. `determiners`, `arrivals`,
    `handling`: how something gets to somebody, and what they do with it. `natures`, `matters`,
    `procedures`, `appeals`, `limits`, `reviews`, `signs`: what it is about, where it may end, in
    what time, and what kind of clause such words make. `sentences`: where one ends and the next
    begins.
Parts, who does what in one sentence
    `raisers`, `subjects`, `accusations`, `exceptions` and `takers` tell by the words around a name
    who raises it, whom it is about, who is left out and who takes it; `roles` gives everybody one
    of the `parts`.
Setting, what a sentence takes from the words above it
    `leads`, `headings`: a lead line, a heading; `setting`: what either says.
Drafts, what the sentence makes of it
    `recipients` gathers those it goes to, `parties` pairs who raises it with whom it is about,
    `conditions`, `targets`, `strength` and `doubts` fill a draft in; `drafts` makes it. `reasons`
    and `stand_ins` say who takes it where the first cannot. `statements` reads one statement so,
    and `stems` a list whose items only name who takes it. `duties`: what goes with it.
Kinds, what the clause is
    `definitions`, `pointers` and `expectations`, `kinds` for the whole; `notices`: what it forbids.
The document
    `places` and `earlier`: what stands above and before a passage; `next_steps`: what goes on from
    there. `propose` takes the passages through all of these, one after the other.
"""
