"""Patterns of the time rules over lower-case text, in the order in which they are tried: the surest first."""
from __future__ import annotations

import re

WD = r"(?P<d>(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\.)"
MON = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b)"
YEAR = r"(?:1[5-9]|20)\d\d"
NUM = r"(?:\d{1,3}(?:\.\d)?|[a-z]+(?:-[a-z]+)?(?:\s(?:of|few|couple|an?|half|and a half))*)"
UNIT = r"(?P<u>second|minute|hour|day|night|weekend|week|fortnight|month|year|decade)s?"
ORD = r"(?:st|nd|rd|th|d)?"
DASH = r"\s?(?:-|–|—|to|and|or)\s?"
HALF = (r"(?P<h>early|mid|late|(?:the )?(?:beginning|start|end|middle|close) of|(?:the )?(?:first|second) half of)?"
        r"(?:[- ](?:in )?(?:the )?)?")
SEASON = r"(?P<s>spring|summer|autumn|winter|fall)"

_SOURCES: dict[str, str] = {
    "iso date": r"\b(\d{4})-(\d\d)-(\d\d)\b",
    "day month": rf"\b(?P<a>\d{{1,2}}){ORD}(?:{DASH}(?P<b>\d{{1,2}}){ORD})?(?: of)? (?P<m>{MON})\.?(?:,? (?P<y>{YEAR}|'?\d\d)\b)?",
    "month day": rf"\b(?P<n>{MON})\.? (?P<c>\d{{1,2}})(?![\d:]){ORD}(?:{DASH}(?P<d>\d{{1,2}})(?!\d){ORD})?(?:,? (?P<z>{YEAR})\b)?",
    "day before yesterday": r"\b((?:the )?day before yesterday|night before last|day after tomorrow)\b",
    "part of the week before": r"\b(?P<r>last|this|next) (?P<h>x)?(?P<u>weekend)\b",
    "weekday": rf"(?P<r>\b(?:the following|following|last|the last|past|this past|the past|next|the next|coming|this coming|this|that|the same|the previous|previous|the preceding) )?\b{WD}(?!\w)",
    "ordinal week": rf"\b(?P<n>first|second|third|fourth|last|\d(?:st|nd|rd|th|d)) week of (?P<m>{MON})\b(?:,? (?P<y>{YEAR}))?",
    "deictic": r"\b(yesterday|today|tonight|tomorrow|last night|last evening)\b",
    "overnight": r"\b(overnight)\b",
    "this part": r"\b(this (?:very )?(?:early )?(?:morning|afternoon|evening|night|noon|dawn))\b",
    "following day": r"\b((?:the |that )?(?:following|next|same|previous|preceding|very same) (?:day|morning|night|evening|afternoon)"
                     r"|that (?:same )?(?:day|morning|night|evening|afternoon|hour)|the (?:day|night) (?:before|after)|the same (?:day|night|morning))\b",
    "later in the day": r"\b((?:later|earlier|late|early) (?:in |on )?(?:that |the )(?:same )?day)\b",
    "month": rf"\b{HALF}(?P<r>last|next|this|previous|this past|that)?\s?\b(?P<m>{MON})\b\.?(?:,? (?:of )?(?P<y>{YEAR}))?",
    "season": rf"\b(?:(?P<r>last|next|this) |in (?:the )?|during (?:the )?|(?:early|late|over|since|by) (?:the )?|the )?{SEASON}\b(?! of [a-z])"
              rf"(?: of)?(?: (?P<y>{YEAR}))?",
    "holiday": rf"\b(christmas eve|christmas|new year's eve|new year's day|new year's|may day)(?: day)?(?:,? (?:of )?(?P<y>{YEAR}))?",
    "decade": r"\b(?P<h>early |mid |late |early-|mid-|late-)?(?:the )?(?P<y>(?:(?:1[5-9]|20)\d|[2-9])0)'?s\b",
    "year": rf"\b{HALF}(?<!at )(?<!about )\b(?P<y>{YEAR})\b(?!-)",
    "last units": rf"\b(?P<r>last|past|coming|next|previous|preceding|following|ensuing) (?P<n>{NUM}) {UNIT}\b",
    "past unit": rf"\b(?:the|this) (?P<r>past|coming) (?P<n>)(?P<u>week|month|year|decade|hour|day|night)\b",
    "over the last unit": rf"\b(?:in|over|during|within|for|throughout) the (?P<r>last|next) (?P<n>)(?P<u>week|month|year|decade|day|hour|night)\b",
    "recent": rf"\b(?:recent|latest) {UNIT}\b",
    "plural units": rf"\b(?P<r>coming|next|following|ensuing|past|last) (?P<n>){UNIT}(?<=s)\b",
    "unit before last": r"\b(?:the )?(?P<u>week|month|year) before last\b",
    "ago": rf"(?:\b(?P<n>{NUM}) )?\b{UNIT} (?P<w>ago|earlier|later|before|after|since|from now|hence|prior|beforehand|afterwards?)\b",
    "calendar unit": rf"\b{HALF}(?P<r>last|this|next) (?P<u>week|month|year|decade)\b",
    "of the unit": r"\b(?P<h>(?:the )?(?:beginning|start|end|middle|close|first half|second half) of|early|late|later|earlier) (?:in )?(?P<r>the|this) (?P<u>week|month|year|decade)\b",
    "next unit": r"\b(?:the )?(?P<r>following|previous|preceding|same) (?P<u>week|month|year)\b|\b(?P<r2>that) (?P<u2>week|month|year)\b",
    "for units": rf"\b(?P<p>for|in|within|over|during|throughout|after|inside)(?: (?:about|around|almost|nearly|more than|over|at least|the|some|less than|under))* (?P<n>{NUM}) (?:straight |consecutive |long |full |more )?{UNIT}\b",
    "within units": rf"\bwithin {UNIT}\b",
    "now": r"\b(now|at present|currently|at the moment|at this (?:moment|hour|time))\b",
    "time of day": r"(\b(?:dawn|dusk|daybreak|noon|midday|midnight|sunrise|sunset|nightfall|morning|afternoon|evening|night)s?\b"
                   r"|\b\d{1,2}[:.]?\d{2}\b|\b\d{1,2}\s?[ap]\.?\s?m\b)",
}
PATTERNS = {name: re.compile(source) for name, source in _SOURCES.items()}
