-- What: asking those who run something whether it is still right; what readers say is wrong; what people looked for and did not find.
-- Why: half of a directory is out of date within two years unless somebody asks, and what nobody finds is what a place lacks.
-- Safe: new tables.

create table directory_asking (
    id          bigint primary key,
    listing_id  bigint not null references directory_listing (id),
    -- SHA-256 of the key in the letter's link: whoever reads this table cannot answer for others.
    key_hash    text not null unique,
    asked_at    bigint not null,
    answered_at bigint,
    -- right, changed, stopped
    answer      text not null default '',
    check ((answered_at is null) = (answer = ''))
);
create index directory_asking_listing on directory_asking (listing_id, asked_at);

create table directory_wrong (
    id         bigint primary key,
    listing_id bigint not null references directory_listing (id),
    -- gone, times, contact, cost, other
    what       text not null,
    words      text not null default '',
    told_at    bigint not null,
    looked_at  bigint,
    -- changed, right, taken_out
    outcome    text not null default '',
    check ((looked_at is null) = (outcome = ''))
);
create index directory_wrong_listing on directory_wrong (listing_id, told_at);

-- How often somebody looked for help with a need, in a small area, and nothing was listed. Neither who nor which words.
create table directory_unmet (
    place_id bigint not null references register_place (id),
    -- Code of the small area where a postcode was given.
    area     text not null default '',
    -- A need; 'other' where the words meant none that we know.
    need     text not null,
    -- "2026-11"
    month    text not null,
    count    bigint not null,
    primary key (place_id, area, need, month)
);
