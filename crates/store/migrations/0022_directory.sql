-- What: help near you: listings, who runs them, the feeds that some of them come from, and what was repaired or put aside on the way.
-- Why: the directory of services. What is open about a listing is one document, because it is compared, put back, searched and sent out
-- as a whole; what queries choose and order by stands in columns.
-- Safe: new tables.

create table directory_feed (
    id       bigint primary key,
    place_id bigint references register_place (id),
    -- Where it comes from: a web address, or the name of a file.
    address  text not null unique,
    read_at  bigint,
    version  bigint not null default 1
);

create table directory_provider (
    id              bigint primary key,
    -- As other directories name it.
    uuid            text not null unique,
    place_id        bigint references register_place (id),
    -- The same in the register, where somebody saw that they are.
    organisation_id bigint references register_organisation (id),
    name            text not null,
    -- What it says of itself; see crates/directory/src/provider.rs.
    who             text not null,
    version         bigint not null default 1
);
create index directory_provider_organisation on directory_provider (organisation_id);

create table directory_listing (
    id           bigint primary key,
    uuid         text not null unique,
    place_id     bigint references register_place (id),
    provider_id  bigint references directory_provider (id),
    name         text not null check (name <> ''),
    -- The document; see crates/directory/src/listing/about.rs.
    about        text not null,
    -- waiting, listed, paused, ended, hidden
    state        text not null,
    why          text not null default '',
    -- own, officer, feed
    source       text not null,
    feed_id      bigint references directory_feed (id),
    -- The document as its feed sent it last, and the fields in which both changed since and ours stands.
    upstream     text,
    ours         text not null default '[]',
    -- places, waiting, full, ask
    room         text not null default 'ask',
    waiting      bigint,
    room_said_on text,
    checked_on   text,
    changed_at   bigint not null,
    -- Rises with every change of any listing: whoever keeps an index asks for what is above the highest that it knows.
    change       bigint not null,
    version      bigint not null default 1,
    check ((feed_id is null) = (upstream is null)),
    check ((source = 'feed') = (feed_id is not null))
);
create index directory_listing_place on directory_listing (place_id, state, name);
create index directory_listing_change on directory_listing (change);
create index directory_listing_provider on directory_listing (provider_id);
create index directory_listing_feed on directory_listing (feed_id);

-- What a feed sent, by its own ids, with what had to be repaired.
create table directory_sent (
    feed_id     bigint not null references directory_feed (id),
    upstream_id text not null,
    listing_id  bigint not null references directory_listing (id),
    -- SHA-256 of what was sent: the same again is passed over.
    sum         text not null,
    repairs     text not null,
    primary key (feed_id, upstream_id)
);
create index directory_sent_listing on directory_sent (listing_id);

-- What could not be listed when a feed was read last, and why.
create table directory_aside (
    feed_id     bigint not null references directory_feed (id),
    position    bigint not null,
    upstream_id text not null,
    name        text not null,
    reason      text not null,
    -- The rule that it breaks, in words, where it is one.
    words       text not null default '',
    primary key (feed_id, position)
);

-- How to ask those who run it whether it is still right. Seen by the team of the place alone, each time with a line in history.
create table directory_contact (
    listing_id  bigint primary key references directory_listing (id),
    name        text not null default '',
    email       text not null default '',
    phone       text not null default '',
    -- They said that they may be asked, and when.
    agreed_at   bigint not null,
    check (email <> '' or phone <> '')
);
