"""Grammatical slots around a word, with voice, coordination, control and relative clauses undone.

"Troops attacked the town", "the town attacked by troops" and "troops, who had attacked the town" all give
the word "attack" the subject "troops" and the object "town". Slots hold head words (indices); prepositions
are slots of their own.
"""

from collections.abc import Iterator

from ..reading import Reading

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PARTICLES = frozenset({"down", "over", "up", "out", "back", "off"})
_SAME_AS = {
    "out of": "of", "off of": "from", "up to": "to", "along with": "with", "together with": "with", "alongside": "with",
    "into": "in", "towards": "toward", "next to": "near", "close to": "near", "onto": "on", "amongst": "among",
}  # fmt: skip
_OBLIQUE = frozenset({"obl", "obl:agent", "obl:arg", "nmod", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:unmarked"})


class Syntax:
    """Slot look-up over one reading; answers are remembered."""

    def __init__(self, reading: Reading, control: frozenset[str]) -> None:
        """`control`: verbs whose object is the subject of their infinitive (urge, ask, force)."""
        self.reading = reading
        self.tokens = reading.tokens
        self.children = reading.children
        self._control = control
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._objects: dict[int, tuple[int, ...]] = {}
        self._obliques: dict[int, dict[str, list[int]]] = {}
        self._subtrees: dict[int, list[int]] = {}

    def deps(self, i: int, *names: str) -> list[int]:
        """The dependents of `i` with one of these relations."""
        tokens = self.tokens
        return [c for c in self.children[i] if tokens[c].dep in names]

    def parent(self, i: int) -> int | None:
        """The governor of `i`, None for a root."""
        head = self.tokens[i].head
        return None if head == i else head

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors from the nearest to the root."""
        at = self.parent(i)
        while at is not None:
            yield at
            at = self.parent(at)

    def passive(self, i: int) -> bool:
        """Whether verb `i` is passive: "was attacked", "weapons taken from"."""
        token = self.tokens[i]
        if self.deps(i, "aux:pass"):
            return True
        if self.deps(
            i, "nsubj:pass", "csubj:pass"
        ):  # no auxiliary: the parser errs, unless an agent or a headline says so
            shared = token.dep == "conj" and bool(self.deps(token.head, "aux:pass"))
            return shared or (token.xpos == "VBN" and not self.deps(i, "obj", "aux") and bool(self._agents(i)))
        if token.xpos != "VBN" or self.deps(i, "aux"):
            return False
        if token.dep in ("acl", "advcl", "root", "amod") and not self.deps(i, "nsubj"):
            return not self.deps(i, "obj")
        return token.dep == "conj" and not self.deps(i, "nsubj", "obj") and self.passive(token.head)

    def coordinated(self, i: int) -> list[int]:
        """`i` with the words coordinated to it: "Russia, China and Iran"."""
        found = [i]
        for c in (*self.deps(i, "conj"), *(c for f in self._later_words(i) for c in self.deps(f, "conj"))):
            if self.tokens[c].upos in _NOMINAL or self.tokens[i].upos not in _NOMINAL:
                found += self.coordinated(c)
        return found

    def _later_words(self, i: int) -> list[int]:
        """The later words of a name, on which the parse may hang what is coordinated to it."""
        found = self.deps(i, "flat")
        return found + [w for f in found for w in self._later_words(f)]

    def subjects(self, i: int) -> tuple[int, ...]:
        """Who does `i`, whatever the voice and wherever it stands; heads only, coordination not expanded."""
        if i not in self._subjects:
            self._subjects[i] = ()  # breaks cycles of control
            self._subjects[i] = tuple(self._agents(i) if self.passive(i) else self._surface_subjects(i))
        return self._subjects[i]

    def objects(self, i: int) -> tuple[int, ...]:
        """What `i` is done to, whatever the voice; heads only."""
        if i not in self._objects:
            self._objects[i] = ()
            self._objects[i] = tuple(self._surface_subjects(i) if self.passive(i) else self._surface_objects(i))
        return self._objects[i]

    def _agents(self, i: int) -> list[int]:
        return [c for c in self.children[i] if self.tokens[c].dep in _OBLIQUE and "by" in self.case_of(c)]

    def _surface_objects(self, i: int) -> list[int]:
        found = self.deps(i, "obj", "iobj") or self._behind_particle(i) or self._second_subject(i) or self._bare_noun(i)
        if not found and self.tokens[i].dep == "acl:relcl" and self.deps(i, "nsubj"):
            relative = [c for c in self.deps(i, "obj") if self.tokens[c].lemma in _RELATIVE]
            found = [self.tokens[i].head] if relative or not self.deps(i, "obj", "ccomp", "xcomp") else []
        if not found:  # "attacked and captured the town": the last verb holds the object
            later = [c for c in self.deps(i, "conj") if self.tokens[c].upos == "VERB" and not self.deps(c, *_SUBJECTS)]
            found = [o for c in later for o in self.deps(c, "obj")][:1]
        return [self.antecedent(o, i) for o in found]

    def _bare_noun(self, i: int) -> list[int]:
        """ "called off its visit", where the noun was read as an oblique without a preposition."""
        if self.tokens[i].upos != "VERB":
            return []
        found = [
            c
            for c in self.deps(i, "obl", "xcomp", "obl:unmarked")
            if c > i and self.tokens[c].upos in ("NOUN", "PROPN")
        ]
        timed = self.reading.times
        return [
            c
            for c in found
            if not self.deps(c, "case", "mark", "cop")
            and (
                "of" in self.obliques(c)
                or not any(t.start < self.tokens[c].end and self.tokens[c].start < t.end for t in timed)
            )
        ][:1]

    def _second_subject(self, i: int) -> list[int]:
        """A "subject" behind a verb that has one before it is its object, unless a comma parts them."""
        subjects = self.deps(i, "nsubj")
        if len(subjects) < 2 or subjects[0] > i:
            return []
        behind = [s for s in subjects if s > i]
        return behind[:1] if behind and not any(self.tokens[j].text == "," for j in range(i, behind[0])) else []

    def _behind_particle(self, i: int) -> list[int]:
        """ "laid down their arms", where the particle was read as a preposition."""
        near = [c for c in self.deps(i, "obl") if any(p == i + 1 for p in self.deps(c, "case"))]
        return [c for c in near if self.tokens[i + 1].lemma.lower() in _PARTICLES][:1]

    def _surface_subjects(self, i: int) -> list[int]:
        own = [c for c in self.children[i] if self.tokens[c].dep in _SUBJECTS]
        own = own or [c for c in self.deps(i, "dislocated") if c < i]
        if own:
            before = [s for s in own if s < i] or own  # a second subject behind the verb belongs to a cue: ", he said"
            return [self.antecedent(s, i) for s in before[-1:]]
        token = self.tokens[i]
        if token.xpos in ("VBD", "VBZ", "VBP") and token.dep in ("root", "parataxis", "ccomp"):
            return self._left_neighbour(i)
        if token.head == i:
            return []
        if token.dep == "conj":
            head = token.head
            if self.passive(i) and not self.passive(head) and self.tokens[head].upos == "VERB":
                return list(self.subjects(head))
            return self._surface_subjects(head) if self.tokens[head].upos in ("VERB", "AUX", "ADJ", "NOUN") else []
        if token.dep in ("acl", "acl:relcl"):
            return self._acl_subjects(i)
        if token.dep in ("xcomp", "advcl", "ccomp"):
            return self._controller(i)
        return []

    def _left_neighbour(self, i: int) -> list[int]:
        """The noun right before a finite verb that the parser left without a subject."""
        j = i - 1
        while j >= 0 and self.tokens[j].upos in ("ADV", "AUX"):
            j -= 1
        if j < 0 or self.tokens[j].upos not in ("PROPN", "NOUN", "PRON") or self.tokens[j].sent != self.tokens[i].sent:
            return []
        while self.tokens[j].dep in ("flat", "compound", "conj") and self.tokens[j].head < j:
            j = self.tokens[j].head
        return [j]

    def _acl_subjects(self, i: int) -> list[int]:
        token = self.tokens[i]
        if token.dep == "acl:relcl":
            return [token.head]
        if not any(self.tokens[c].lemma == "to" for c in self.deps(i, "mark")):
            return [token.head]
        noun = token.head  # "Moscow's plan to send", "Moscow has a plan to send"
        owners = self.deps(noun, "nmod:poss")
        if owners:
            return owners
        verb = self.parent(noun)
        return list(self.subjects(verb)) if verb is not None and self.tokens[verb].upos == "VERB" else []

    def _controller(self, i: int) -> list[int]:
        verb = self.tokens[i].head
        word = self.tokens[verb]
        if word.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return []
        if self.tokens[i].dep == "ccomp" and any(self.tokens[c].lemma == "that" for c in self.deps(i, "mark")):
            return []
        if (self.tokens[i].dep != "advcl" or self.gerund(i)) and word.lemma.lower() in self._control:
            objects = self.objects(verb)
            if objects:
                return list(objects)
            obliques = self.obliques(verb)
            asked = [*obliques.get("on", ()), *obliques.get("for", ()), *obliques.get("to", ())]
            if asked:
                return asked
        if self.passive(verb):  # "Russia was expected to send"; "was attacked by rebels, killing five"
            told = self.tokens[i].dep == "advcl" and self.tokens[i].xpos == "VBG" and not self.deps(i, "mark", "case")
            return (self._agents(verb) if told else []) or self._surface_subjects(verb)
        return list(self.subjects(verb))

    def tells(self, i: int, obliging: frozenset[str]) -> bool:
        """Whether the clause of verb `i` tells or foretells: "had left", "would sign"; not "to leave", "must leave"."""
        auxiliaries = [self.tokens[a] for a in self.deps(i, "aux")]
        obliges = any(a.xpos == "MD" and a.lemma.lower() in obliging for a in auxiliaries)
        return not obliges and (bool(auxiliaries) or self.tokens[i].xpos not in ("VB", "VBG"))

    def antecedent(self, i: int, verb: int) -> int:
        """The noun a relative pronoun stands for, `i` itself for other words."""
        if self.tokens[i].lemma not in _RELATIVE or self.tokens[i].upos != "PRON":
            return i
        at = verb
        while self.tokens[at].dep in ("conj", "xcomp") and self.tokens[at].head != at:
            at = self.tokens[at].head
        return self.tokens[at].head if self.tokens[at].dep == "acl:relcl" else i

    def case_of(self, i: int) -> str:
        """The preposition over a noun, fixed words joined: "in", "because of"; "" where none."""
        words = []
        for c in self.deps(i, "case"):
            words.append(self.tokens[c].lemma.lower())
            words += [self.tokens[f].lemma.lower() for f in self.deps(c, "fixed")]
        return " ".join(words)

    def obliques(self, i: int) -> dict[str, list[int]]:
        """Preposition -> nouns under it, for a verb or a noun."""
        if i not in self._obliques:
            found: dict[str, list[int]] = {}
            for c in self.children[i]:
                if self.tokens[c].dep in _OBLIQUE:
                    case = self.case_of(c)
                    if case:
                        for name in (case, _SAME_AS.get(case, case)) if case in _SAME_AS else (case,):
                            found.setdefault(name, []).append(self.antecedent(c, i))
            self._obliques[i] = found
        return self._obliques[i]

    def complements(self, i: int) -> list[int]:
        """Heads of the clauses `i` takes: infinitives, that-clauses, gerunds after a preposition."""
        found = self.deps(i, "xcomp", "ccomp")
        found += [c for c in self.deps(i, "advcl", "acl") if self.infinitive(c) or self.gerund(c)]
        if self.tokens[i].lemma.lower() in self._control:  # "ordered the unit to leave", hung on the unit
            found += [c for o in self.deps(i, "obj", "iobj") for c in self.deps(o, "acl") if self.infinitive(c)]
        return found + [c for c in self.deps(i, "obl") if self.tokens[c].upos == "VERB"]

    def infinitive(self, i: int) -> bool:
        """Whether verb `i` stands with "to"."""
        return any(self.tokens[c].lemma == "to" for c in self.deps(i, "mark"))

    def gerund(self, i: int) -> bool:
        """Whether verb `i` is a gerund behind a preposition."""
        return self.tokens[i].xpos == "VBG" and bool(self.deps(i, "mark", "case"))

    def particles(self, i: int) -> set[str]:
        """Particles and bare adverbs of a verb: pull OUT, crack DOWN."""
        found = {self.tokens[c].lemma.lower() for c in self.deps(i, "compound:prt", "advmod", "case")}
        if i + 1 < len(self.tokens) and self._behind_particle(i):
            found.add(self.tokens[i + 1].lemma.lower())
        return found

    def possessors(self, i: int) -> list[int]:
        """ "Baku's protests" -> Baku."""
        return self.deps(i, "nmod:poss")

    def modifiers(self, i: int) -> list[int]:
        """Adjectives and nouns before a noun: "Russian arms sale", "peace talks"."""
        bare = [c for c in self.deps(i, "nmod") if c < i and not self.case_of(c)]
        return [*self.deps(i, "amod", "compound", "nmod:desc", "advmod"), *bare]

    def clause_of(self, i: int) -> int:
        """The verb (or predicate) of the clause a word stands in; the word itself where it heads one."""
        at = i
        while True:
            token = self.tokens[at]
            if token.head == at or token.dep.split(":")[0] in ("ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"):
                return at
            if token.upos in ("VERB", "AUX"):
                return at
            at = token.head

    def subtree(self, i: int) -> list[int]:
        """Word `i` and everything below it, in text order."""
        if i not in self._subtrees:
            self._subtrees[i] = self.reading.subtree(i)
        return self._subtrees[i]
