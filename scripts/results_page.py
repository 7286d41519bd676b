"""Writes the tables of docs/results.json into docs/results.md, and its best line into README.md, between markers."""
import decimal
import textwrap

import clone

PAGE = clone.root / "docs" / "results.md"
README = clone.root / "README.md"
BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
COUNTS = (("pairs", "pairs"), ("trials", "trials"), ("queries", "queries"), ("patches", "patches"))
TIME = (
    ("milliseconds_to_encode", "to encode a picture, ms", 2),
    ("microseconds_to_compare", "to compare a pair, in a batch, us", 2),
    ("microseconds_to_compare_alone", "alone, us", 1),
    ("milliseconds_one_against_10000", "one against 10,000, ms", 1),
)


def rounded(value, digits=2):
    """The decimal number as it is written, rounded half up: the same in every language."""
    return decimal.Decimal(str(value)).quantize(decimal.Decimal(1).scaleb(-digits), decimal.ROUND_HALF_UP)


def percent(value):
    return f"{rounded(decimal.Decimal(str(value)) * 100)} %"


def rate(figure):
    low, high = (rounded(decimal.Decimal(str(figure[bound])) * 100) for bound in ("low", "high"))
    return f"{percent(figure['value'])} ({low} to {high})"


def in_short(table, row):
    """The main figure of a row, for the progress."""
    if table is None:
        return ", ".join(f"{title} {rounded(row[key], digits)}" for key, title, digits in TIME)
    return ", ".join(f"{title} {rate(row[key])}" for key, title in table.figures[:1])


def prose(text):
    """Lines that do not separate a number from its percent sign."""
    lines = textwrap.wrap(text.replace(" %", "\0%"), 130, break_long_words=False, break_on_hyphens=False)
    return [each.replace("\0", " ") for each in lines]


def markdown(header, rows):
    return [line(header), line(["---"] * len(header)), *map(line, rows)]


def line(cells):
    return "| " + " | ".join(cells) + " |"


def ranked(table):
    """The rows of a table, best first."""
    main = table["figures"][0][0]
    sign = 1 if table["lowest_first"] else -1
    return sorted(table["rows"].items(), key=lambda each: (sign * each[1][main]["value"], each[0]))


def named(name, results):
    return f"**`{name}`**" if results["contenders"].get(name) == "model" else f"`{name}`"


def section(table, results):
    """The text and the rows of one table."""
    count = next((each for each in COUNTS if any(each[0] in row for row in table["rows"].values())), None)
    parts = [part for part in ("embedding", "head") if any(f"by_{part}" in row for row in table["rows"].values())]
    header = ["", *(title for _, title in table["figures"]), *(f"{part} alone" for part in parts), count[1]]
    rows = []
    for name, row in ranked(table):
        main = table["figures"][0][0]
        alone = [row.get(f"by_{part}") for part in parts]
        alone = [each if each is None or "value" in each else each[main] for each in alone]
        cells = [named(name, results), *(rate(row[key]) for key, _ in table["figures"])]
        rows.append([*cells, *("" if each is None else percent(each["value"]) for each in alone), f"{row[count[0]]:,}"])
    absent = [f"`{name}`" for name in results["contenders"] if name not in table["rows"]]
    note = [f"Not measured: {', '.join(absent)}."] if absent else []
    return [f"### {table['title']}", "", *prose(" ".join([table["about"], *note])), "", *markdown(header, rows), ""]


def edits(results):
    """Recall at 1 by the edit of the query, for the models and the best two measures, all photographs together."""
    every = [results["tables"][name]["rows"] for name in ("caltech-retrieval", "vacation-retrieval")]
    first = results["tables"]["caltech-retrieval"]
    kinds = results["contenders"]
    measures = [name for name, _ in ranked(first) if kinds[name] == "measure"][:2] if every[0] else []
    names = [name for name, _ in ranked(first) if name in measures or "photographs" in results["subjects"].get(name, ())]
    tables = [rows for rows in every if len({rows.get(name, {}).get("queries") for name in names}) == 1 and names[0] in rows] if names else []
    if not tables:
        return []
    rows = []
    for edit in sorted({edit for rows in tables for row in rows.values() for edit in row["by_edit"]}):
        cells = [edit]
        for name in names:
            found = [rows[name]["by_edit"][edit] for rows in tables if edit in rows.get(name, {}).get("by_edit", {})]
            queries = sum(each["queries"] for each in found)
            right = sum(round(each["value"] * each["queries"]) for each in found)
            cells.append(f"{percent(right / queries)} of {queries}" if queries else "")
        rows.append(cells)
    searches = "both searches above together" if len(tables) > 1 else "the search above in which they have the same queries"
    about = (f"Recall at 1 by the edit of the query, in {searches}: the models for photographs and the two best"
             " measures. `quarter` is a turn by 90, 180 or 270 degrees.")
    return ["### By edit", "", *prose(about), "", *markdown(["edit", *(named(name, results) for name in names)], rows), ""]


def beyond(results):
    """What models were not trained for, beside the best measure at it."""
    rows = []
    for model, kind in results["contenders"].items():
        subjects = results["subjects"].get(model)
        if kind != "model" or subjects is None:
            continue
        for table in results["tables"].values():
            if "figures" not in table:
                continue
            row = table["rows"].get(model)
            task = table["limits"].get(model, table["beyond"] if table["subject"] not in subjects else "")
            if not row or not task:
                continue
            key, title = table["figures"][0]
            best = next(((name, other) for name, other in ranked(table) if results["contenders"][name] == "measure"), None)
            measured = sum(results["contenders"][name] == "measure" for name in table["rows"])
            part = f", of {measured} measured" if measured < list(results["contenders"].values()).count("measure") else ""
            measure = f"`{best[0]}` {rate(best[1][key])}{part}" if best else "none measured"
            rows.append([f"`{model}`", task, title, rate(row[key]), measure])
    about = ("A model is judged here on what it was not trained for, and on what it does not do on purpose. No claim is made for"
             " these uses; a figure that is better than that of the best measure does not change that. The best is of the measures in the table"
             " above.")
    header = ["model", "task", "figure", "the model", "the best classical measure"]
    return ["### What the models cannot do", "", *prose(about), "", *markdown(header, rows), ""] if rows else []


def times(results):
    rows = []
    for name, row in sorted(results["tables"]["time"]["rows"].items(), key=lambda each: each[1][TIME[0][0]]):
        rows.append([named(name, results), *(f"{rounded(row[key], digits):,}" for key, _, digits in TIME), row["clock"]])
    about = ("A picture of 256x256 pixels of random noise in memory, with resizing; two cores. `processor time` was measured while other programs"
             " ran, and adds the time of all cores; `elapsed time` on a quiet machine (`models time`).")
    return ["### Time", "", *prose(about), "", *markdown(["", *(title for _, title, _ in TIME), "clock"], rows), ""] if rows else []


def page(results):
    lines = [
        *prose(
            "Bundled models (bold) and classical measures on all data sets at hand. Rows that were not measured yet are named below their"
            " table's title. Each rate has its 95 % interval, over"
            " identities, runs or scenes. Rows are sorted by the first figure. Nothing was trained or selected on these pictures,"
            " unless a table says so. [`results.json`](results.json) has all figures; one command measures them, and continues where"
            " it stopped:"
        ),
        "",
        "```",
        "scripts/results.py ARCHIVES",
        "```",
        "",
    ]
    for name, table in results["tables"].items():
        if "figures" in table:
            lines += section(table, results) if table["rows"] else [f"### {table['title']}", "", "Not measured yet.", ""]
        if name == "vacation-verification":
            lines += edits(results)
    lines += beyond(results) + times(results)
    return lines + ["Not measured at all: Middlebury's stereo pictures, because no protocol of `evaluate` is for stereo."]


def best_line(results):
    """The line of the README: pairs of edited photographs, the best model against the best measure."""
    table = results["tables"]["caltech-verification"]
    key = "fpr95"
    rows = sorted(table["rows"].items(), key=lambda each: each[1][key]["value"])
    model = next((each for each in rows if results["contenders"][each[0]] == "model"), None)
    measures = [each for each in rows if results["contenders"][each[0]] == "measure"]
    link = "[Every model and measure on every data set at hand](docs/results.md), and what the models cannot do."
    if not model or not measures:
        return [link]
    return prose(
        "Edited copies of 120 photographs that no model was trained on: at the threshold that finds 95 % of the copies,"
        f" `{model[0]}` calls {rate(model[1][key])} of the pairs of different photographs a match, and the best of"
        f" {len(measures)} classical measures, `{measures[0][0]}`, {rate(measures[0][1][key])}. {link}"
    )


def between(file, lines):
    """Replaces what is between the markers of a file."""
    text = file.read_text()
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise SystemExit(f"{file.name}: expected the lines {BEGIN} and {END}, once each")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    file.write_text(before + "\n".join([BEGIN, "", *lines, "", END]) + after)


def write(results):
    between(PAGE, page(results))
    between(README, best_line(results))
