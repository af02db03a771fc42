-- What: recall checks, confidence notes, principles with signatures and readings of behaviours, with the answers people gave.
-- Why: whether priorities are remembered, a chair is trusted and partners act as they signed is asked in whispers; here it is
-- asked of everybody, without names, and shown to those concerned first.
-- Safe: new tables only.

-- A question put to people from a first day to a last.
create table surveys_round (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    kind       text not null check (kind in ('recall', 'confidence', 'behaviour')),
    -- A body (confidence), a set of principles (behaviour), a meeting if there is one (recall).
    about_id   bigint,
    about_name text not null default '',
    title      text not null check (title <> ''),
    opens_on   text not null,
    closes_on  text not null,
    closed_at  bigint,
    audience   text not null check (audience in ('concerned', 'partners', 'everybody')),
    version    bigint not null default 1,
    check (closes_on >= opens_on),
    check (kind = 'recall' or about_id is not null)
);
create index surveys_round_place on surveys_round (place_id, kind, opens_on);
create index surveys_round_about on surveys_round (about_id, kind);
create index surveys_round_open on surveys_round (closes_on) where closed_at is null;

-- What was answered: all answers to one question in one text, in the order of what they say. An answer has no row, id or time.
create table surveys_urn (
    round_id bigint not null references surveys_round (id),
    -- Whose series it is: the place (recall), the body (confidence), the organisation that is read (behaviour).
    about_id bigint not null,
    answers  text not null default '[]',
    -- Set when the round closes, from who answered alone.
    outcome  text check (outcome in ('shown', 'too_few', 'too_like')),
    version  bigint not null default 1,
    primary key (round_id, about_id)
);


-- Who has answered: so that nobody answers twice, and that no two figures give away a few. Never what they said.
create table surveys_ticket (
    round_id  bigint not null references surveys_round (id),
    about_id  bigint not null,
    person_id bigint not null references register_person (id),
    primary key (round_id, about_id, person_id)
);
create index surveys_ticket_person on surveys_ticket (person_id);

-- The priorities of a recall check, as they stood when it opened.
create table surveys_remembered (
    round_id    bigint not null references surveys_round (id),
    priority_id bigint not null,
    number      bigint not null,
    title       text not null,
    sentence    text not null,
    primary key (round_id, priority_id)
);

-- What a line means: settled by a person of the team. No priority: it names none.
create table surveys_meaning (
    round_id    bigint not null references surveys_round (id),
    words       text not null,
    priority_id bigint,
    settled_by  bigint references register_person (id),
    primary key (round_id, words)
);

create table surveys_set (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    title      text not null check (title <> ''),
    source     text not null check (source in ('acevo_2014', 'own')),
    adopted_on text not null,
    ended_on   text,
    version    bigint not null default 1
);
create index surveys_set_place on surveys_set (place_id, adopted_on);

create table surveys_principle (
    id       bigint primary key,
    set_id   bigint not null references surveys_set (id),
    number   bigint not null,
    title    text not null check (title <> ''),
    sentence text not null check (sentence <> ''),
    unique (set_id, number)
);

create table surveys_signature (
    set_id          bigint not null references surveys_set (id),
    organisation_id bigint not null references register_organisation (id),
    person_id       bigint references register_person (id),
    signed_on       text not null,
    primary key (set_id, organisation_id)
);
create index surveys_signature_organisation on surveys_signature (organisation_id);

-- How a partner sees itself, under its name, before it sees how others do.
create table surveys_own_view (
    round_id        bigint not null references surveys_round (id),
    organisation_id bigint not null references register_organisation (id),
    principle_id    bigint not null references surveys_principle (id),
    level           text not null check (level in ('not_at_all', 'a_little', 'mostly', 'fully')),
    primary key (round_id, organisation_id, principle_id)
);

-- The reply of the partner that was read, or of the chair of the body.
create table surveys_reply (
    round_id   bigint not null references surveys_round (id),
    -- The organisation (behaviour) or the body (confidence), as in surveys_urn.
    about_id   bigint not null,
    words      text not null check (words <> ''),
    person_id  bigint references register_person (id),
    replied_on text not null,
    primary key (round_id, about_id)
);

-- One thing that a partner will change; the next reading asks what became of it.
create table surveys_pledge (
    id              bigint primary key,
    round_id        bigint not null references surveys_round (id),
    place_id        bigint not null references register_place (id),
    organisation_id bigint not null references register_organisation (id),
    words           text not null check (words <> ''),
    by_date         text not null,
    outcome         text check (outcome in ('done', 'partly', 'not_done')),
    outcome_words   text not null default '',
    followed_on     text,
    version         bigint not null default 1,
    check ((outcome is null) = (followed_on is null)),
    check ((outcome is null) = (outcome_words = ''))
);
create index surveys_pledge_organisation on surveys_pledge (organisation_id, place_id);
create index surveys_pledge_round on surveys_pledge (round_id);
