"""What an edition says of itself, in words: what came in, from whom, what failed, and how it was made. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jogan.model.collected import SourceHealth, SourceStatus
from jogan.model.common import Failure, Language, SectionName
from jogan.model.edition import Edition, Section
from jogan.press import wording
from jogan.press.causes import in_language
from jogan.press.text import host_of, one_line
from jogan.press.view import is_late, is_of_yesterday
from jogan.press.words import WORDS, words_of

STATUS_ORDER: tuple[SourceStatus, ...] = ("failed", "stale", "never", "empty", "ok")
"""What the reader must know first comes first, where sources are grouped by status."""

SHARED_FROM = 3
"""So many failed sources of one cause share a line."""
MAX_MISSING = 10
"""Missing days of a month that are named; the others are counted."""
GROUPED_FROM = 7
"""So many sources of one section, and those of the same status share a line."""
SILENT_FROM = 3
"""So many days without anything new, and the reader is warned."""


def counts_line(edition: Edition, section: Section) -> str:
    """How many stories were seen, printed, merged and left out, with the reasons."""
    language, name, counts = edition.language, section.name, section.counts
    total = counts.kept + counts.left_out
    reasons = left_out_line(section, language)
    yesterday = sum(is_of_yesterday(edition, chosen.story) for chosen in section.stories)
    late = sum(is_late(edition, chosen.story) for chosen in section.stories)
    if language == "ko":
        noun, unit = wording.noun(name, language), wording.counter(name)
        if not total:
            now = words_of(language, edition.unit).now
            parts = [f"{now} 들어온 {noun} 없음" if not counts.seen else f"{now} 실린 {noun} 없음"]
        elif not counts.left_out:
            parts = [f"{noun} {total:,}{unit} 모두 수록"]
        else:
            parts = [
                f"{noun} {total:,}{unit} 가운데 {counts.kept:,}{unit} 수록, {counts.left_out:,}{unit} 제외({reasons})"
            ]
        if received := _received(edition, section):
            parts.append(received)
        if counts.updates:
            parts.append(f"새 버전 {counts.updates:,}{unit}")
        if yesterday:
            parts.append(f"어제 공개 {yesterday:,}{unit}")
        if late:
            parts.append(f"뒤늦게 {late:,}{unit}")
        if read := _articles_read(section):
            parts.append(f"기사 본문까지 읽은 것 {read:,}{unit}, 나머지는 발췌만")
        return " · ".join(parts)
    if not total:
        now = words_of(language, edition.unit).now
        parts = [f"No {wording.noun(name, language, count=0)} {now if counts.seen else f'came in {now}'}"]
    elif not counts.left_out:
        parts = [
            f"All {wording.many(name, total, language)} printed"
            if total > 2
            else f"Both {wording.noun(name, language, count=2)} printed"
            if total == 2
            else f"{wording.many(name, 1, language)} printed"
        ]
    else:
        parts = [
            f"{counts.kept:,} of {wording.many(name, total, language)} printed, "
            f"{counts.left_out:,} left out ({reasons})"
        ]
    if received := _received(edition, section):
        parts.append(received)
    if counts.updates:
        parts.append(f"{counts.updates:,} updated")
    if yesterday:
        parts.append(f"{yesterday:,} of the day before")
    if late:
        parts.append(f"{late:,} printed late")
    if read := _articles_read(section):
        parts.append(f"{read:,} read in full, of the others the excerpt only")
    return " · ".join(parts)


def _received(edition: Edition, section: Section) -> str:
    """How the entries that the sources gave became the section's stories, as a sum that a reader can check.

    An entry of one section's sources may be of the other section (a paper in a news feed) or of another day.
    """
    counts, korean = section.counts, edition.language == "ko"
    given = sum(line.items for line in edition.sources if line.section == section.name)
    given = given if given and edition.period is None else counts.seen
    other, total = counts.seen - given, counts.kept + counts.left_out
    if not counts.merged and not other:
        return ""
    terms = [f"출처의 항목 {given:,}" if korean else f"{given:,} {'entry' if given == 1 else 'entries'}"]
    if other:
        elsewhere = "다른 면·다른 날" if korean else "of the other section or another day"
        terms.append(
            f"{'+' if other > 0 else '−'} {elsewhere} {abs(other):,}"
            if korean
            else f"{'+' if other > 0 else '−'} {abs(other):,} {elsewhere}"
        )
    if counts.merged:
        noun = "duplicate" if counts.merged == 1 else "duplicates"
        terms.append(f"− 겹침 {counts.merged:,}" if korean else f"− {counts.merged:,} {noun}")
    return f"{' '.join(terms)} = {total:,}{wording.counter(section.name) if korean else ''}"


def _articles_read(section: Section) -> int:
    """Of how many news stories the article was read, where of others it was not; 0 where there is nothing to tell."""
    read = sum(bool(chosen.story.text) for chosen in section.stories)
    return read if section.name == "news" and read < len(section.stories) else 0


def period_line(edition: Edition) -> str:
    """Of how many days a week's or month's edition is made, and which are missing; nothing for that of a day."""
    period = edition.period
    if period is None:
        return ""
    korean = edition.language == "ko"
    weekdays = wording.WEEKDAYS[edition.language]
    short = [
        f"{day:%m-%d}({weekdays[day.weekday()][0]})" if korean else f"{weekdays[day.weekday()][:3]} {day:%m-%d}"
        for day in period.missing[:MAX_MISSING]
    ]
    rest = len(period.missing) - len(short)
    held, gone = len(period.editions), len(period.missing)
    if korean:
        more = f" 외 {rest}일" if rest else ""
        missing = f" · **판이 없는 날 {gone}일**: {', '.join(short)}{more}" if gone else ""
        return f"{held}일 치 판에서 골라 엮음{missing}"
    more = f" and {rest} more" if rest else ""
    missing = f" · **no edition on {gone} {'day' if gone == 1 else 'days'}**: {', '.join(short)}{more}" if gone else ""
    return f"Made of the editions of {held} {'day' if held == 1 else 'days'}{missing}"


def left_out_line(section: Section, language: Language) -> str:
    """`이미 실림 1, AI 무관 1`, commonest reason first."""
    reasons = Counter(left.reason for left in section.left_out)
    words = WORDS[language].left_out
    return ", ".join(f"{words.get(reason, reason)} {count:,}" for reason, count in reasons.most_common())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source, or several of one status, in the header; `trouble` where the reader misses something by it."""

    text: str
    trouble: bool


def source_lines(edition: Edition, section: SectionName) -> tuple[SourceLine, ...]:
    """What each source of the section gave. With many, those of one status share an entry; failures do not."""
    language = edition.language
    of_section = [line for line in edition.sources if line.section == section]
    if len(of_section) < GROUPED_FROM:
        return tuple(_one_source(edition, line) for line in of_section)
    found: list[SourceLine] = []
    for status in STATUS_ORDER:
        same = [line for line in of_section if line.status == status]
        if status in ("failed", "stale"):
            found += _troubled(edition, same)
            continue
        found += (_one_source(edition, line) for line in same if line.note)
        same = [line for line in same if not line.note]
        if len(same) == 1:
            found.append(_one_source(edition, same[0]))
        elif same:
            word = WORDS[language].statuses[status]
            names = ", ".join(
                f"{one_line(line.name)} {line.items:,}" if line.items else one_line(line.name) for line in same
            )
            text = f"{word} {len(same)}곳: {names}" if language == "ko" else f"{len(same)} {word}: {names}"
            found.append(SourceLine(text=text, trouble=False))
    return tuple(found)


def _troubled(edition: Edition, lines: Sequence[SourceHealth]) -> Iterator[SourceLine]:
    """Failed sources, each with its cause; three and more of one cause share a line that names them all."""
    language = edition.language
    by_cause: dict[str, list[SourceHealth]] = {}
    for line in lines:
        by_cause.setdefault(in_language(one_line(line.detail), language), []).append(line)
    for cause, same in by_cause.items():
        if len(same) < SHARED_FROM or not cause:
            yield from (_one_source(edition, line) for line in same)
            continue
        word = WORDS[language].statuses[same[0].status]
        names = ", ".join(one_line(line.name) for line in same)
        head = f"{word} {len(same)}곳({cause})" if language == "ko" else f"{len(same)} {word} ({cause})"
        yield SourceLine(text=f"{head}: {names}", trouble=True)


def _one_source(edition: Edition, line: SourceHealth) -> SourceLine:
    words = words_of(edition.language, edition.unit)
    name = one_line(line.name)
    note = in_language(one_line(line.note), edition.language)
    if line.status == "ok":
        given = wording.many(line.section, line.items, edition.language)
        text = f"{name} {given}" + (f"({note})" if edition.language == "ko" else f" ({note})") * bool(note)
        return SourceLine(text=text, trouble=False)
    cause = in_language(one_line(line.detail), edition.language)
    if line.status == "failed":
        cause = cause or next(
            (failure_cause(f, edition.language) for f in edition.failures if f.subject == line.name), ""
        )
    cause = "; ".join(filter(None, (cause, note)))
    text = f"{name} {words.statuses[line.status]}" + (
        f"({cause})" if edition.language == "ko" else f" ({cause})"
    ) * bool(cause)
    return SourceLine(text=text, trouble=line.status in ("failed", "stale") or line.streak >= SILENT_FROM)


def failure_cause(failure: Failure, language: Language) -> str:
    """A failure's kind in the edition's language, and its cause as it was told."""
    word = WORDS[language].failure_kinds.get(failure.kind, "")
    cause = in_language(one_line(failure.cause), language)
    return f"{word}: {cause}" if word and cause else word or cause


def other_failures(edition: Edition) -> tuple[tuple[str, int], ...]:
    """The failures that no source's line tells, each with how often it came, in their order."""
    failed = [line for line in edition.sources if line.status == "failed"]
    told = {line.name for line in failed} | {host_of(line.url) for line in failed}
    found = Counter(
        f"{one_line(failure.subject)}: {failure_cause(failure, edition.language)}"
        for failure in edition.failures
        if failure.subject not in told
    )
    return tuple(found.items())


def made_line(edition: Edition, section: Section) -> str:
    """By which writer, how many sentences were checked, what it cost, and when it was made."""
    facts, dropped = checked(section)
    writer = writer_name(edition, section)
    cost = wording.cost(edition.usage, edition.language)
    at = wording.local_time(edition.made_at, edition.timezone)
    if edition.language == "ko":
        verified = f"실은 사실 문장 {facts:,}개 모두 원문 대조를 통과함" if facts else "대조할 사실 문장 없음"
        if dropped:
            verified += f"(통과 못 한 {dropped:,}개는 빼거나 원문 인용으로 바꿈)"
        return f"작성: {writer} · {verified} · {cost} · {at} 제작"
    verified = (
        f"all {facts:,} factual sentences printed passed the check against their sources"
        if facts
        else "no factual sentence to check"
    )
    if facts == 1:
        verified = "the one factual sentence printed passed the check against its source"
    if dropped:
        verified += f" ({dropped:,} that did not pass left out or replaced by a quote)"
    return f"Written by: {writer} · {verified} · {cost} · made {at}"


def writer_name(edition: Edition, section: Section) -> str:
    """Who wrote, in words, and how much of it; the version behind the slash is for programs."""
    name = one_line(edition.writer).partition("/")[0]
    korean = edition.language == "ko"
    if name == "extract":
        return "추출 방식(모델 없음)" if korean else "extraction (no model)"
    asked = [report.by_model for report in section.reports if report.by_model is not None]
    facts, _ = checked(replace(section, highlights=()))
    written, extracted = sum(asked), max(0, facts - sum(asked))
    if not asked or not extracted:
        return f"언어 모델({name})" if korean else f"language model ({name})"
    if not written:
        return f"추출 방식(언어 모델 {name}의 문장은 없음)" if korean else f"extraction (nothing by the model {name})"
    if korean:
        return f"언어 모델({name}) {written:,}문장, 추출 방식 {extracted:,}문장"
    return f"language model ({name}) {written:,}, extraction {extracted:,} sentences"


def replay_line(edition: Edition) -> str:
    """That recorded replies stood in for the network, where they did."""
    if not edition.replayed:
        return ""
    if edition.language == "ko":
        return "기록 재생: 실시간 수집이 아니라 저장해 둔 응답으로 만든 판"
    return "Replay: made from recorded replies, not from the live sources"


def empty_note(edition: Edition, section: Section) -> str:
    """Why a section holds nothing: its own note, else the weekday, its sources and its left-out stories."""
    if section.note:
        return one_line(section.note)
    if edition.period is not None:
        noun = wording.noun(section.name, edition.language, count=2)
        return words_of(edition.language, edition.unit).chart_empty.format(noun=noun) + "."
    told = _empty_sources(edition, section)
    weekday = edition.date.weekday()
    if section.name != "papers" or weekday < wording.SATURDAY:
        return told
    day = wording.WEEKDAYS[edition.language][weekday]
    if edition.language == "ko":
        return f"{day}입니다. 주말에는 arXiv 공지가 없고 Hugging Face의 목록도 대개 비어 있습니다. {told}"
    return f"It is {day}: arXiv announces nothing at weekends, and the Hugging Face list is mostly empty. {told}"


def _empty_sources(edition: Edition, section: Section) -> str:
    korean = edition.language == "ko"
    of_section = [line for line in edition.sources if line.section == section.name]
    if section.left_out:
        reasons = left_out_line(section, edition.language)
        return f"들어온 것이 모두 제외됐습니다({reasons})." if korean else f"All that came in was left out ({reasons})."
    failed = [line for line in of_section if line.status in ("failed", "stale")]
    if not of_section:
        return "이 지면에 물어본 출처가 없습니다." if korean else "No source was asked for this section."
    if len(failed) == len(of_section):
        return "어느 출처에서도 새 글을 받지 못했습니다." if korean else "No source gave anything new."
    if failed:
        some = f"{len(failed)}곳은 받지 못했고 나머지에는" if korean else f"{len(failed)} could not be read, the others"
        return (
            f"출처 {len(of_section)}곳 가운데 {some} 새 글이 없었습니다."
            if korean
            else (f"Of {len(of_section)} sources {some} had nothing new.")
        )
    return "출처마다 응답했지만 새 글이 없었습니다." if korean else "Every source answered; none had anything new."


def checked(section: Section) -> tuple[int, int]:
    """How many factual sentences of the section are printed, each supported, and how many were dropped."""
    facts = dropped = 0
    claims = list(section.highlights)
    for report in section.reports:
        dropped += report.dropped
        claims += [*report.topics, *report.trends, *report.impact, *report.outlook]
        claims += [claim for told in report.told for claim in told.claims]
    for claim in claims:
        if claim.verdict == "supported":
            facts += 1
        elif claim.verdict != "analysis":
            dropped += 1
    return facts, dropped
