-- What: the functions and decisions map (who decides about what, up to how much), bodies beside and above a place with who sits
--   there for it and what they brought back, the pipeline of promised delegations; the function and the amount of an item and a
--   decision; where something was settled before it came to a body.
-- Why: "not entirely clear where decisions are made", "on the receipt of decisions", delegation that was promised and stalled.
-- Safe: new tables, and new columns that may be empty. Nothing that is there changes.

-- Something that can be decided.
create table authority_function (
    id       bigint primary key,
    place_id bigint not null references register_place (id),
    -- Under what it stands in the scheme: "Money", "Services".
    heading  text not null,
    name     text not null check (name <> ''),
    -- The name without case, accents and small words: a function stands in the map once.
    match_name text not null,
    about    text not null default '',
    -- What people call it when they look for it.
    words    text not null default '',
    ended_on text,
    version  bigint not null default 1
);
create index authority_function_place on authority_function (place_id, match_name);

-- A body beside or above the place: the integrated care board, a provider's board.
create table authority_outside (
    id        bigint primary key,
    place_id  bigint not null references register_place (id),
    name      text not null check (name <> ''),
    match_name text not null,
    kind      text not null,
    -- above or beside
    stands    text not null,
    website   text not null default '',
    -- Its page here, if it is a body of this place as well.
    body_id   bigint references governance_body (id),
    -- When it meets next, so that whoever sits there is asked what they brought back.
    next_on   text,
    closed_on text,
    version   bigint not null default 1
);
create index authority_outside_place on authority_outside (place_id, match_name);

-- One line of the map: a body, a post or a body outside holds a power over a function for a time. Never rewritten but for where
-- it comes from: a new limit is a new line, and the old one ends.
create table authority_power (
    id          bigint primary key,
    place_id    bigint not null references register_place (id),
    function_id bigint not null references authority_function (id),
    body_id     bigint references governance_body (id),
    seat_id     bigint references register_seat (id),
    outside_id  bigint references authority_outside (id),
    -- decide, endorse, advise or note
    power       text not null check (power in ('decide', 'endorse', 'advise', 'note')),
    limit_pence bigint check (limit_pence >= 0),
    -- Why two decide about the same: "together, as a joint committee".
    together    text not null default '',
    basis       text not null default '',
    source      text not null default '',
    source_url  text not null default '',
    from_date   text not null,
    -- The last day on which it held.
    until_date  text,
    ended_why   text not null default '',
    version     bigint not null default 1,
    check ((case when body_id is null then 0 else 1 end) + (case when seat_id is null then 0 else 1 end)
           + (case when outside_id is null then 0 else 1 end) = 1),
    check (limit_pence is null or power = 'decide'),
    check (until_date is null or until_date >= from_date)
);
create index authority_power_function on authority_power (function_id, from_date);
create index authority_power_place on authority_power (place_id);
create index authority_power_body on authority_power (body_id);

-- A delegation that somebody promised to the place.
create table authority_delegation (
    id            bigint primary key,
    place_id      bigint not null references register_place (id),
    function_id   bigint references authority_function (id),
    outside_id    bigint references authority_outside (id),
    title         text not null check (title <> ''),
    about         text not null default '',
    amount_pence  bigint check (amount_pence >= 0),
    promised_on   text not null,
    -- Where it was said: the minute, the letter.
    promised_in   text not null check (promised_in <> ''),
    withdrawn_on  text,
    withdrawn_why text not null default '',
    version       bigint not null default 1,
    check ((withdrawn_on is null) = (withdrawn_why = ''))
);
create index authority_delegation_place on authority_delegation (place_id, promised_on);

-- A step of it waits on a post, whoever holds that.
create table authority_step (
    id            bigint primary key,
    delegation_id bigint not null references authority_delegation (id),
    position      bigint not null,
    what          text not null check (what <> ''),
    seat_id       bigint references register_seat (id),
    -- A post that has no seat here, in words.
    post          text not null default '',
    expected_days bigint not null check (expected_days between 1 and 3650),
    done_on       text,
    evidence      text not null default '',
    evidence_url  text not null default '',
    version       bigint not null default 1,
    unique (delegation_id, position),
    check ((seat_id is null) <> (post = '')),
    check ((done_on is null) = (evidence = ''))
);
create index authority_step_seat on authority_step (seat_id);

-- What was said of a delegation on its way: what is in the way, and by which post.
create table authority_remark (
    id            bigint primary key,
    delegation_id bigint not null references authority_delegation (id),
    words         text not null check (words <> ''),
    -- As whom, in words: post and organisation.
    said_as       text not null,
    person_id     bigint references register_person (id),
    at            bigint not null
);
create index authority_remark_delegation on authority_remark (delegation_id, at);

-- Who sits for the place on a body beside or above it: a seat of the place that goes there. None: nobody does.
create table authority_representation (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    outside_id bigint not null references authority_outside (id),
    title      text not null check (title <> ''),
    votes      boolean not null,
    seat_id    bigint references register_seat (id),
    from_date  text not null,
    until_date text,
    version    bigint not null default 1,
    check (until_date is null or until_date >= from_date)
);
create index authority_representation_place on authority_representation (place_id, outside_id);
create index authority_representation_seat on authority_representation (seat_id);

-- What somebody brought back from such a meeting.
create table authority_report (
    id                bigint primary key,
    representation_id bigint not null references authority_representation (id),
    met_on            text not null,
    words             text not null check (words <> ''),
    person_id         bigint references register_person (id),
    at                bigint not null,
    unique (representation_id, met_on)
);

-- What an item is about, in the map.
alter table governance_item add column function_id bigint references authority_function (id);

-- What a decision is about, and how much money it decides about.
alter table governance_decision add column function_id bigint references authority_function (id);
alter table governance_decision add column amount_pence bigint check (amount_pence >= 0);
create index governance_decision_function on governance_decision (function_id, opened_at);

-- It was settled elsewhere before it came to the body.
create table governance_settled (
    decision_id bigint primary key references governance_decision (id),
    settled_in  text not null check (settled_in <> ''),
    settled_on  text not null,
    -- Organisations and posts that were in the room.
    present     text not null check (present <> ''),
    told_at     bigint not null,
    version     bigint not null default 1
);

-- When an organisation first saw the paper, as it says itself. No day: not before the meeting.
create table governance_first_sight (
    decision_id     bigint not null references governance_decision (id),
    organisation_id bigint not null references register_organisation (id),
    saw_on          text,
    person_id       bigint references register_person (id),
    said_at         bigint not null,
    primary key (decision_id, organisation_id)
);
