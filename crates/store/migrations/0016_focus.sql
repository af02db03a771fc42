-- What: how far each partner has a priority for its own; lines of partners' own strategies and the priorities they meet.
-- Why: a place with priorities that are nobody's own has none. Nobody can see that from a list of titles.
-- Safe: new tables.

create table focus_support (
    priority_id     bigint not null references governance_priority (id),
    organisation_id bigint not null references register_organisation (id),
    place_id        bigint not null references register_place (id),
    level           text not null check (level in ('ours', 'support', 'live_with', 'not_ours')),
    words           text not null default '',
    person_id       bigint references register_person (id),
    said_on         text not null,
    primary key (priority_id, organisation_id)
);
create index focus_support_place on focus_support (place_id);

-- What an organisation's own strategy wants.
create table focus_aim (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    organisation_id bigint not null references register_organisation (id),
    words           text not null check (words <> ''),
    source          text not null default '',
    source_url      text not null default '',
    ended_on        text,
    version         bigint not null default 1
);
create index focus_aim_place on focus_aim (place_id, organisation_id);

create table focus_aim_priority (
    aim_id      bigint not null references focus_aim (id),
    priority_id bigint not null references governance_priority (id),
    primary key (aim_id, priority_id)
);
create index focus_aim_priority_priority on focus_aim_priority (priority_id);
