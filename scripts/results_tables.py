"""The tables of scripts/results.py: which data, which protocol, and what a figure means."""
import dataclasses
import fnmatch
import typing

import clone
import results_pictures as pictures

# The alphabets that a model holds out if its card names none. The weights of `characters` of version 0.1.0 were selected on
# other trials of these, which its training kept apart (seed 1, `hold-out: 0.1`).
SELECTED_ON = ("Armenian", "Hebrew", "Mkhedruli_(Georgian)")

# What a model is for. In the other tables it is judged beyond what it was trained for.
SUBJECTS = {"characters": ("characters",), "photos": ("photographs",), "patches": ("patches",)}

# Measures that compare slowly get a sample where a table has one.
SLOW = ("sift", "orb", "ncc", "mutual-information")

AUC = ("auc", "AUC")
FPR95 = ("fpr95", "false positives at 95 % recall")
EER = ("eer", "equal error rate")
ACCURACY = ("accuracy", "accuracy")
RECALL = ("recall_at_1", "recall at 1")
RECALL10 = ("recall_at_10", "recall at 10")
MAP = ("map", "mean average precision")


@dataclasses.dataclass(frozen=True)
class Table:
    """A data set with a protocol; a row of it is a model or a measure.

    `data` gives the folder or archive, from the archives by name and the folder for work. `words` are further options of
    evaluate, `slow` those for slow measures. `figures` are the columns, and the first of them sorts the rows. `lower` says
    that its best value is the lowest. `second` tables come last. `weight` is about how long a row takes, compared with
    others."""

    id: str
    title: str
    subject: str
    about: str
    archives: tuple
    protocol: str
    figures: tuple
    data: typing.Callable
    words: tuple = ()
    made: tuple = ()  # settings of pictures that are made from the archives; rows of other settings are measured again
    slow: tuple = ()
    lower: bool = False
    weight: float = 1
    second: bool = False  # measured after the other tables
    beyond: str = ""  # in a few words, as something that a model is judged on beyond its training
    limits: dict = dataclasses.field(default_factory=dict)  # the same, of a model that was trained for this subject

    def described(self):
        """What results.json says of the table."""
        said = {name: getattr(self, name) for name in ("title", "subject", "about", "beyond", "limits", "protocol")}
        return said | {"figures": [list(figure) for figure in self.figures], "lowest_first": self.lower}


def archive(name):
    return lambda archives, work: archives[name]


def only(globs):
    return tuple(word for each in globs for word in ("--only", each))


def held_out(card, archive_names):
    """The alphabets of Omniglot that the model `characters` has not seen, and whether its weights were selected on them.

    Alphabets are left out if a glob of the card matches each of their pictures."""
    globs = card.get("provenance", {}).get("leave_out", ())
    kept, left = set(), set()
    for name in archive_names:
        parts = name.split("/")
        if name.endswith(".png") and len(parts) == 4:
            (left if any(fnmatch.fnmatchcase(name, glob) for glob in globs) else kept).add(parts[1])
    return (sorted(left - kept), False) if left - kept else (list(SELECTED_ON), True)


def tables(card, archive_names=()):
    """All tables. The held-out alphabets are those that the card of the model `characters` leaves out.

    `archive_names` are the names of the pictures of omniglot-background.zip, if it is there."""
    alphabets, selected = held_out(card, archive_names)
    globs = only(f"images_background/{name.replace('[', '[[]')}/*" for name in alphabets)
    which = f"{len(alphabets)} alphabets that `characters` was not trained on"
    if len(alphabets) <= 5:
        which += f" ({', '.join(alphabets)})"
    which += "; its weights were selected on other trials of them" if selected else "; nothing was selected on them"
    background = ("omniglot-background.zip",)
    photographs = ("caltech101.zip", "cq100.zip")
    retrieval = (RECALL, MAP)
    verification = (AUC, FPR95, EER)
    fewer = only(["image000[0-3]*"])
    return (
        Table("omniglot-runs", "Omniglot, the official one-shot runs", "characters",
              "Lake's 20 runs, 20-way within one alphabet. A run of a model is opened once; the figure of a bundled model is"
              " the one in its card.",
              ("omniglot-runs.zip",), "one-shot", (ACCURACY,), archive("omniglot-runs.zip"), weight=0.3),
        Table("omniglot-one-shot", "Omniglot, one-shot trials of held-out alphabets", "characters",
              f"20-way trials within {which}.", background, "one-shot", (ACCURACY,), archive(background[0]),
              (*globs, "--runs", "250"), beyond="drawn characters, one-shot",
              limits={"characters": "characters of other scripts, one-shot"}, weight=2),
        Table("omniglot-verification", "Omniglot, pairs of held-out alphabets", "characters",
              f"The same character or not? {which[0].upper()}{which[1:]}.", background, "verification", verification,
              archive(background[0]), globs, second=True),
        Table("omniglot-turned", "Omniglot, one of two drawings turned by a quarter", "quarter turns of characters",
              "The same character or not, if one of the two is turned by 90 degrees? The alphabets are those of the table above."
              " To `characters` a turned character is another character, on purpose.",
              background, "verification", verification, pictures.turned_characters(tuple(alphabets)), made=tuple(alphabets), second=True,
              beyond="drawn characters, one of two turned by a quarter"),
        Table("caltech-retrieval", "Photographs of Caltech-101 and edited copies: search", "photographs",
              "120 photographs that no model was trained on, with eight edits of each"
              " (`scripts/edited-photos.py`); each picture is a query against all others.",
              photographs, "retrieval", retrieval, pictures.edited_caltech, beyond="edited photographs, search", weight=3),
        Table("caltech-verification", "Photographs of Caltech-101 and edited copies: pairs", "photographs",
              "The same photograph or not? Pairs of the same pictures.", photographs, "verification", verification,
              pictures.edited_caltech, second=True),
        Table("vacation-retrieval", "Holiday photographs and edited copies: search", "photographs",
              "148 photographs that no model was trained on, with eight edits of each. The slowest measures got the photographs"
              " 1 to 39 only: see the number of queries. Fewer candidates are easier.",
              ("vacation.zip",), "retrieval", retrieval, pictures.edited_holiday, slow=fewer, weight=4, second=True),
        Table("vacation-verification", "Holiday photographs and edited copies: pairs", "photographs",
              "The same photograph or not? Pairs of the same pictures.", ("vacation.zip",), "verification", verification,
              pictures.edited_holiday, second=True),
        Table("emoji-retrieval", "Emoji of two vendors", "emoji",
              "298 emoji as drawn by two vendors: each drawing of the first is a query for its counterpart. No bundled model"
              " was trained on emoji.",
              ("emoji.zip",), "retrieval", (RECALL, RECALL10), archive("emoji.zip"),
              (f"@{clone.root}/scripts/emoji.args", "--only", "*[37b].png"), beyond="emoji of two vendors, search"),
        Table("coil-near", "COIL-20, an object turned a little", "objects",
              "The same object or not, in two views that are 10 to 30 degrees apart? 14 objects.", ("coil20.zip",),
              "verification", verification, pictures.turned_objects(10, 30), second=True,
              beyond="an object, turned by 10 to 30 degrees"),
        Table("coil-far", "COIL-20, an object from another side", "objects",
              "The same object or not, in two views that are 90 to 180 degrees apart? 14 objects.", ("coil20.zip",),
              "verification", verification, pictures.turned_objects(90, 180), beyond="an object from another side"),
        Table("affine-matching", "Patches under known homographies", "patches",
              "graf, boat and iguazu: patches around corners of the first image, searched in five others with the true"
              " homographies. False positives: of pairs with another patch of the image, drawn at random. Three scenes: the"
              " intervals are wide.",
              ("affine.zip",), "matching", (FPR95, MAP), archive("affine.zip"), lower=True, weight=4,
              beyond="patches under homographies"),
        Table("patch-verification", "Patches of holiday photographs", "patches",
              "The same spot of a photograph or not, from another viewpoint, with the jitter of a detector and other light"
              " (`data patches`)? Half of the pairs that do not match are of one photograph.",
              ("vacation.zip",), "verification", (FPR95, AUC, EER), pictures.patches, lower=True,
              beyond="patches of photographs"),
        Table("patch-turned", "Patches, one of two turned by a quarter", "quarter turns of patches",
              "The same spot or not, if one of the two patches is turned by 90 degrees?", ("vacation.zip",), "verification",
              (FPR95, AUC, EER), pictures.turned_patches, lower=True, second=True,
              beyond="patches, one of two turned by a quarter"),
    )


# In rows of results.json; the names are those of the commands that measure them.
TIMES = "time"
