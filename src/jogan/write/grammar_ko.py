"""English statements read by a small grammar: a subject, a verb with what it takes, and what stands around it.

Each part is a noun phrase whose every word is known (`grammar_phrases_ko`), a verb of the table (`verbs_ko`), or a form
listed in `grammar_words_ko`. What the grammar cannot explain from its first word to its last has no reading.
"""

from __future__ import annotations

import re

from jogan.write.adjectives_ko import ending, whole_ending
from jogan.write.grammar_phrases_ko import Said
from jogan.write.grammar_verbs_ko import Predicates
from jogan.write.grammar_words_ko import (
    ADVERBS,
    BE,
    EVIDENCE,
    INTENSE,
    MODALS,
    OWN,
    PLACES,
    SHOWN,
    THAT,
    TRY,
)
from jogan.write.phrases_ko import Terms
from jogan.write.verbs_ko import FORMS, Verb, is_noun_too, marked
from jogan.write.words_ko import MODIFIERS


class Reader(Predicates):
    """One statement's words. Without `own` it speaks of others, and "it" is nobody we know."""

    def __init__(self, terms: Terms, tokens: list[str], names: frozenset[str], *, own: bool) -> None:
        super().__init__(terms, tokens, names)
        self.own = own

    def statement(self, opened: bool) -> str | None:
        """The whole of it."""
        size = len(self.tokens)
        said = self.clause(0, size)
        if said is not None:
            return said.form("m")
        if not opened:
            return None
        for kind in ("s", "base", "ing"):
            predicate = self.predicate(0, size, kind)
            if predicate is not None and not is_noun_too(self.low[0]):
                return predicate.form("m")
        return self.phrase(0, size)

    def clause(self, i: int, j: int) -> Said | None:
        """A subject and what is said of it, behind at most one phrase and a comma; no words are none."""
        return self._remembered("clause", i, j, self._clause) if i < j else None

    def _clause(self, i: int, j: int) -> Said | None:
        for turn in ("yet", "but"):
            for k in self._at(turn, i + 4, j - 3):
                end = k - 1 if self.low[k - 1] == "," else k
                first, second = self.clause(i, end), self.clause(k + 1, j)
                if second is None and first is not None:
                    second = self._continued(k + 1, j)
                if first is not None and second is not None and (turned := first.form("jiman")):
                    return Said(f"{turned} {second.before}".strip(), second.verb)
        if self.low[i] in ("by", "to", *PLACES, "for", "through", "via", "using", "unlike", "with"):
            for comma in self._at(",", i + 2, j - 2):
                led, rest = self.around(i, comma), self.clause(comma + 1, j)
                if led and rest is not None:
                    return Said(f"{led} {rest.before}".strip(), rest.verb)
        for k in range(i + 1, min(j - 1, i + 16) + 1):
            if k >= j:
                break
            said = self._said_of(k, j, subject=(i, k))
            if said is None:
                continue
            subject = self.subject(i, k)
            if subject is None:
                continue
            if self.low[k + 1 : k + 2] == ["that"] and said.verb in SHOWN and (not subject or self._is_evidence(i, k)):
                # "Experiments on X show that": where it was seen is kept, that it was seen goes without saying.
                inner = self.clause(k + 2, j)
                where = self.phrase(i, k) if subject and k - i > 3 else ""
                if inner is not None:
                    return Said(f"{where + '에서 ' if where else ''}{inner.before}".strip(), inner.verb)
            return Said(f"{subject} {said.before}".strip(), said.verb)
        return None

    def _is_evidence(self, i: int, k: int) -> bool:
        return any(word.rstrip("s") in EVIDENCE for word in self.low[i:k])

    def _continued(self, k: int, j: int) -> Said | None:
        """A second predicate of the same subject: "they are fast but lack precision"."""
        return self.predicate(k, j, "base") or self.predicate(k, j, "s") if self._is_verb(k) else None

    def subject(self, i: int, j: int) -> str | None:
        """The subject with its particle; empty where it is the story's own work."""
        words = " ".join(self.tokens[i:j])
        if self._is_own(words):
            return ""
        if self.low[i] in ("its", "their", "our"):
            return None  # of whom, nobody has said here
        if re.match(r"(?:our|the proposed) ", words, re.IGNORECASE) and " ".join(self.tokens[i + 1 : j]) in self.names:
            return ""
        said = self.phrase(i, j)
        return marked(said, "은") if said else None

    def _is_own(self, words: str) -> bool:
        return self.own and (bool(OWN.match(words)) or words in self.names)

    def _said_of(self, k: int, j: int, subject: tuple[int, int]) -> Said | None:
        """A finite predicate from word `k` on, which agrees with its subject."""
        while k < j and self.low[k] in ADVERBS and k + 1 < j and self._is_verb(k + 1):
            said = self._said_of(k + 1, j, subject)
            adverb = ADVERBS[self.low[k]]
            return Said(f"{said.before} {adverb}".strip(), said.verb) if said is not None else None
        word = self.low[k]
        own = self._is_own(" ".join(self.tokens[slice(*subject)]))
        plural = (own and self.low[subject[0]] == "we") or self._is_plural(subject[1] - 1)
        if word in MODALS or word == "will":
            if self.low[k + 1 : k + 2] == ["not"]:
                return None
            said = self.predicate(k + 1, j, "base")
            if said is None and self.low[k + 1 : k + 2] == ["be"]:
                said = self.predicate(k + 2, j, "en")
            if said is None:
                return None
            return said if word == "will" else Said(f"{said.form('l')} 수", Verb("있", "있어"))
        if word == "cannot":
            said = self.predicate(k + 1, j, "base")
            return Said(said.form("ji"), Verb("못하", "못해")) if said is not None else None
        if word in ("do", "does") and self.low[k + 1 : k + 2] == ["not"]:
            said = self.predicate(k + 2, j, "base")
            return Said(said.form("ji"), Verb("않", "않아")) if said is not None else None
        if word in TRY and self.low[k + 1 : k + 2] == ["to"] and word.endswith("s") != plural:
            said = self.predicate(k + 2, j, "base")
            if said is None:
                return None
            match word.rstrip("s"):
                case "fail":
                    return Said(said.form("ji"), Verb("못하", "못해"))
                case "struggle":
                    return Said(f"{said.form('gi')} 어려워", Verb("하", "해"))
                case "aim":
                    return Said(f"{said.form('m')}을 목표로", Verb("하", "해"))
                case _:
                    return Said(f"{said.form('neun')} 경향이", Verb("있", "있어"))
        if word in BE and (word in ("is", "was", "remains")) != plural:
            return self._is(k + 1, j)
        if word in ("has", "have") and (word == "has") != plural:
            if self.low[k + 1 : k + 2] == ["been"]:
                return self.predicate(k + 2, j, "en")
            return self.predicate(k + 1, j, "done")
        kind = "base" if plural or self.low[subject[0]] == "we" else "s"
        if self.low[k + 1 : k + 2] == ["that"]:
            stated = FORMS[kind].get(word) or FORMS["ed"].get(word)
            inner = self.clause(k + 2, j) if stated is not None and stated.lemma in THAT else None
            if stated is None or inner is None:
                return None
            return Said(marked(inner.form("m"), "을"), THAT[stated.lemma])
        named = own or self.tokens[subject[1] - 1] in self.names
        if is_noun_too(word) and not (
            named or (plural and self._is_plural_word(subject[1] - 1) and not word.endswith("s"))
        ):
            return None
        return self.predicate(k, j, kind) or (self.predicate(k, j, "ed") if own else None)

    def _is_verb(self, k: int) -> bool:
        return any(self.low[k] in forms for forms in FORMS.values())

    def _is_plural(self, k: int) -> bool:
        """Whether the subject's head is plural; `k` is its last word, behind a preposition not its head."""
        start = k
        for place in range(k, -1, -1):
            if self.low[place] in ("of", "for", "in", "on", "with", "from", "to", "that", "using", "based", "across"):
                start = place - 1
        word = self.low[start]
        joined = "and" in self.low[: k + 1] and start == k
        return (
            joined
            or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
            or word in ("data", "people", "media", "criteria", "phenomena")
        )

    def _is(self, k: int, j: int) -> Said | None:
        """What stands behind a form of `be`: an adjective with its complement, a participle, or a noun phrase."""
        if k >= j:
            return None
        whole = whole_ending(" ".join(self.low[k:j]))
        if whole is not None:
            return _closing(whole)
        if self.low[k] in INTENSE and k + 1 < j:
            rest = self._is(k + 1, j)
            return (
                Said(f"{rest.before} {INTENSE[self.low[k]]}".strip(), rest.verb)
                if rest is not None and not rest.before.endswith("이")
                else None
            )
        passive = self.predicate(k, j, "en")
        if passive is not None:
            return passive
        for stop in (k + 1, k + 2):
            words = " ".join(self.low[k:stop])
            if stop > j or (words not in MODIFIERS and whole_ending(words) is None):
                continue
            closing = ending(words, MODIFIERS.get(words, ""))
            if closing is None:
                continue
            if stop == j:
                return _closing(closing)
            link = self.low[stop]
            if link in ("for", "to", "in", "on", "across", "against", "with"):
                if link == "to" and self.low[stop + 1 : stop + 2] and self.low[stop + 1] in FORMS["base"]:
                    done = self.predicate(stop + 1, j, "base")
                    return (
                        _closing(f"{done.form('gi')}에 {closing}")
                        if done is not None and words not in ("able", "likely")
                        else None
                    )
                there = (
                    self.phrase(stop + 1, j)
                    if self.low[stop + 1 : stop + 2] and self.low[stop + 1] not in FORMS["ing"]
                    else None
                )
                if there is None and link == "for":
                    done = self.predicate(stop + 1, j, "ing")
                    return _closing(f"{done.form('neun')} 데 {closing}") if done is not None else None
                if there is not None:
                    return _closing(f"{there}{'에서' if link in ('in', 'on', 'across') else '에'} {closing}")
        return None


def _closing(words: str) -> Said:
    before, _, last = words.rpartition(" ")
    return Said(before, _Fixed(last))


class _Fixed(Verb):
    """The last word of an adjective that closes a sentence (`어려움`), and has no other form here."""

    def __init__(self, last: str) -> None:
        super().__init__(last, last)

    def form(self, kind: str) -> str:
        """The word itself, or what it is before 지만."""
        if kind != "jiman":
            return self.stem
        for last, said in (
            ("함", "하"),
            ("임", "이"),
            ("됨", "되"),
            ("큼", "크"),
            ("려움", "렵"),
            ("쉬움", "쉽"),
            ("림", "리"),
            ("음", ""),
        ):
            if self.stem.endswith(last):
                return f"{self.stem[: -len(last)]}{said}지만"
        return self.stem[:-1] + "이지만"
