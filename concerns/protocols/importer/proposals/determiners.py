"""What may stand between a preposition and a title: articles, adjectives, whose it is."""

from __future__ import annotations

# What may stand between “to” and the title: articles, adjectives, whose it is.
DETERMINERS = (
    r"(?:(?:an? )?(?:panel|sub-?committee) (?:comprising|consisting of|made up of|drawn from|of) )?"
    r"(?:(?:the|a|an|any|another|one of|both|either|your|their|his|her|his/her|his or her|its|own"
    r"|all"
    r"|appropriate|relevant|responsible|designated|nominated|council['’]s|authority['’]s|(?:county|"
    r"borough|district|city|principal|town|parish|community|local)"
    r"|council|authority|senior|office of|immediate|respective|other|two|then|representative of"
    r"|current|such|particular"
    r"|fellow|that|this|those|these|named|next|[\w]{2,20}['’]s?|\*\*)\s{1,3}){0,7}(?:\*\*|\[)?"
)
