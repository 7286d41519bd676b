"""The forms to cover, and a small set of them that covers all pairs of levels."""
import itertools
import pathlib
import random
from typing import NamedTuple


class Form(NamedTuple):
    container: str
    sample: str
    bits: str
    colour: str
    alpha: str
    orientation: str
    profile: str
    encoding: str
    variant: str
    layout: str
    chroma: str


RESOURCES = pathlib.Path(__file__).parents[2] / "core/src/test/resources/dev/likeness/picture/decoding/twins"
PRIMARY = 7  # the number of leading factors of Form that are covered in pairs


def blocks():
    """The lines of forms.txt, each a list of levels for every factor."""
    lines = (RESOURCES / "forms.txt").read_text().splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            yield [_levels(word) for word in line.replace("|", " ").split()]


def _levels(word):
    return [str(n) for n in range(1, 9)] if word == "1-8" else word.split(",")


def pairs(form):
    """The pairs of levels that a form covers."""
    primary = itertools.combinations(range(PRIMARY), 2)
    other = ((0, factor) for factor in range(PRIMARY, len(form)))
    return {(a, form[a], b, form[b]) for a, b in itertools.chain(primary, other)}


def allowed():
    """The pairs that occur in any allowed form."""
    return {pair for block in blocks()
            for pair in itertools.chain.from_iterable(
                ((a, x, b, y) for x in block[a] for y in block[b])
                for a in range(len(block)) for b in range(a + 1, len(block)) if b < PRIMARY or a == 0)}


def cover(seed=12, tries=400):
    """Greedy: draws about a hundred forms around an uncovered pair and takes the one that covers most new pairs."""
    draw = random.Random(seed)
    sets = list(blocks())
    left = allowed()
    chosen = []
    used = {}
    while left:
        a, x, b, y = draw.choice(sorted(left))
        best = None
        for _ in range(tries):
            block = draw.choice([s for s in sets if x in s[a] and y in s[b]])
            levels = [draw.choice(factor) for factor in block]
            levels[a], levels[b] = x, y
            form = Form(*levels)
            gain = len(pairs(form) & left)
            rare = sum(used.get((i, level, form.encoding), 0) for i, level in enumerate(form))
            if best is None or (gain, -rare) > best[0]:
                best = ((gain, -rare), form)
        form = best[1]
        chosen.append(form)
        left -= pairs(form)
        for i, level in enumerate(form):
            used[(i, level, form.encoding)] = used.get((i, level, form.encoding), 0) + 1
    return sorted(chosen)


def drawn(each, seed=5):
    """This number of forms from every set, or all forms of a set without orientations."""
    draw = random.Random(seed)
    forms = set()
    for block in blocks():
        if len(block[Form._fields.index("orientation")]) == 1:
            forms |= {Form(*levels) for levels in itertools.product(*block)}
        else:
            forms |= {Form(*(draw.choice(factor) for factor in block)) for _ in range(each)}
    return sorted(forms)
