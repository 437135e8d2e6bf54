#!/usr/bin/env python3
"""Makes labelled records for entity resolution out of collections of multilingual names.

    datasets/names/build.py DIR OUT

DIR holds what sources publish, under the names of README.md; what is not there is passed over. Each
thing of a source is dealt out into two records or more, each with some of its names, as if several
sources told of it: every two records of one thing are a pair that should be found, every other two
are one that should not. OUT gets `tune` and `held_out`, half of the things each: entities.jsonl,
which `relata ingest` reads, and truth.tsv, which says of what each record tells. The names stay where
they are licensed to be: nothing of DIR is kept in this repository.
"""

import csv
import gzip
import hashlib
import json
import re
import sys
from pathlib import Path


def chance(*words):
    """A number from 0 to 1 that is always the same for the same words."""
    digest = hashlib.sha256("\0".join(map(str, words)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


class Thing:
    def __init__(self, source, key, kind, names, properties=None):
        self.source, self.key, self.kind = source, key, kind
        self.names = list(dict.fromkeys(name for name in names if name))
        self.properties = properties or {}


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")


# --- Sources ------------------------------------------------------------------------------------

SCHEMAS = {"Person": "person", "Organization": "organization", "Company": "company",
           "LegalEntity": "organization", "Vessel": "vessel", "PublicBody": "organization"}


NOISE = re.compile(r"(?i)(a\.?k\.?a|formerly|text of|so.called|born |hong kong$|chinese)")


def eu_names(row):
    """Lists are parted by semicolons, spellings by slashes, and scripts stand in parentheses."""
    for field in ("name", "alias", "previousName"):
        for part in row[field].split(";"):
            inner = re.findall(r"\(([^()]*)\)", part)
            for name in [re.sub(r"\([^()]*\)", " ", part), *inner]:
                for one in name.split(" / "):
                    one = " ".join(one.split())
                    if len(one) > 2 and not one.endswith(":") and not NOISE.match(one):
                        yield one


def eu_sanctions(directory):
    """A thing may stand in several annexes, spelt in several ways: rows with a long name in common
    and no two birth dates are one thing."""
    things = {}
    count = 0
    for path in sorted(directory.glob("sanctions-csv/*.csv*")):
        with open_text(path) as file:
            for row in csv.DictReader(file):
                kind = SCHEMAS.get(row["schema"])
                if not kind:
                    continue
                properties = {"birthDate": row["birthDate"], "country": row["nationality"] or row["country"],
                              "imoNumber": row["imoNumber"], "innCode": row["innCode"]}
                names = list(eu_names(row))
                count += 1
                keys = [(kind, name.casefold()) for name in names if len(name) > 12]
                known = [things[key] for key in keys if key in things]
                known = [one for one in known
                         if not one.properties["birthDate"] or not row["birthDate"]
                         or one.properties["birthDate"] == row["birthDate"]]
                thing = known[0] if known else Thing("eu", str(count), kind, [], properties)
                thing.names = list(dict.fromkeys(thing.names + names))
                for key in keys:
                    things.setdefault(key, thing)
                things.setdefault(count, thing)
    yield from {id(thing): thing for thing in things.values()}.values()


def ftm(directory):
    for path in sorted(directory.glob("ftm/*.ftm.jsonl")):
        if "donations" in path.name:
            continue  # one name each
        with open_text(path) as file:
            for line in file:
                if not line.strip():
                    continue
                entity = json.loads(line)
                kind = SCHEMAS.get(entity["schema"])
                of = entity["properties"]
                if not kind or not of.get("name"):
                    continue
                names = of["name"] + of.get("alias", [])
                properties = {field: "; ".join(of[field]) if field == "birthDate" else of[field][0]
                              for field in ("birthDate", "country", "innCode") if of.get(field)}
                yield Thing("ftm", entity["id"], kind, names, properties)


def wikidata(directory):
    for path in sorted(directory.glob("wikidata/*.json*")):
        with open_text(path) as file:
            text = file.read()
        if text.lstrip().startswith("["):
            items = json.loads(text)
        else:
            items = list(json.loads(text).get("entities", {}).values())
        for item in items:
            labels = item.get("labels") or {}
            aliases = item.get("aliases") or {}
            if not isinstance(labels, dict) or not labels:
                continue
            names = [label["value"] for label in labels.values()]
            for of_language in (aliases.values() if isinstance(aliases, dict) else []):
                names += [alias["value"] for alias in of_language]
            claims = item.get("claims") or {}
            is_person = any(claim["mainsnak"].get("datavalue", {}).get("value", {}).get("numeric-id") == 5
                            for claim in claims.get("P31", []))
            yield Thing("wikidata", path.name + ":" + item["id"], "person" if is_person else "unknown", names)


def misp(directory):
    path = directory / "misp" / "threat-actor.json"
    if not path.exists():
        return
    with open_text(path) as file:
        for actor in json.load(file)["values"]:
            meta = actor.get("meta", {})
            yield Thing("misp", actor["uuid"], "armed_group", [actor["value"], *meta.get("synonyms", [])],
                        {"country": meta.get("country", "")})


def one_man(directory):
    for path in sorted(directory.glob("names/*.txt")):
        yield Thing("names", path.name, "person", [line.strip() for line in open_text(path)])


def namesakes(directory):
    """Persons of one name in one town: records that should not be found to be one."""
    path = directory / "neo4j-csv" / "ldbc-sf01" / "Person.csv"
    if not path.exists():
        return
    with open_text(path) as file:
        rows = csv.reader(file, delimiter="|")
        header = [column.split(":")[0] for column in next(rows)]
        for row in rows:
            of = dict(zip(header, row))
            birthday = of.get("birthday", "")
            if len(birthday) == 8 and birthday.isdigit():
                birthday = f"{birthday[:4]}-{birthday[4:6]}-{birthday[6:]}"
            yield Thing("ldbc", of["id"], "person", [of["firstName"] + " " + of["lastName"]],
                        {"birthDate": birthday[:10]})


SOURCES = (eu_sanctions, ftm, wikidata, misp, one_man, namesakes)


# --- Records ------------------------------------------------------------------------------------

def dealt(thing):
    """Its names in as many hands as there are records of it."""
    hands_count = 1 if len(thing.names) < 2 else 2 if len(thing.names) < 12 else 4
    names = sorted(thing.names, key=lambda name: chance("deal", thing.key, name))
    hands = [names[i::hands_count] for i in range(hands_count)]
    for i, hand in enumerate(hands):
        # Sources copy from each other.
        if i > 0 and chance("copy", thing.key, i) < 0.15:
            hand.append(hands[0][0])
    for hand in hands[1:] if thing.source == "misp" else []:
        hand.append(hands[0][0])  # code names of one group are not like each other
    return hands


def records(thing):
    for i, names in enumerate(dealt(thing)):
        properties = {}
        for field, value in thing.properties.items():
            kept = 0.3 if field in ("imoNumber", "innCode") else 0.6
            if value and chance("keep", thing.key, field, i) < kept:
                properties[field] = value
        yield {"entity": f"{thing.source}:{i}:{thing.key}", "type": thing.kind, "names": names, **properties}


def build(directory, out):
    parts = {"tune": [], "held_out": []}
    for source in SOURCES:
        for thing in source(directory):
            if thing.names:
                parts["tune" if chance("part", thing.key) < 0.5 else "held_out"].append(thing)
    for part, things in parts.items():
        folder = out / part
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "entities.jsonl", "w", encoding="utf-8") as entities, \
                open(folder / "truth.tsv", "w", encoding="utf-8") as truth:
            for thing in things:
                for record in records(thing):
                    entities.write(json.dumps(record, ensure_ascii=False) + "\n")
                    truth.write(f"{record['entity']}\t{thing.source}:{thing.key}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build(Path(sys.argv[1]), Path(sys.argv[2]))
