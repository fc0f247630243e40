"""What the names of flags, keys, predicates, callbacks and labels say about consent.

A name is cut into lower-case words first, so that `isAgreePrivacy`, `IS_AGREE_PRIVACY`, `is-agree-privacy` and
`isagreeprivacy` are the same. The words themselves are knowledge (`rules/consent`); here are only the grammar between
them and the words that hold names together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from privlint.knowledge.model import ConsentVocabulary, Role

#: Longer texts are sentences, not names or labels.
_MAX_NAME: Final = 100
_MAX_LABEL_WORDS: Final = 20
#: Shorter words are not looked for inside of a token, unless they are `_GLUE`.
_MIN_PART: Final = 3

_TOKEN: Final = re.compile(r"[\u3400-\u9fff]+|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_CJK: Final = re.compile(r"[\u3400-\u9fff]")
_APOSTROPHES: Final = str.maketrans("", "", "'’`")
#: Cutting a run of Chinese text prefers one known word to several, and several to unknown characters.
_UNKNOWN_COST: Final = 3

#: Words that names in lower case only are glued together with (`isagreeprivacy`, `btnagree`).
_GLUE: Final = frozenset(
    "is has have had on ok tv btn button txt text click clicked user users app key pref flag state status get set did "
    "was been and already dialog the 是否 否则 并 且 已".split()
)
#: A setter says what its property says.
_VERBS: Final = (("set",), ("check", "if"), ("check", "whether"))
_CONJUNCTIONS: Final = frozenset(("and", "并", "且"))
#: Each of them turns the meaning round; all other inverted words of a name turn it round once (`needShow`).
_NEGATORS: Final = frozenset("not un non no never dis dont isnt doesnt hasnt havent 未 不 没 没有 尚未".split())
_NEGATED_NEED: Final = ("not required", "not require", "not requires", "no required")
#: What stands behind them is a circumstance: `collectBeforeConsent` does not say that there is consent.
_PREPOSITIONS: Final = frozenset("after before if when once until till with by".split())
#: Subjects that are often technical, and statuses that are then no answer of a user (`allowedProtocols`).
_GENERIC_SUBJECTS: Final = frozenset("policy protocol protocols terms".split())
_TECHNICAL_STATUSES: Final = frozenset("allow allowed pass passed ack".split())
#: The noun names the matter as well as the answer: a consent form, a consent that was given.
_NOUNS: Final = frozenset(("consent", "consents", "userconsent"))
#: A name that begins or ends so is the name of a thing: `consentForm`, `btn_agree`, `agreeCount`.
_THINGS: Final = frozenset(
    "dialog form manager store prefs receiver view activity fragment page screen window popup banner sheet button btn "
    "tv text txt label url link title content layout listener callback helper handler provider repository service "
    "util utils info information message msg list count num number total id type".split()
)
#: What else than the handling of data can be agreed to (`isAgreePermission`, `agreeInvite`).
_OTHER_MATTERS: Final = frozenset(
    "permission permissions friend friends invite invitation group member contact apply join call order".split()
)
#: Words that leave the noun an answer when it names a callback, a view or a label.
_GIVING: Final = frozenset(
    "on i user users my give gives given granted obtained to all yes click clicked tap btn button tv r id string "
    "layout view".split()
)
_DISMISS: Final = (
    "dismiss", "dismissed", "dismissing", "close", "closed", "closing", "cancelable",
    "canceled on touch outside", "cancelled on touch outside", "cancel on touch outside", "关闭",
)  # fmt: skip

#: Names of session flags are short: longer ones speak of something else that has to do with a login.
_MOST_SESSION_WORDS: Final = 4
_PREDICATES: Final = frozenset("is has had have was get check already user are".split())
_SESSION_NEGATORS: Final = frozenset("not un no need needs should require required show first never".split())

_Phrase = tuple[str, ...]
_Span = tuple[int, int]  # first position, position behind the last


class Vocabulary:
    """Answers about names. Never raises; every answer is kept."""

    def __init__(self, words: ConsentVocabulary, gates: Sequence[str] = ()) -> None:
        self._flags = _FlagNames(words)
        self._answers = _AnswerNames(words)
        self._agreement_names = _AgreementNames(words)
        self._agreements: dict[str, bool] = {}
        self._gates = _gate_members(gates)
        self._polarities: dict[str, bool | None] = {}
        self._roles: dict[str, Role] = {}
        self._sessions: dict[str, bool | None] = {}
        self._session_words = words.session

    def polarity(self, text: str) -> bool | None:
        """What a true value of the flag, key, file or predicate of this name means: True when the user agreed, False
        when they did not (yet), None when the name does not tell."""
        if text not in self._polarities:
            self._polarities[text] = self._flags.polarity(text)
        return self._polarities[text]

    def answer(self, text: str) -> Role:
        """What a callback, method, view id or label says: "accept", "reject", "dismiss" if it only goes away, or ""."""
        if text not in self._roles:
            self._roles[text] = self._answers.role(text)
        return self._roles[text]

    def is_agreement(self, text: str) -> bool:
        """Whether an id, or a text of any length, is about agreeing to terms or a policy."""
        if text not in self._agreements:
            self._agreements[text] = self._agreement_names.is_one(text)
        return self._agreements[text]

    def is_asked(self, text: str) -> bool:
        """Whether the name of a flag says that a question about consent was shown, and not what the answer was."""
        return self.polarity(text) is None and self._flags.is_asked(text)

    def session(self, text: str) -> bool | None:
        """Whether a true value of a flag or predicate means that somebody is logged in (True), or that nobody is
        (False); None when the name does not tell."""
        if text not in self._sessions:
            self._sessions[text] = self._session(text)
        return self._sessions[text]

    def _session(self, text: str) -> bool | None:
        words = [word.lower() for word in _TOKEN.findall(text)] if len(text) <= _MAX_NAME else []
        if len(words) > _MOST_SESSION_WORDS or _THINGS.intersection(words) or not words:
            return None
        joined = f" {' '.join(words)} "
        if not any(f" {phrase} " in joined for phrase in self._session_words):
            return None
        if len(words) > 1 and words[0] not in _PREDICATES and words[-1] not in ("in", "state", "status"):
            return None
        return not _SESSION_NEGATORS.intersection(words)

    def is_gate(self, owner: str, member: str) -> bool:
        """Whether the user named the member as a gate. `owner` is its qualified class, "" where that is unknown."""
        owners = self._gates.get(member)
        if owners is None:
            return False
        owner = owner.removesuffix(".Companion")
        return any(not known or owner == known or owner.endswith("." + known) for known in owners)

    def is_gate_name(self, member: str) -> bool:
        """Whether the user named a member of this name as a gate, of whatever class."""
        return member in self._gates


class _FlagNames:
    """Names of stored state and of predicates."""

    def __init__(self, words: ConsentVocabulary) -> None:
        self._tokens = _Tokens(
            (*words.subjects, *words.statuses, *words.inverted, *words.weak, *words.unrelated, *_NEGATORS)
        )
        both = set(words.subjects) & set(words.statuses)
        # "disagree" and "consented" are about agreeing by themselves.
        opposites = {word for word in words.inverted if word.endswith(tuple(both))}
        subjects = {*words.subjects, *opposites, *(word for word in words.statuses if word.startswith(tuple(both)))}
        self._subjects = _Phrases(subjects)
        self._statuses = _Phrases(words.statuses)
        self._inverted = _Phrases((*words.inverted, *_NEGATORS))
        self._weak = _Phrases((*words.weak, *_NEGATED_NEED))
        self._unrelated = _Phrases(words.unrelated)
        hints = {max(_plain_tokens(word), key=len, default=word) for word in subjects}
        self._hint = re.compile("|".join(map(re.escape, sorted(hints))) or "(?!)")

    def polarity(self, text: str) -> bool | None:
        """See `Vocabulary.polarity`."""
        if len(text) > _MAX_NAME or "://" in text or not self._hint.search(text.lower()):
            return None
        tokens = _without_verb(self._tokens.of(text))
        return None if self._unrelated.spans(tokens) or self._is_weak(tokens) else self._meaning(tokens)

    def is_asked(self, text: str) -> bool:
        """See `Vocabulary.is_asked`."""
        tokens = self._tokens.of(text) if len(text) <= _MAX_NAME else ()
        return bool(self._subjects.spans(tokens)) and self._is_weak(tokens) and not self._unrelated.spans(tokens)

    def _meaning(self, tokens: _Phrase) -> bool | None:
        """The polarity of a name without unrelated and weak words."""
        subjects, statuses = self._subjects.spans(tokens), self._statuses.spans(tokens)
        if not subjects or _is_circumstance(tokens, (*subjects, *statuses)):
            return None
        answered = _positions((*statuses, *self._inverted.spans(tokens)))
        has_matter = any(answered.isdisjoint(range(start, end)) for start, end in subjects)
        if not has_matter and not _OTHER_MATTERS.isdisjoint(tokens):
            return None
        turns, is_other = self._turns(tokens)
        if turns:
            return turns % 2 == 0 if is_other or statuses else None
        return True if statuses and _is_given(tokens, subjects, statuses, has_matter) else None

    def _is_weak(self, tokens: _Phrase) -> bool:
        """Whether a weak word says it all: "read" does, "read and agreed" does not."""
        return any(
            _CONJUNCTIONS.isdisjoint((*tokens[max(start - 1, 0) : start], *tokens[end : end + 1]))
            for start, end in self._weak.spans(tokens)
        )

    def _turns(self, tokens: _Phrase) -> tuple[int, bool]:
        """How often the meaning is turned round, and whether a word other than a plain negation does so."""
        if tokens[-1:] == ("no",):  # a number
            tokens = tokens[:-1]
        found = [tokens[start:end] for start, end in self._inverted.spans(tokens)]
        negations = sum(len(phrase) == 1 and phrase[0] in _NEGATORS for phrase in found)
        is_other = len(found) > negations
        return negations + is_other, is_other


class _AnswerNames:
    """Names of callbacks and views, and labels."""

    def __init__(self, words: ConsentVocabulary) -> None:
        both = set(words.subjects) & set(words.statuses)
        accept = {*words.accept_words, *both} - _NOUNS
        self._tokens = _Tokens((*accept, *_NOUNS, *words.reject_words, *_DISMISS, *_NEGATORS))
        self._dismiss = _Phrases(_DISMISS)
        self._accept = _Phrases(accept)
        self._reject = _Phrases(set(words.reject_words) - set(_DISMISS))

    def role(self, text: str) -> Role:
        """See `Vocabulary.answer`."""
        tokens = self._tokens.of(text) if len(text) <= _MAX_NAME else ()
        if len(tokens) > _MAX_LABEL_WORDS:
            return ""
        dismissals = self._dismiss.spans(tokens)
        inside = _positions(dismissals)
        if any(start not in inside for start, _ in self._reject.spans(tokens)):
            return "reject"
        accepted = [span for span in self._accept.spans(tokens) if not _is_prefix(tokens, span)]
        if accepted or _is_noun_answer(tokens):
            first = accepted[0][0] if accepted else len(tokens)
            return "accept" if _NEGATORS.isdisjoint(tokens[:first]) else "reject"
        return "dismiss" if dismissals else ""


class _AgreementNames:
    """Names of boxes by which the user agrees, and the texts on them."""

    def __init__(self, words: ConsentVocabulary) -> None:
        self._tokens = _Tokens((*words.agreements, *words.unrelated))
        self._agreements = _Phrases(words.agreements)
        self._unrelated = _Phrases(words.unrelated)

    def is_one(self, text: str) -> bool:
        """See `Vocabulary.is_agreement`."""
        tokens = self._tokens.of(text)
        return bool(self._agreements.spans(tokens)) and not self._unrelated.spans(tokens)


class _Tokens:
    """Cuts text into lower-case words. Digits and punctuation are left out."""

    def __init__(self, words: Iterable[str]) -> None:
        parts = {part for word in words for part in _plain_tokens(word)}
        self._parts = _GLUE.union(part for part in parts if len(part) >= _MIN_PART or _CJK.match(part))
        self._known = parts | self._parts
        self._longest = max(map(len, self._parts))
        self._cuts: dict[str, _Phrase] = {}

    def of(self, text: str) -> _Phrase:
        """The words of a text, in order."""
        return tuple(part for token in _plain_tokens(text) for part in self._cut(token))

    def _cut(self, token: str) -> _Phrase:
        if token in self._known:
            return (token,)
        if token not in self._cuts:
            self._cuts[token] = self._parts_of(token)
        return self._cuts[token]

    def _parts_of(self, token: str) -> _Phrase:
        """The cheapest way to make the token from known parts; the token itself when there is none."""
        is_open = _CJK.match(token) is not None  # Chinese text may have unknown characters between known words
        best: list[tuple[int, _Phrase] | None] = [(0, ())]
        for end in range(1, len(token) + 1):
            ways: list[tuple[int, _Phrase]] = []
            for start in range(max(0, end - self._longest), end):
                way, part = best[start], token[start:end]
                if way is None:
                    continue
                if part in self._parts:
                    ways.append((way[0] + 1, (*way[1], part)))
                elif is_open and end - start == 1:
                    ways.append((way[0] + _UNKNOWN_COST, (*way[1], part)))
            best.append(min(ways, default=None))
        last = best[-1]
        return last[1] if last is not None else (token,)


class _Phrases:
    """A set of phrases, each one or more words in a row."""

    def __init__(self, texts: Iterable[str]) -> None:
        phrases = sorted({_plain_tokens(text) for text in texts} - {()}, key=len, reverse=True)
        self._by_first: dict[str, list[_Phrase]] = {}
        for phrase in phrases:
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def spans(self, tokens: _Phrase) -> list[_Span]:
        """Where phrases stand, in order, without overlaps, the longest first."""
        found: list[_Span] = []
        position = 0
        while position < len(tokens):
            length = self._length_at(tokens, position)
            if length:
                found.append((position, position + length))
            position += length or 1
        return found

    def _length_at(self, tokens: _Phrase, position: int) -> int:
        for phrase in self._by_first.get(tokens[position], ()):
            if tokens[position : position + len(phrase)] == phrase:
                return len(phrase)
        return 0


def _plain_tokens(text: str) -> _Phrase:
    """Words by case, punctuation and script only."""
    return tuple(token.lower() for token in _TOKEN.findall(text.translate(_APOSTROPHES)))


def _positions(spans: Iterable[_Span]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def _without_verb(tokens: _Phrase) -> _Phrase:
    return next((tokens[len(verb) :] for verb in _VERBS if tokens[: len(verb)] == verb), tokens)


def _is_circumstance(tokens: _Phrase, witnesses: Iterable[_Span]) -> bool:
    """Whether the name only says when something happens."""
    first = min(start for start, _ in witnesses)
    return not _PREPOSITIONS.isdisjoint(tokens[:first])


def _is_given(tokens: _Phrase, subjects: list[_Span], statuses: list[_Span], has_matter: bool) -> bool:
    """Whether a name with a status and without inverted words says that the user agreed. `has_matter`: it has a
    subject besides the status."""
    stated = {token for start, end in statuses for token in tokens[start:end]}
    about = {token for start, end in subjects for token in tokens[start:end]}
    if about <= _GENERIC_SUBJECTS and stated <= _TECHNICAL_STATUSES:
        return False
    return has_matter and not stated <= _NOUNS or _THINGS.isdisjoint((tokens[0], tokens[-1]))


def _is_prefix(tokens: _Phrase, span: _Span) -> bool:
    """Whether "ok" only begins the name of something else."""
    start, end = span
    return tokens[start:end] == ("ok",) and not _GLUE.union(_THINGS).issuperset(tokens[end : end + 1])


def _is_noun_answer(tokens: _Phrase) -> bool:
    """Whether "consent" is said by the user (`giveConsent`), and is not a matter (`onConsentFormDismissed`)."""
    return not _NOUNS.isdisjoint(tokens) and all(token in _NOUNS or token in _GIVING for token in tokens)


def _gate_members(gates: Iterable[str]) -> dict[str, set[str]]:
    """Classes by the members that are gates there; the class is "" for a simple name."""
    members: dict[str, set[str]] = {}
    for gate in gates:
        separator = "#" if "#" in gate else "."
        owner, _, member = gate.strip().removesuffix("()").rpartition(separator)
        for form in _accessors(member):
            members.setdefault(form, set()).add(owner.replace("$", ".").removesuffix(".Companion"))
    return members


def _accessors(member: str) -> set[str]:
    """A member and the names under which the other language reads it; nothing for ""."""
    if not member:
        return set()
    forms = {member}
    getter = re.fullmatch(r"get([A-Z])(.*)", member)
    if getter is not None:
        forms.add(getter[1].lower() + getter[2])
    else:
        capital = member[0].upper() + member[1:]
        forms |= {"get" + capital} if re.match(r"is[A-Z]", member) else {"get" + capital, "is" + capital}
    return forms
