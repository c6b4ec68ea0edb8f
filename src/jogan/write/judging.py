"""Whether a model's sentence can be printed: in its language, borne out by its quotes, about what they say. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jogan.edit.terms import GENERIC
from jogan.glossary import Glossary
from jogan.model.common import Language
from jogan.model.edited import Story
from jogan.model.written import Claim
from jogan.write.answers import sentence_fault
from jogan.write.editing import emphasized
from jogan.write.markup import plain
from jogan.write.parsed import SourceText, source_of
from jogan.write.terminology import one_form, terms_in
from jogan.write.verify import Verifier

_COVERED = 0.75
"""The share of a translated sentence's content that must have its counterpart in its own quotes."""

_RELATED = 0.5
"""The share below which a sentence does not speak of what it quotes, whatever the rest of its story says."""

_UNPAIRED = "the source does not speak of"
"""How the verifier says that nothing but the pairing of words is missing."""

_HANGUL = re.compile("[가-힣]")


@dataclass(slots=True)
class Draft:
    """A sentence on its way to print: the claim as it would be printed, and why it cannot be (empty: it can)."""

    said: str
    claim: Claim
    fault: str = ""


class Judge:
    """Judges the drafts of one category against its stories, which hold nothing that speaks to machines."""

    def __init__(
        self,
        verifier: Verifier,
        glossary: Glossary,
        language: Language,
        stories: Mapping[str, Story],
        names: Mapping[str, str],
    ) -> None:
        """`stories` and `names`, what they are called, by the stories' ids."""
        self._verifier, self._glossary, self._language = verifier, glossary, language
        self._stories, self._names = stories, names
        self.texts = [text for story in stories.values() for text in (story.title, story.summary, story.text)]
        """All texts of the stories: what drafts are written from."""
        self._spoken = terms_in(self.texts, glossary) if language == "ko" else frozenset()

    def judged(self, draft: Draft) -> Draft:
        """The draft with its text as it would be printed, its verdict, and its fault."""
        said = " ".join(draft.said.split())
        if self._language == "ko":
            said = one_form(said, self._glossary, self._spoken, self.texts)
        if draft.claim.role == "headline":
            said = said.rstrip(".。 ")
        claim = replace(draft.claim, text=emphasized(said) if draft.claim.role == "result" else plain(said))
        if claim.kind == "fact" and not claim.evidence:
            return Draft(said, claim, "it has no quote in the source")
        fault = sentence_fault(said, self._language, self.texts)
        if not fault:
            claim = self._verifier.check(claim, self._stories)
            fault = "" if claim.verdict in ("supported", "analysis") else claim.reason or "its source does not say so"
        if not fault and claim.kind == "fact" and claim.role != "trend":
            fault = self._invented(said, claim)
        if not fault and claim.role == "topic" and not self._is_about(said, claim):
            fault = "it names neither a story nor a term of its quotes"
        return Draft(said, claim, fault)

    def _invented(self, said: str, claim: Claim) -> str:
        """Why a sentence says more than its quotes and more than its stories, word for word; empty where it does not.

        `check` trusts its writer to speak of what it quotes. A model may quote one thing and say another, so its words
        must have their counterpart, as those of any stranger's text must.
        """
        told = [self._stories[key] for key in dict.fromkeys(place.story for place in claim.evidence)]
        names = " · ".join(story.title for story in told)
        quotes = SourceText(told[0].id, names, "\n\n".join(place.quote for place in claim.evidence))
        verifier = self._verifier
        near = verifier.judge(said, [quotes], about=quotes.id)
        if near.verdict == "supported":
            return ""
        # A translation has words that no lexicon pairs with the quote's; all else must have passed.
        translated = (self._language == "ko") != bool(_HANGUL.search(quotes.text))
        if near.share >= _COVERED and translated and near.reason.startswith(_UNPAIRED):
            return ""
        if near.share < _RELATED or near.verdict == "refuted":
            return near.reason
        about = told[0].id if len(told) == 1 else None
        judged = verifier.judge(said, [source_of(story) for story in told], about=about)
        return "" if judged.verdict == "supported" else judged.reason

    def _is_about(self, said: str, claim: Claim) -> bool:
        """Whether a theme names a story of its facts, or a telling term that its facts and itself hold.

        Without that it would fit any day, or be something that a source wanted said.
        """
        if any(self._names[place.story].lower() in said.lower() for place in claim.evidence):
            return True
        glossary = self._glossary
        held = {match.entry.en for place in claim.evidence for match in glossary.find_en(place.quote)}
        held |= {match.entry.en for place in claim.evidence for match in glossary.find_ko(place.quote)}
        told = [*glossary.find_ko(said), *glossary.find_en(said)]
        spoken = {entry.en for match in told for entry in (match.entry, *match.others)}
        return bool(held & spoken - GENERIC)
