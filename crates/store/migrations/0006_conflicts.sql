-- What: interests and rulings on them, what an item names, what each organisation stands to gain or lose, the check-list of a
-- decision, kinds of concern, length of papers, house rules of a body, the glossary, and decisions that were made in private.
-- Why: partners bid for the contracts they decide about, and nobody wrote down who left the room; dissent was "awkward"; papers
-- came late and were long; what was decided in private was public at once.
-- Safe: new tables; two new columns of papers that are empty for those that are there; nothing is rewritten.

-- Declared by a person or for an organisation; public for as long as it lasts and some months after.
create table governance_interest (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    person_id       bigint references register_person (id),
    organisation_id bigint references register_organisation (id),
    -- financial, professional, personal, indirect; contract, bid, ownership, funding
    kind            text not null,
    -- What it is in: organisation, pot or contract. The key is what items are compared with.
    thing           text not null check (thing in ('organisation', 'pot', 'contract')),
    about_id        bigint references register_organisation (id),
    name            text not null default '',
    key             text not null check (key <> ''),
    what            text not null check (what <> ''),
    from_date       text not null,
    until_date      text,
    declared_at     bigint not null,
    declared_by     bigint references register_person (id),
    version         bigint not null default 1,
    check ((person_id is null) <> (organisation_id is null)),
    check ((thing = 'organisation') = (about_id is not null)),
    check ((thing = 'organisation') = (name = '')),
    check (until_date is null or until_date >= from_date),
    check (organisation_id is null or about_id is null or organisation_id <> about_id)
);
create index governance_interest_key on governance_interest (place_id, thing, key);
create index governance_interest_person on governance_interest (person_id);
create index governance_interest_organisation on governance_interest (organisation_id);

-- Organisations that stand to gain by an item, and the pots and contracts that it is about.
create table governance_item_name (
    item_id         bigint not null references governance_item (id),
    thing           text not null check (thing in ('organisation', 'pot', 'contract')),
    organisation_id bigint references register_organisation (id),
    name            text not null default '',
    key             text not null check (key <> ''),
    primary key (item_id, thing, key),
    check ((thing = 'organisation') = (organisation_id is not null)),
    check ((thing = 'organisation') = (name = ''))
);
create index governance_item_name_key on governance_item_name (thing, key);

-- What chair or secretary ruled on the interests of one person or organisation in one item.
create table governance_ruling (
    id              bigint primary key,
    item_id         bigint not null references governance_item (id),
    person_id       bigint references register_person (id),
    organisation_id bigint references register_organisation (id),
    verdict         text not null check (verdict in ('no_conflict', 'speak_only', 'leave')),
    reason          text not null check (reason <> ''),
    ruled_at        bigint not null,
    ruled_by        bigint references register_person (id),
    version         bigint not null default 1,
    unique (item_id, person_id),
    unique (item_id, organisation_id),
    check ((person_id is null) <> (organisation_id is null))
);

-- Before the item: what an organisation stands to gain, to lose, or is told from above, in its own words. For partners only.
create table governance_stake (
    item_id         bigint not null references governance_item (id),
    organisation_id bigint not null references register_organisation (id),
    gain            text not null default '',
    lose            text not null default '',
    told            text not null default '',
    person_id       bigint references register_person (id),
    written_at      bigint not null,
    version         bigint not null default 1,
    primary key (item_id, organisation_id),
    check (gain <> '' or lose <> '' or told <> '')
);

-- The check-list of an item, or of a decision beside any agenda: evidence, or the reason why there is none.
create table governance_check (
    id          bigint primary key,
    item_id     bigint references governance_item (id),
    decision_id bigint references governance_decision (id),
    question    text not null check (question in ('involvement', 'equality', 'impact')),
    -- evidence or none
    answer      text not null check (answer in ('evidence', 'none')),
    words       text not null check (words <> ''),
    link        text not null default '',
    paper_id    bigint references governance_paper (id),
    answered_at bigint not null,
    answered_by bigint references register_person (id),
    unique (item_id, question),
    unique (decision_id, question),
    check ((item_id is null) <> (decision_id is null)),
    check (answer = 'evidence' or (link = '' and paper_id is null)),
    check (answer = 'none' or link <> '' or paper_id is not null)
);
create index governance_check_paper on governance_check (paper_id);

-- What an objection, a condition or standing aside is about.
create table governance_concern (
    decision_id     bigint not null,
    organisation_id bigint not null,
    kind            text not null check (kind in ('evidence', 'money', 'capacity', 'principle', 'people')),
    primary key (decision_id, organisation_id, kind),
    foreign key (decision_id, organisation_id) references governance_position (decision_id, organisation_id)
);

-- How long a paper is: words that the program counted, or pages that whoever handed it in counted.
alter table governance_paper add column words bigint;
alter table governance_paper add column pages bigint;

-- How a body meets, where it chose otherwise than most.
create table governance_house_rules (
    body_id           bigint primary key references governance_body (id),
    -- Clear days before a meeting by which its papers are there.
    paper_days        bigint not null check (paper_days between 0 and 60),
    -- The chair comes from none of the partners.
    independent_chair boolean not null default false,
    version           bigint not null default 1
);

-- A word of the place, and what each sector means by it.
create table governance_term (
    id       bigint primary key,
    place_id bigint not null references register_place (id),
    word     text not null check (word <> ''),
    key      text not null check (key <> ''),
    version  bigint not null default 1,
    unique (place_id, key)
);
create table governance_meaning (
    term_id bigint not null references governance_term (id),
    -- A sector, or empty: for everybody.
    sector  text not null default '',
    words   text not null check (words <> ''),
    primary key (term_id, sector)
);

-- A decision made in a meeting that is not in public is for partners until the body publishes it.
create table governance_publication (
    decision_id  bigint primary key references governance_decision (id),
    published_at bigint not null,
    published_by bigint references register_person (id)
);
-- Why a meeting is not in public.
create table governance_private_reason (
    meeting_id bigint primary key references governance_meeting (id),
    words      text not null check (words <> ''),
    version    bigint not null default 1
);
