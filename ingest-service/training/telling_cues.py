"""Cues that tell the kind of a position by themselves, for attributions that nobody has labelled.

kinds_train labels one attribution in seven, and of the rarer kinds a few dozen each. Of the others those whose cue holds
one of these words are taken for labelled, with less weight. Words are from the typical cues of the annotation guidelines
and their synonyms.
"""
WORDS = {
    "DENIAL": "denied denies deny denying denial disputed disputes refuted refutes rebutted disavowed",
    "CONFIRMATION": "acknowledged acknowledges acknowledging admitted admits admit admitting admission confirmed confirms confirming "
                    "conceded concedes conceding confessed confesses",
    "ACCUSATION": "accused accuses accusing accuse accusation accusations alleged alleges alleging allegations blamed blames blaming "
                  "blame sued",
    "CRITICISM": "criticized criticizes criticizing criticism criticised slammed slams blasted blasts condemned condemns condemning "
                 "denounced denounces denouncing mocked mocking ridiculed derided lambasted chided decried opposes opposed",
    "SUPPORT": "endorsed endorses endorsing endorsement praised praises praising praise defended defends defending applauded hailed "
               "lauded thanked backs",
    "DEMAND": "demanded demands demanding demand urged urges urging urge ordered implored advised instructed insists",
    "PROPOSAL": "proposed proposes proposing proposal proposals recommended recommends",
    "PROMISE": "vowed vows vowing vow pledged pledges pledging pledge promised promises promising promise plans planned intends intended",
    "AGREEMENT": "agreed agrees agreeing agree accepted accepts accepting concurred",
    "REFUSAL": "refused refuses refusing refusal rejected rejects rejecting declined declines declining",
    "THREAT": "threatened threatens threatening threat threats",
    "WARNING": "warned warns warning warnings cautioned cautions fear fears feared",
    "QUESTION": "wondered wonders wondering questioned questions",
    "PREDICTION": "predicted predicts predicting prediction expects expected forecast forecasts projected projects anticipates",
}
KIND_OF = {word: kind for kind, words in WORDS.items() for word in words.split()}


def kind_of(cue):
    """The kind that the words of a cue tell, None where they tell none or several."""
    kinds = {KIND_OF[word] for word in cue.lower().split() if word in KIND_OF}
    return kinds.pop() if len(kinds) == 1 else None
