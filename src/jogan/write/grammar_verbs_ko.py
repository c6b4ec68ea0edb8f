"""Predicates of a statement put into Korean: a verb of the table, what it takes, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from jogan.write.grammar_phrases_ko import Phrases, Said
from jogan.write.grammar_words_ko import (
    ADVERBS,
    BREAKS,
    BY_MEANS,
    GOVERNING,
    HANDED,
    LETS,
    LETTING,
    MANNER,
    MEANS,
    PLACES,
)
from jogan.write.verbs_ko import FORMS, Entry, Frame, marked


class Predicates(Phrases):
    """The verb phrases of one statement."""

    def predicate(self, i: int, j: int, kind: str) -> Said | None:
        """A verb phrase whose first verb stands in the given English form (`en` is passive, `done` its active twin)."""
        return self._remembered(f"predicate {kind}", i, j, lambda i, j: self._predicate(i, j, kind))

    def _predicate(self, i: int, j: int, kind: str) -> Said | None:
        if i >= j:
            return None
        for k in self._at("and", i + 2, j - 1):
            first_end = k - 1 if self.low[k - 1] == "," else k
            first, second = self.predicate(i, first_end, kind), self.predicate(k + 1, j, kind)
            if first is not None and second is not None:
                return Said(f"{first.form('go')} {second.before}".strip(), second.verb)
        if self.low[i] in ADVERBS and i + 1 < j:
            said = self.predicate(i + 1, j, kind)
            return Said(f"{said.before} {ADVERBS[self.low[i]]}".strip(), said.verb) if said is not None else None
        if self.low[i] == "not" and kind in ("ing", "en"):
            return None
        enabled = self._enabling(i, j, kind)
        if enabled is not None or any(self.low[i] in one.forms(kind) for one in LETTING):
            return enabled
        entry = FORMS["en" if kind == "done" else kind].get(self.low[i])
        if entry is None:
            return None
        for a in [*self._breaks(i + 1, j), j, *self._late_breaks(entry, i + 1, j)]:
            around, amount = self._measured(a, j) if a < j else ("", "")
            if around is None:
                continue
            taken = self._taken(entry, i + 1, a - (self.low[a - 1] == ","), kind)
            if taken is not None:
                verb = entry.passive if kind == "en" else entry.verb
                if kind == "en" and entry.lemma in HANDED and not (taken or around):
                    return None  # "a framework is proposed" says nothing
                if verb is not None:
                    return Said(" ".join(filter(None, (around, taken, amount))), verb)
        for comma in self._at(",", i + 2, j - 2):
            tail = comma + 1 + (self.low[comma + 1] in ("thereby", "thus", "further"))
            follow = self.predicate(tail, j, "ing")
            if follow is None:
                continue
            first = self.predicate(i, comma, kind)
            if first is not None and FORMS["ing"].get(self.low[tail]) is not None:
                if FORMS["ing"][self.low[tail]].lemma in MEANS:
                    return Said(f"{follow.form('hae')} {first.before}".strip(), first.verb)
                return Said(f"{first.form('myeo')} {follow.before}".strip(), follow.verb)
        return None

    def _measured(self, a: int, j: int) -> tuple[str | None, str]:
        """What stands around the verb, and apart from it by how much, which goes right before the verb."""
        if self.low[a] == "by":
            for k in (j, *self._breaks(a + 2, j)):
                amount = self._amount(a + 1, k)
                if amount is not None:
                    return (self.around(k, j) if k < j else ""), amount
        return self.around(a, j), ""

    def _enabling(self, i: int, j: int, kind: str) -> Said | None:
        """ "enables agents to plan": `에이전트가 계획할 수 있게 함`."""
        found = next((one for one in LETTING if self.low[i] in one.forms(kind)), None)
        if found is None:
            return None
        for k in self._at("to", i + 2, j - 1):
            who, done = self.phrase(i + 1, k), self.predicate(k + 1, j, "base")
            if who is not None and done is not None:
                lets = f"{done.form('l')} 수 있게" if found.lemma in ("enable", "allow") else done.form("dorok")
                return Said(f"{marked(who, '이')} {lets}", found.verb)
        if found.lemma != "enable":
            return None
        what = self.phrase(i + 1, j)
        return Said(f"{marked(what, '을')} 가능하게", found.verb) if what is not None else None

    def _taken(self, entry: Entry, i: int, j: int, kind: str) -> str | None:
        """What the verb takes, with particles; all words from `i` to `j`."""
        adverb = ""
        while i < j and self.low[j - 1] in ADVERBS:
            adverb = f"{ADVERBS[self.low[j - 1]]} {adverb}".strip()
            j -= 1
        for frame in entry.frames:
            if len(frame) > 1 and entry.lemma in ("limit", "restrict") and kind != "en":
                continue  # "limits scalability to long sequences"
            slots = tuple(slot for slot in frame if slot[0] != "o") if kind == "en" else frame
            if kind == "en" and all(slot[0] != "o" for slot in frame):
                continue
            said = self._slots(slots, i, j)
            if said is not None:
                return f"{said} {adverb}".strip()
        return None

    def _slots(self, slots: Frame, i: int, j: int) -> str | None:
        if not slots:
            return "" if i == j else None
        (word, marker), rest = slots[0], slots[1:]
        if word != "o":
            if i >= j or self.low[i] != word:
                return None
            i += 1
        ends = [k for k in range(i + 1, j) if self.low[k] == rest[0][0]] if rest else [j]
        for end in ends:
            said = self.phrase(i, end)
            after = self._slots(rest, end, j) if said is not None else None
            if said is not None and after is not None:
                return f"{marked(said, marker)} {after}".strip()
        return None

    def _breaks(self, i: int, j: int) -> Iterator[int]:
        """Where what surrounds the verb may begin: means and purposes first, then places."""
        for k in range(i, j):
            word, after = self.low[k], self.low[k + 1 : k + 2]
            while after and after[0] in ADVERBS and k + len(after) + 1 < j:
                after = after[1:] or [self.low[k + 2]]
                break
            if word in BREAKS or (
                after
                and (
                    (word in ("by", "in") and after[0] in FORMS["ing"])
                    or (word == "by" and self.has_amount(k + 1, j))
                    or (word == "to" and (after[0] in FORMS["base"] or after[0] in LETS))
                )
            ):
                yield k
        for k in range(i, j):
            if (self.low[k] in PLACES and not (self.low[k] == "on" and self.low[k - 1] in GOVERNING)) or (
                self.low[k] in ("with", "by", "for", "from", "as") and k == i
            ):
                yield k

    def _late_breaks(self, entry: Entry, i: int, j: int) -> Iterator[int]:
        """Where it begins if what the verb takes cannot hold these words as well."""
        for k in range(i, j - 1):
            means = self.low[k] == "with" and entry.lemma in BY_MEANS
            if means or self.low[k] == "based-on" or (self.low[k] == "for" and self.low[k + 1] in FORMS["ing"]):
                yield k

    def around(self, i: int, j: int) -> str | None:
        """Adverbial phrases in Korean order; None where one of them cannot be told."""
        return self._remembered("around", i, j, self._around)

    def _around(self, i: int, j: int) -> str | None:
        if self.low[i] == "," and i + 1 < j:
            i += 1
        word, after = self.low[i], self.low[i + 1 : i + 2]
        if not after:
            return None
        one: str | None = None
        if word in ("by", "through", "via") and (after[0] in FORMS["ing"] or after[0] in ADVERBS):
            said = self.predicate(i + 1, j, "ing")
            one = said.form("hae") if said is not None else None
        elif word == "without" and after[0] in FORMS["ing"]:
            said = self.predicate(i + 1, j, "ing")
            one = f"{said.form('ji')} 않고" if said is not None else None
        elif word == "while" and after[0] in FORMS["ing"]:
            said = self.predicate(i + 1, j, "ing")
            one = f"{said.verb and said.form('gi')[:-1]}면서" if said is not None else None
        elif word == "to":
            said = self.predicate(i + 1, j, "base")
            one = f"{said.form('gi')} 위해" if said is not None else None
        elif word == "for" and after[0] in FORMS["ing"]:
            said = self.predicate(i + 1, j, "ing")
            one = f"{said.form('gi')} 위해" if said is not None else None
        if one is not None:
            return one
        if word in ("versus", "owing-to", "based-on", "rather-than"):
            other = self.phrase(i + 1, j)
            if other is not None:
                return {"versus": f"{other} 대비", "owing-to": f"{other} 때문에", "rather-than": f"{other} 대신"}.get(
                    word, f"{marked(other, '을')} 바탕으로"
                )
        if word in ("by", "with") and (amount := self._amount(i + 1, j)) is not None:
            return amount if word == "by" else f"{amount}로"
        if word == "in" and after[0] in FORMS["ing"]:
            said = self.predicate(i + 1, j, "ing")
            if said is not None:
                return f"{said.form('neun')} 데"
        if word == "without" and (said_ := self.phrase(i + 1, j)) is not None:
            return f"{said_} 없이"
        marker = MANNER.get(word) or PLACES.get(word)
        if marker is not None and after[0] not in FORMS["ing"]:
            there = self.phrase(i + 1, j)
            if there is not None:
                return (
                    f"{there} {marker}"
                    if marker in ("동안", "가운데", "안에서", "면에서", "전반에서")
                    else _marked_long(there, marker)
                )
        for k in self._breaks(i + 2, j):
            first, rest = self.around(i, k), self.around(k, j)
            if first is not None and rest is not None:
                return f"{rest} {first}"
        return None


def _marked_long(words: str, marker: str) -> str:
    """The words with a particle and what goes with it: `을 통해`, `에서`."""
    if marker.startswith("을 "):
        return f"{marked(words, '을')}{marker[1:]}"
    return marked(words, marker)
