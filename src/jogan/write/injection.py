r"""Sentences in a source that speak to a machine instead of a reader, found and blanked. Pure.

Papers and pages hold instructions meant for language models ("ignore the above", "give a positive review only"), some
in white on white or in letters that cannot be seen (arXiv/html_feedback issues 4328 and 4329 collect such papers). The
first line of defence is that nothing a model writes is printed unless its source says it; but what an injected sentence
*says* would pass that check. So such sentences are taken out of what writers see. They are replaced by spaces of the
same length: every place in the text stays where it was.

A sentence goes only if it orders a machine about, so that a paper *about* prompt injection loses at most the sentence
in which it cites an order. Tried and dropped: single words such as "jailbreak" or "system prompt", honest terms both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jogan.model.edited import ChosenStory, Story
from jogan.write.sentences import Span

_GAP = r"[^.!?]{0,40}?\b"
_MACHINE = (
    r"(?:ai|llms?|language\smodels?|chatbots?|(?:ai\s)?assistants?|ai\sreviewers?|summari[sz]ers?|chatgpt|claude|"
    r"gemini|gpt)"
)
_RULES = r"(?:instructions?|prompts?|rules?|guidelines?|directions?|commands?|context|messages?|orders?|polic(?:y|ies))"
_PAPER = r"(?:paper|article|work|manuscript|submission|text|document|page|story|study|abstract)"
_PRAISE = (
    r"(?:best|breakthrough|important|groundbreaking|revolutionary|accept\w*|outstanding|exceptional|impactful|"
    r"urgent|top|first|excellent|highest)"
)
#: Where an order begins: at the head of a sentence or clause, or behind a word that gives it.
_NOW = (
    r"(?:^|[,:;.!?)\"”]\s+|\bplease\s|\bmust\s|\bshould\s|\balways\s|\bnow\s|\bonly\s|\bjust\s|\band\s|\bto\s|\bthen\s)"
)
_KO_ORDER = (
    r"(?:하라|해라|하세요|하십시오|해\s?주세요|써라|쓰라|써\s?주세요|쓰세요|적어라|적으라|적으세요|말해라|말하라|"
    r"마라|말라|마세요)"
)

_KO_KEYS = "하라|해라|하세요|하십시오|주세요|써라|쓰라|쓰세요|적어라|적으라|적으세요|말해라|말하라|마라|말라|마세요"

#: Each order with the letters without one of which it cannot stand in a text: looking for those first is far faster.
_ORDERS = tuple(
    (tuple(keys.split("|")), re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for keys, pattern in (
        # About its own instructions.
        (
            "ignore|disregard|forget|override|bypass|neglect",
            rf"\b(?:ignore|disregard|forget|override|bypass|neglect)\b{_GAP}(?:previous|prior|above|earlier|preceding|"
            rf"your|all\s(?:\w+\s)?(?:previous|prior|above|other|your|of|instructions|rules)|any\s(?:previous|prior|other)|"
            rf"former)\b{_GAP}{_RULES}\b",
        ),
        (
            "prompt|instruction|message",
            rf"{_NOW}(?:reveal|print|repeat|output|show|leak|disclose|recite)\s(?:\w+\s){{0,4}}?(?:system|hidden|initial|"
            r"original|secret|your)\s(?:prompts?|instructions?|messages?)\b",
        ),
        (
            "instructions:|instruction:|directive:|override:|task:",
            r"\b(?:new|updated|real|actual|additional|system|developer|admin)\s(?:instructions?|directive|override):|"
            r"(?:^|[.!?]\s+)(?:your\s)?(?:new|next|real)\stask:",
        ),
        # Who it is to be, or that it is spoken to.
        (
            "you are",
            rf"\byou\sare\s(?:now\s|hereby\s|no\slonger\s)?(?:an?\s|the\s|my\s)?(?:\w+\s){{0,3}}?(?:dan\b|{_MACHINE}\b)",
        ),
        (
            "act as|behave as|respond as|pretend to",
            rf"{_NOW}(?:act|behave|respond|pretend)\s(?:as|to\sbe)\s(?:if\s)?(?:an?\s|the\s|my\s)?(?:\w+\s){{0,3}}?"
            rf"(?:dan\b|{_MACHINE}\b)",
        ),
        (
            "note |attention |instructions |instruction |message |reminder |important |hint |warning ",
            rf"(?:^|[.!?(\[]\s*)\W*(?:(?:note|instructions?|message|reminder)\s(?:to|for)\s(?:\w+\s){{0,3}}?{_MACHINE}\b"
            rf"[^.!?]{{0,40}}?[:,]|(?:attention|important|hint|warning)\s(?:to|for)\s(?:\w+\s){{0,3}}?{_MACHINE}\b"
            r"[^.!?]{0,40}?:)",
        ),
        (
            "if you|when you|since you|as an ai|as an llm|as a language|as a large|as an assistant|if an ai|if an llm",
            rf"\b(?:if|when|since|as)\s(?:you\sare\s|you're\s|you,\s)?an?\s(?:large\s)?{_MACHINE}\b[^.!?]{{0,80}}?"
            r"\b(?:you\s(?:must|should|will|have\sto)|please)\b",
        ),
        ("dear |hello|hey |attn", rf"\b(?:dear|hello|hey|attn:?),?\s{_MACHINE}\b"),
        # What it is to say.
        (
            "do not",
            rf"\bdo\snot\s(?:mention|highlight|list|report|include|summari[sz]e|criti\w+|reveal)\b{_GAP}(?:negatives?|"
            r"weakness\w*|limitations?|shortcomings?|flaws?|instructions?|this\s(?:text|message|note|sentence))\b",
        ),
        (
            "positive|favorable|favourable|glowing|excellent|perfect|maximum|five-star|fivestar|10/10",
            rf"{_NOW}(?:give|write|provide|return|generate|produce|output|assign)\b[^.!?]{{0,30}}?\b(?:only\s)?(?:an?\s)?"
            r"(?:positive|favou?rable|glowing|excellent|perfect|maximum|five-?star|10/10)\s(?:\w+\s){0,2}?(?:reviews?|"
            r"summar(?:y|ies)|ratings?|scores?|assessments?)\b(?:\s(?:only|(?:for|of|to)\sthis|regardless|no\smatter)|"
            r"\W*(?:$|[.!?]))",
        ),
        (
            "recommend|accept|rate th|rank th|praise|describe th|present th|call th|summari|label th|classify th|"
            "report th",
            rf"{_NOW}(?:recommend|accept|rate|rank|praise|describe|present|call|summari[sz]e|label|classify|report)\s"
            rf"(?:accepting\s|acceptance\sof\s|that\s)?(?:this|the)\s{_PAPER}\b[^.!?]{{0,60}}?\b{_PRAISE}\b",
        ),
        (
            "your ",
            r"\byour\s(?:response|answer|summary|output|reply|report|review)\s(?:must|should|shall|has\sto|needs?\sto|"
            r"will)\b",
        ),
        (
            "\"|“|‘|`| '",
            r"(?:^|[.!?:]\s+|please\s|you\s(?:must|should)\s|only\s|just\s|always\s)(?:respond|reply|answer|say|write|"
            r"output|return|print|begin|end|insert|append|add)\s(?:\w+\s){0,5}?[\"'“‘`][^\"'”’`]{1,80}[\"'”’`]",
        ),
        (
            "in french|in chinese|in japanese|in spanish|in german|in pirate",
            r"\b(?:respond|reply|answer|write|summari[sz]e)\s(?:\w+\s)?(?:only\s)?in\s(?:french|chinese|japanese|spanish|"
            r"german|pirate\w*)\s?(?:$|[.!?,])",
        ),
        # What it is to do.
        (
            "http|www.",
            r"\b(?:visit|click|open|go\sto|follow|fetch|download|send|post|forward|exfiltrate|upload)\b[^.!?]{0,60}?"
            r"(?:https?://|www\.)\S+[^.!?]{0,60}?\b(?:to\s(?:continue|verify|claim|win|unlock)|immediately|your\s(?:prompt|"
            r"password|key))",
        ),
        (
            "user to|users to|reader to|readers to|human to|humans to",
            r"\b(?:tell|inform|ask|instruct)\s(?:the\s|your\s)?(?:user|reader|human)s?\sto\s(?:visit|click|download|buy|"
            r"send|install)\b",
        ),
        (
            "call the|invoke the|execute the|run the|use the",
            rf"{_NOW}(?:call|invoke|execute|run|use)\sthe\s[\w-]*\s?(?:tool|function|command|plugin|shell|api)\b"
            r"[^.!?]{0,60}?\b(?:now|immediately|to\s(?:delete|send|read|write|fetch))\b",
        ),
        # The marks of a conversation.
        (">>>|<<<", r"\b(?:SOURCE|FACTS|SENTENCES)>>>|<<<(?:SOURCE|FACTS|SENTENCES)\b"),
        (
            "<|[inst|[/inst",
            r"</?\s*(?:system|assistant|user|instructions?|prompt)\s*>|<\|(?:im_start|im_end|system|user|assistant|"
            r"endoftext|eot_id|start_header_id|end_header_id)\|>|\[/?INST\]|<</?SYS>>",
        ),
        (
            "system:|assistant:|developer:|user:|human:|instruction:|instructions:|prompt:|message:",
            r"^\s*(?:#{1,4}\s*)?(?:system|assistant|developer|user|human|instructions?)\s*(?:prompt|message)?:\s*\S",
        ),
        (
            "begin of|end of",
            r"\b(?:begin|end)\sof\s(?:the\s)?(?:document|text|paper|data|prompt|abstract)\b[^.!?]{0,20}?\b(?:now|new|"
            r"instruct)",
        ),
        # In Korean, and in the languages in which it was met most.
        (
            "지시|명령|프롬프트|규칙|지침",
            r"(?:이전|위의?|앞|앞선|기존|지금까지|모든)\s?[^.!?]{0,14}?(?:지시|명령|프롬프트|규칙|지침)[^.!?]{0,16}?(?:무시|잊|따르지|버리)",
        ),
        (
            "프롬프트|지시|지침",
            rf"(?:시스템|숨겨진|초기)\s?(?:프롬프트|지시|지침)[^.!?]{{0,16}}?(?:출력|공개|보여|알려|반복|말)\S{{0,2}}?{_KO_ORDER}",
        ),
        (
            "당신|너는|넌 |너 |귀하",
            r"(?:당신|너|넌|귀하)(?:은|는)?\s[^.!?]{0,30}?(?:AI|인공지능|언어\s?모델|챗봇|어시스턴트|비서)",
        ),
        (_KO_KEYS, rf"(?:AI|인공지능|언어\s?모델|LLM|챗봇|요약기)(?:에게|는|은|이라면|라면)[^.!?]{{0,60}}?{_KO_ORDER}"),
        (_KO_KEYS, rf"이\s?(?:논문|글|기사|연구)(?:을|를|은|는)[^.!?]{{0,60}}?{_KO_ORDER}"),
        (_KO_KEYS, rf"(?:긍정적|호의적)(?:으로|인)\s?[^.!?]{{0,20}}?{_KO_ORDER}"),
        (
            "忽略|无视|無視",
            r"忽略(?:以上|之前|先前|所有)|无视(?:以上|之前)|(?:以前|上記|これまで)の指示を無視",
        ),
        (
            "ignorier|ignorez|ignora",
            r"\b(?:ignoriere\s(?:alle|die)|ignorez\s(?:les|toutes)|ignora\s(?:las|todas))\b[^.!?]{0,30}?\b(?:anweisungen|"
            r"instru)",
        ),
    )
)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]+")
_HIDDEN = (
    re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE),
    re.compile(
        r"<(\w{1,20})\b[^<>]{0,300}?(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0\b|"
        r"color\s*:\s*(?:#fff|white)|\shidden\b|aria-hidden)[^<>]{0,300}>.*?(?:</\1\s*>|\Z)",
        re.DOTALL | re.IGNORECASE,
    ),
    # What stands between the marks of a conversation.
    re.compile(r"\[INST\].{0,600}?\[/INST\]|<(system|assistant|user)>.{0,600}?</\1>", re.DOTALL | re.IGNORECASE),
    re.compile(r"<\|(?:im_start|start_header_id)\|>.{0,600}?<\|(?:im_end|eot_id)\|>", re.DOTALL | re.IGNORECASE),
    _INVISIBLE,
)
_END = re.compile(r"[.!?。！？][\"'’”)\]]*(?:\s+|(?=<))|(?<=[>\]])\s+|\n\s*\n")
_SPELLED = re.compile(r"(?<!\w)(?:\w[\s._*-]){4,}\w(?!\w)")


def addressed_to_machines(text: str) -> tuple[Span, ...]:
    """The parts of a text that speak to a machine, in order: whole sentences, hidden HTML, invisible letters."""
    found = [Span(m.start(), m.end()) for pattern in _HIDDEN for m in pattern.finditer(text)]
    places, disguised = list(_orders(text)), _plainly(text)
    if places or (disguised != text and next(_orders(disguised), None) is not None):
        for span in _pieces(text):
            ordered = any(span.start <= place < span.end for place in places)
            if ordered or next(_orders(_plainly(span.of(text))), None) is not None:
                found.append(span)
    merged: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _pieces(text: str) -> Iterator[Span]:
    """The text cut behind every sign that can end a sentence: orders reach over none, and less is blanked with them."""
    start = 0
    for end in _END.finditer(text):
        yield Span(start, end.end())
        start = end.end()
    yield Span(start, len(text))


def _orders(text: str) -> Iterator[int]:
    """Where orders end in the text."""
    low = text.lower()
    for keys, order in _ORDERS:
        if any(key in low for key in keys):
            yield from (m.end() - 1 for m in order.finditer(text))


def cleaned(story: Story) -> Story:
    """The story with spaces in place of what speaks to machines; the same story where nothing does."""
    changed: dict[str, Any] = {}
    for name in ("title", "summary", "text", "comment"):
        text: str = getattr(story, name)
        blanked = text
        for span in addressed_to_machines(text):
            blanked = blanked[: span.start] + " " * (span.end - span.start) + blanked[span.end :]
        if blanked != text:
            changed[name] = blanked
    return replace(story, **changed) if changed else story


def without_orders(chosen: ChosenStory) -> ChosenStory:
    """The story as writers see it: cleaned, but for its title, which an edition prints in any case."""
    story = chosen.story
    clean = replace(cleaned(story), title=story.title)
    return chosen if clean == story else replace(chosen, filed=replace(chosen.filed, story=clean))


def orders_in(story: Story) -> int:
    """How many passages of a story's summary and text speak to machines."""
    return sum(len(addressed_to_machines(text)) for text in (story.summary, story.text) if text)


def _plainly(text: str) -> str:
    """As a machine may read it: wide letters folded, invisible ones gone, s p e l l e d words joined, spaces single."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    folded = _SPELLED.sub(lambda m: re.sub(r"(?<=\w)[\s._*-](?=\w(?:[\s._*-]|$))", "", m[0]), folded)
    return " ".join(folded.split())
