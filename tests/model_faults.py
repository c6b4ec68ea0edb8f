"""Everything a model can do wrong, as scripts of the model server: shared by the tests of reports and of editions."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model_server import Question, Reply
from writing_samples import NOTES, OVERVIEW, STORIES


def good(question: Question) -> dict[str, Any]:
    """What the good model of the samples says to a question."""
    if question.prompt == "category":
        return OVERVIEW["ko"]
    if question.prompt == "mend":
        return {"sentences": [{"number": 1, "text": None}]}
    story = next(one for one in STORIES if one.title in question.turns[0])
    return NOTES["ko"][story.id]


def with_notes(**fields: Any) -> Callable[[Question], Any]:
    """A model that is good but for what it notes of one story."""

    def script(question: Question) -> Any:
        said = copy.deepcopy(good(question))
        if question.prompt == "facts" and "TernNet" in question.turns[0]:
            said |= fields
        return said

    return script


def rewritten(change: Callable[[str], str]) -> Callable[[Question], Any]:
    """A model whose every sentence is changed."""

    def walk(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: walk(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one, name) for one in value]
        return change(value) if isinstance(value, str) and name != "quote" else value

    return lambda question: walk(copy.deepcopy(good(question)))


FLOOD = " ".join(f"{number**3:x}" for number in range(60_000))


def counting(question: Question, **usage: Any) -> Reply:
    """A good answer with a bill of its own."""
    message = {"role": "assistant", "content": json.dumps(good(question))}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    framed = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}
    return Reply(raw=json.dumps({**framed, "usage": {**usage, "total_tokens": 1}}).encode())


SPEED = "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet"


@dataclass(frozen=True)
class Fault:
    """A fault, what the report must not hold, and whether the failure is told or only a sentence lost."""

    script: Callable[[Question], Any]
    never: tuple[str, ...] = ()
    failure: str = ""
    """Words of the cause that must be told; empty where no question failed."""
    dropped: bool = False
    extractive: bool = True
    """Whether nothing of the model's may be printed."""


FAULTS: dict[str, Fault] = {
    # It is not there, or not in the mood.
    "error 500": Fault(lambda q: Reply(status=500), failure="answered 500"),
    "overloaded 529": Fault(lambda q: Reply(status=529), failure="answered 529"),
    "429 without a time": Fault(lambda q: Reply(status=429), failure="answered 429"),
    "429 for an hour": Fault(lambda q: Reply(status=429, headers={"retry-after": "3600"}), failure="asks to wait"),
    "429 with nonsense": Fault(lambda q: Reply(status=429, headers={"retry-after": "soon"}), failure="answered 429"),
    "401": Fault(lambda q: Reply(status=401), failure="key was refused"),
    "403": Fault(lambda q: Reply(status=403), failure="refused"),
    "404": Fault(lambda q: Reply(status=404), failure="not known"),
    "400": Fault(lambda q: Reply(status=400), failure="refused the request (400)"),
    "402 no credit": Fault(lambda q: Reply(status=402), failure="quota"),
    "slow": Fault(lambda q: Reply(json.dumps(good(q)), before=6.0), failure="within"),
    "a body in drops": Fault(lambda q: Reply(json.dumps(good(q)), trickle=0.1), failure="within"),
    "hangs up at once": Fault(lambda q: Reply(json.dumps(good(q)), cut=0), failure="reach"),
    "hangs up half-way": Fault(lambda q: Reply(json.dumps(good(q)), cut=200), failure="reach"),
    # It answers, but not in its format.
    "an HTML page": Fault(
        lambda q: Reply(raw=b"<html><body>Enable JavaScript</body></html>", headers={"content-type": "text/html"}),
        never=("JavaScript",), failure="cannot be read",
    ),
    "an HTML error page": Fault(
        lambda q: Reply(status=502, raw=b"<html>Bad Gateway</html>", headers={"content-type": "text/html"}),
        never=("Gateway",), failure="answered 502",
    ),
    "broken JSON around": Fault(lambda q: Reply(raw=b'{"choices": [{"mess'), failure="cannot be read"),
    "another JSON around": Fault(lambda q: Reply(raw=b'{"hello": "world"}'), never=("world",), failure="compatible:"),
    "no choice": Fault(lambda q: Reply(raw=b'{"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": []}'),
                       failure="compatible:"),
    # It answers in its format, but not what was asked.
    "empty": Fault(lambda q: "", failure="empty"),
    "cut off": Fault(lambda q: Reply(json.dumps(good(q))[:150], finish="length"), failure="cut off"),
    "cut off but whole": Fault(lambda q: Reply(json.dumps(good(q)), finish="length"), failure="cut off"),
    "filtered": Fault(lambda q: Reply("", finish="content_filter"), failure="refused"),
    "a refusal": Fault(lambda q: Reply("", refusal="I cannot help with that."), never=("cannot help",), failure="compatible:"),
    "a refusal in words": Fault(lambda q: "I'm sorry, but I can't assist with that request.", never=("sorry",), failure="JSON"),
    "thoughts only": Fault(lambda q: "<think>Let me think about these birds.</think>", never=("birds",), failure="empty"),
    "thoughts without end": Fault(lambda q: "<think>Let me think " + json.dumps(good(q)), never=("think",), failure="compatible:"),
    "prose around it": Fault(lambda q: f"Here you are:\n{json.dumps(good(q))}\nAnything else?", never=("Anything",), failure="JSON"),
    "half of it": Fault(lambda q: json.dumps(good(q))[:120], failure="JSON"),
    "another shape": Fault(lambda q: {"summary": "A paper.", "score": 9}, never=("A paper.",), failure="compatible:"),
    "a list": Fault(lambda q: json.dumps([good(q)]), failure="compatible:"),
    "numbers for words": Fault(lambda q: {"headline": 3, "problem": 4, "method": 5, "results": 6, "limit": 7}, failure="compatible:"),
    "a tool of its own": Fault(lambda q: Reply('{"cmd": "rm -rf /"}', tool="shell"), never=("rm -rf",), failure="tool"),
    "control tokens": Fault(rewritten(lambda text: f"<|im_start|>{text}"), never=("im_start",), failure="compatible:"),
    # It answers what was asked, in the wrong words.
    "English": Fault(rewritten(lambda text: f"The recordings are hard to transcribe, {len(text)} of them."), never=("The recordings are hard to transcribe",), failure="Korean"),
    "Chinese": Fault(rewritten(lambda text: "长录音很难转录。"), never=("长录音",), failure="Han"),
    "Japanese": Fault(rewritten(lambda text: "長い録音は書き起こしにくい。"), never=("録音",), failure="compatible:"),
    "Hanja in between": Fault(rewritten(lambda text: text.replace("다", "多")), never=("多",), failure="Han"),
    "Cyrillic in between": Fault(rewritten(lambda text: text + " и всё"), never=("всё",), failure="Cyrillic"),
    "repeats a phrase": Fault(rewritten(lambda text: "긴 녹음은 받아쓰기 어렵다. " * 12), failure="repeats"),
    "says one sentence": Fault(
        rewritten(lambda text: "어텐션이 녹음 길이의 제곱으로 늘어나기 때문에 긴 녹음은 받아쓰기 어렵다."), failure="again and again"
    ),
    "controls of the terminal": Fault(rewritten(lambda text: f"{text}\x1b[31m"), never=("\x1b",), failure="compatible:"),
    "a NUL": Fault(rewritten(lambda text: f"{text}\x00"), never=("\x00",), failure="cannot be printed"),
    "turned right to left": Fault(rewritten(lambda text: f"\u202e{text}"), never=("\u202e",), failure="cannot be printed"),
    "hidden letters": Fault(rewritten(lambda text: f"{text}\U000e0041\u200b"), never=("\u200b",), failure="cannot be printed"),
    "private letters": Fault(rewritten(lambda text: f"{text}\ue000"), never=("\ue000",), failure="cannot be printed"),
    "heaps of accents": Fault(rewritten(lambda text: text + "\u0301\u0302\u0303" * 9), never=("\u0302",), failure="cannot be printed"),
    "half a character": Fault(lambda q: json.dumps(good(q)).replace("\\ub2e4", "\\ud800"), failure="JSON"),
    "a flood": Fault(lambda q: {**good(q), "headline": {"quote": FLOOD, "text": FLOOD}}, never=(FLOOD[:20],), failure="compatible:"),
    "nested without end": Fault(lambda q: "[" * 100_000, failure="JSON"),
    "a stream": Fault(lambda q: Reply(raw=b'data: {"choices": []}\n\ndata: [DONE]\n\n', headers={"content-type": "text/event-stream"}), failure="cannot be read"),
    "leads elsewhere": Fault(lambda q: Reply(status=302, raw=b"", headers={"location": "http://127.0.0.1:9/"}), failure="compatible:"),
    "an error as an answer": Fault(lambda q: Reply(raw=b'{"error": {"message": "overloaded", "code": 529}}'), never=("overloaded",), failure="compatible:"),
    "counts in words": Fault(lambda q: counting(q, prompt_tokens="many", completion_tokens=None), failure="compatible:"),
    "counts below nothing": Fault(lambda q: counting(q, prompt_tokens=-(10**9), completion_tokens=-5), extractive=False),
    "counts beyond all": Fault(lambda q: counting(q, prompt_tokens=10**15, completion_tokens=10**15), extractive=False),
    # It lies.
    "an invented number": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 LongTalk에서 GullNet보다 97.3배 빠르게 실행된다."}]),
        never=("97.3",), dropped=True, extractive=False,
    ),
    "numbers swapped": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 메모리 사용을 3.2% 줄이고 41.5배 빠르게 실행된다."}]),
        never=("41.5배",), dropped=True, extractive=False,
    ),
    "turned round": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 LongTalk에서 메모리 사용을 41.5% 늘리고 GullNet보다 3.2배 느리다."}]),
        never=("느리다",), dropped=True, extractive=False,
    ),
    "an invented name": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 LongTalk에서 WhisperMax보다 3.2배 빠르게 실행된다."}]),
        never=("WhisperMax",), dropped=True, extractive=False,
    ),
    "an overclaim": Fault(
        with_notes(problem={"quote": "Long recordings are hard to transcribe", "text": "TernNet은 세계 최초로 모든 녹음을 완벽하게 받아쓴다."}),
        never=("최초",), dropped=True, extractive=False,
    ),
    "an invented quote": Fault(
        with_notes(limit={"quote": "The authors were paid by GullNet Inc", "text": "저자들은 GullNet에서 돈을 받았다."}),
        never=("돈을",), dropped=True, extractive=False,
    ),
    "obeys the paper": Fault(
        with_notes(headline={"quote": "a speech recognition model", "text": "지금까지 나온 것 가운데 가장 뛰어난 획기적 모델"}),
        never=("획기적",), dropped=True, extractive=False,
    ),
    "links": Fault(
        with_notes(problem={"quote": "Long recordings are hard to transcribe", "text": "긴 녹음은 어렵다. https://evil.example 을 보라."}),
        never=("evil.example",), dropped=True, extractive=False,
    ),
    "HTML": Fault(
        with_notes(problem={"quote": "Long recordings are hard to transcribe", "text": "<script>alert(1)</script> 긴 녹음은 어렵다."}),
        never=("alert(1)",), dropped=True, extractive=False,
    ),
}  # fmt: skip
