#!/usr/bin/python3
"""Reads what a site publishes as OParl and Popolo and holds every thing of it against the published schemas.

    validate.py http://127.0.0.1:8080 ../shared/data/standards

Every address that a thing names under /oparl is asked for, so that no id leads nowhere. Ends with 1 and says what is wrong, or prints how
many things of each type were found right.
"""
import collections
import json
import pathlib
import sys
import urllib.error
import urllib.request

from jsonschema import Draft3Validator, Draft4Validator, RefResolver

SCHEMAS_OF_POPOLO = {
    "persons": "person",
    "organizations": "organization",
    "posts": "post",
    "memberships": "membership",
    "motions": "motion",
    "vote_events": "vote_event",
}


def ask(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


class Standards:
    def __init__(self, site, folder):
        self.site, self.folder = site, folder
        self.right, self.wrong = collections.Counter(), []
        self.seen = {}
        self.popolo = {path.stem: json.loads(path.read_text()) for path in (folder / "popolo/schemas").glob("*.json")}
        self.store = {f"http://www.popoloproject.com/schemas/{name}.json": schema for name, schema in self.popolo.items()}

    def hold(self, name, validator, thing):
        faults = [f"{name} {thing.get('id')}: {'/'.join(map(str, fault.path))} {fault.message}" for fault in validator.iter_errors(thing)]
        self.wrong += faults
        self.right[name] += not faults

    # OParl

    def thing(self, thing):
        """One thing, and those inside it."""
        name = thing["type"].rsplit("/", 1)[-1]
        if thing["id"] not in self.seen:
            self.seen[thing["id"]] = thing
            if not thing.get("deleted"):
                schema = json.loads((self.folder / f"oparl/schema/{name}.json").read_text())
                self.hold(name, Draft4Validator(schema), thing)
        for value in thing.values():
            for inside in value if isinstance(value, list) else [value]:
                if isinstance(inside, dict) and "type" in inside:
                    self.thing(inside)

    def list(self, address):
        while address:
            page = ask(address)
            for thing in page["data"]:
                self.thing(thing)
            address = page["links"].get("next")

    def oparl(self):
        system = ask(f"{self.site}/oparl.json")
        self.thing(system)
        self.list(system["body"])
        for body in [thing for thing in self.seen.values() if thing["type"].endswith("/Body")]:
            for key in ["organization", "person", "membership", "meeting", "agendaItem", "paper", "consultation", "file", "legislativeTermList"]:
                self.list(f"{body[key]}?limit=100")
        self.addresses()

    def addresses(self):
        """What is named is there: a list, or a thing with this id."""
        named = {value for thing in self.seen.values() for value in strings(thing) if value.startswith(f"{self.site}/oparl")}
        for address in sorted(named - self.seen.keys()):
            try:
                answer = ask(address)
                if "data" not in answer and answer["id"] != address:
                    self.wrong.append(f"{address} answers with {answer['id']}")
            except urllib.error.HTTPError as err:
                self.wrong.append(f"{address}: {err}")
        # Some of those that came in lists, by their own address.
        for address in sorted(self.seen)[::97]:
            if ask(address) != self.seen[address]:
                self.wrong.append(f"{address} is another thing in its list")

    # Popolo

    def people(self, place):
        found = ask(f"{place}/popolo.json")
        self.each(found)
        ids = {kind: {thing["id"] for thing in found[kind]} for kind in found}
        for one in found["memberships"]:
            for key, kind in [("person_id", "persons"), ("organization_id", "organizations"), ("post_id", "posts"), ("on_behalf_of_id", "organizations")]:
                if key in one and one[key] not in ids[kind]:
                    self.wrong.append(f"membership {one['id']} names {key} {one[key]}, which is not there")

    def votes(self, place):
        address = f"{place}/popolo-votes.json"
        while address:
            found = ask(address)
            address = found.pop("next")
            self.each(found)
            for event in found["vote_events"]:
                for vote in event.get("votes", []):
                    self.hold("vote", self.popolo_validator("vote"), vote)
                for count in event.get("counts", []):
                    self.hold("count", self.popolo_validator("count"), count)

    def each(self, found):
        for kind, things in found.items():
            for thing in things:
                self.hold(SCHEMAS_OF_POPOLO[kind], self.popolo_validator(SCHEMAS_OF_POPOLO[kind]), thing)

    def popolo_validator(self, name):
        schema = self.popolo[name]
        return Draft3Validator(schema, resolver=RefResolver(schema["id"], schema, store=self.store))


def strings(value):
    if isinstance(value, str):
        yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from strings(inside)


def main():
    site, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    standards = Standards(site, folder)
    standards.oparl()
    for place in ask(f"{site}/places.json")["places"]:
        standards.people(place["page"])
        standards.votes(place["page"])
    for name, count in sorted(standards.right.items()):
        print(f"{count:6} {name}")
    if standards.wrong or min(standards.right.values(), default=0) == 0:
        print("\n".join(standards.wrong[:30]), file=sys.stderr)
        sys.exit(1)


main()
