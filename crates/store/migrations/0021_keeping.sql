-- What: who read what is kept of whom; searches for everything about somebody; who was erased.
-- Why: people can ask who looked at what is kept about them, to see all of it, and to be erased.
-- Safe: new tables.

-- A line before each page or file that shows what is kept of somebody to somebody else.
create table store_reading (
    id           bigint primary key,
    at           bigint not null,
    person_id    bigint,
    program      text,
    -- Whose it is; null for a list of everybody.
    of_person_id bigint,
    what         text not null,
    why          text not null,
    check (person_id is null or program is null)
);
create index store_reading_of on store_reading (of_person_id, at);
create index store_reading_at on store_reading (at);

create table keeping_search (
    id        bigint primary key,
    at        bigint not null,
    person_id bigint not null references register_person (id),
    -- The name, e-mail address or telephone number that was looked for.
    sought    text not null,
    why       text not null
);
create index keeping_search_at on keeping_search (at);

create table keeping_erasure (
    -- Who was erased: the number alone, which says nothing once the rest is gone.
    person_id bigint primary key references register_person (id),
    at        bigint not null,
    erased_by bigint references register_person (id),
    extent    text not null,
    -- Passages in the words of others that were struck out, and rows that were deleted.
    passages  bigint not null,
    deleted   bigint not null
);
