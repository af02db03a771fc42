-- What: what a place claims, the measures beside each claim, how voluntary and community members read it, paid time, involvement.
-- Why: "partners are equal" is said easily; beside it stands what the record holds, and what those it is said of see.
-- Safe: new tables only.

create table claims_claim (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    number     bigint not null,
    words      text not null check (words <> ''),
    made_on    text not null,
    ended_on   text,
    -- What the place says to measures and reading.
    reply      text not null default '',
    replied_on text,
    version    bigint not null default 1,
    unique (place_id, number),
    check ((reply = '') = (replied_on is null))
);

-- The measures that stand beside a claim.
create table claims_tie (
    claim_id bigint not null references claims_claim (id),
    measure  text not null,
    primary key (claim_id, measure)
);

-- A question to voluntary and community members: how far is each claim so?
create table claims_review (
    id        bigint primary key,
    place_id  bigint not null references register_place (id),
    title     text not null check (title <> ''),
    opens_on  text not null,
    closes_on text not null,
    closed_at bigint,
    version   bigint not null default 1,
    check (closes_on >= opens_on)
);
create index claims_review_place on claims_review (place_id, opens_on);
create index claims_review_open on claims_review (closes_on) where closed_at is null;

-- Answers as four counts: no row, id, time or order for any of them.
create table claims_urn (
    review_id  bigint not null references claims_review (id),
    claim_id   bigint not null references claims_claim (id),
    not_at_all bigint not null default 0 check (not_at_all >= 0),
    a_little   bigint not null default 0 check (a_little >= 0),
    mostly     bigint not null default 0 check (mostly >= 0),
    fully      bigint not null default 0 check (fully >= 0),
    outcome    text check (outcome in ('shown', 'too_few', 'too_like')),
    primary key (review_id, claim_id)
);

-- Who has answered, never what.
create table claims_ticket (
    review_id bigint not null references claims_review (id),
    person_id bigint not null references register_person (id),
    primary key (review_id, person_id)
);

-- Time that was asked of an organisation in a year, and what of it was paid: typed by itself.
create table claims_time (
    place_id        bigint not null references register_place (id),
    organisation_id bigint not null references register_organisation (id),
    -- The year in which the financial year begins.
    year            bigint not null,
    asked_hours     bigint not null check (asked_hours >= 0),
    paid_hours      bigint not null check (paid_hours >= 0 and paid_hours <= asked_hours),
    person_id       bigint references register_person (id),
    said_on         text not null,
    primary key (place_id, organisation_id, year)
);

-- How partners were involved in a priority or a decision, in the words of the team and of each organisation.
create table claims_stage (
    -- priority or decision
    kind       text not null check (kind in ('priority', 'decision')),
    thing_id   bigint not null,
    -- The organisation that says it; 0 is the team of the place.
    voice_id   bigint not null,
    place_id   bigint not null references register_place (id),
    stage      text not null,
    -- before, during or after drafting; only an organisation says it.
    invited    text check (invited in ('before', 'during', 'after')),
    words      text not null default '',
    person_id  bigint references register_person (id),
    said_on    text not null,
    primary key (kind, thing_id, voice_id),
    check (voice_id <> 0 or invited is null)
);
create index claims_stage_place on claims_stage (place_id, kind);
