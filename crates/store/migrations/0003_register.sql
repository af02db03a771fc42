-- What: the register: areas, systems, places, neighbourhoods, organisations, people, seats.
-- Why: the spine that every other capability refers to. Identity and membership only.
-- Safe: new tables only.

-- A statistical geography. Codes rot in a year, so each has a vintage and the years it was valid.
-- Positions are whole millionths of a degree.
create table register_area (
    code        text primary key,
    -- lsoa, msoa, ward, region, sicbl (sub-ICB location), icb; councils are county (upper tier), district (lower tier)
    -- or unitary (both tiers in one: also metropolitan districts and London boroughs).
    kind        text not null,
    name        text not null,
    -- Year of the list it stands in: "2021" for a small area, "2024" for an ICB; the first year a ward was listed.
    vintage     text not null,
    -- Years, where known: first on the list, and no longer on it.
    valid_from  text,
    valid_until text,
    -- The code that took over. An area without one and without valid_until is current.
    successor   text,
    ods_code    text,
    lat_u       bigint,
    lon_u       bigint,
    -- Residents at the census of 2021 for a small area; the sum of its small areas for a larger one.
    residents   bigint,
    -- Deprivation 2025: rank 1 is the most deprived of 33,755; deciles 1 to 10; score in thousandths.
    imd_rank    bigint,
    imd_decile  bigint,
    imd_score_m bigint
);
create index register_area_kind on register_area (kind, name);

-- A small area or council lies in a larger area; shares in millionths of the child's residents, because areas do not nest.
-- `kind` is what the parent is to the child: msoa, ward (by the child's postcodes), ltla, utla, region (of councils),
-- sicbl, icb. A unitary council is both the ltla and the utla of its small areas: two rows.
create table register_area_parent (
    child   text not null,
    parent  text not null,
    kind    text not null,
    share_u bigint not null default 1000000 check (share_u between 0 and 1000000),
    primary key (child, kind, parent)
);
create index register_area_parent_parent on register_area_parent (parent, kind);

-- Small areas of 2011 that are others in 2021: split ('S'), merged ('M') or redrawn ('X'). Unchanged ones are not here.
create table register_area_change (
    old_code text not null,
    new_code text not null,
    change   text not null,
    primary key (old_code, new_code)
);
create index register_area_change_new on register_area_change (new_code);

-- Outline of an area as an SVG path in a simplified projection, for maps only. Units: 1/10,000 degree of latitude, about
-- 11 metres; x grows to the east, y to the south; the kind is the area's.
create table register_outline (
    code text primary key,
    kind text not null,
    path text not null,
    min_x bigint not null,
    min_y bigint not null,
    max_x bigint not null,
    max_y bigint not null
);

create table register_postcode (
    postcode text primary key,
    lat_u    bigint,
    lon_u    bigint,
    ward     text,
    council  text,
    lsoa     text,
    -- When a newer list no longer had it. Null: in use.
    ended_on text
);

-- A practice, primary care network or trust as the NHS lists it.
create table register_nhs_site (
    code      text primary key,
    -- gp_practice, pcn or trust
    kind      text not null,
    name      text not null,
    postcode  text,
    -- active, dormant or closed
    status    text not null,
    -- A practice's network, a network's sub-ICB location; by ODS code.
    parent    text,
    opened    text,
    closed    text,
    patients  bigint,
    lat_u     bigint,
    lon_u     bigint,
    icb       text
);
create index register_nhs_site_kind on register_nhs_site (kind, name);
create index register_nhs_site_parent on register_nhs_site (parent);
create index register_nhs_site_position on register_nhs_site (kind, status, lat_u, lon_u);

-- Which files were imported, so that a second run changes nothing and says so.
create table register_import (
    file        text primary key,
    sha256      text not null,
    rows_read   bigint not null,
    imported_at bigint not null
);

create table register_system (
    id        bigint primary key,
    slug      text not null unique,
    name      text not null,
    area_code text,
    ods_code  text,
    region    text not null default '',
    website   text not null default '',
    closed_on text,
    version   bigint not null default 1
);
create index register_system_area on register_system (area_code);

create table register_place (
    id        bigint primary key,
    slug      text not null unique,
    system_id bigint not null references register_system (id),
    name      text not null,
    summary   text not null default '',
    invented  boolean not null default false,
    -- Who leads, how, and with what: see crates/register/src/profile.rs for the allowed words. Empty means "not said".
    governance_models   text not null default '[]',
    governance_words    text not null default '',
    leader_name         text not null default '',
    leader_post         text not null default '',
    leader_employer     text not null default '',
    accountable         text not null default '',
    accountable_words   text not null default '',
    outcomes_framework  text not null default '',
    delegation          text not null default '',
    delegation_headings text not null default '',
    contact_post        text not null default '',
    contact_email       text not null default '',
    contact_phone       text not null default '',
    website             text not null default '',
    confirmed_on        text,
    confirmed_by        bigint,
    closed_on           text,
    version             bigint not null default 1,
    check ((confirmed_on is null) = (confirmed_by is null))
);
create index register_place_system on register_place (system_id, name);

-- A place's plan, strategy, terms of reference, memorandum.
create table register_place_document (
    id       bigint primary key,
    place_id bigint not null references register_place (id),
    kind     text not null,
    title    text not null,
    url      text not null,
    dated    text,
    version  bigint not null default 1
);
create index register_place_document_place on register_place_document (place_id);

-- The footprint: small areas with the share that belongs to the place, in millionths.
create table register_place_area (
    place_id  bigint not null references register_place (id),
    area_code text not null,
    share_u   bigint not null default 1000000 check (share_u between 1 and 1000000),
    primary key (place_id, area_code)
);
create index register_place_area_area on register_place_area (area_code);

create table register_neighbourhood (
    id       bigint primary key,
    place_id bigint not null references register_place (id),
    slug     text not null,
    name     text not null,
    -- Stage of the integrated neighbourhood team: idea, planned, emerging, mature.
    stage    text not null,
    lead     text not null default '',
    version  bigint not null default 1,
    unique (place_id, slug)
);
create table register_neighbourhood_area (
    neighbourhood_id bigint not null references register_neighbourhood (id),
    area_code        text not null,
    primary key (neighbourhood_id, area_code)
);
create index register_neighbourhood_area_area on register_neighbourhood_area (area_code);

create table register_organisation (
    id         bigint primary key,
    slug       text not null unique,
    name       text not null,
    -- The name without case, accents and small words, to find the same group written twice.
    match_name text not null,
    sector     text not null,
    legal_form text not null default '',
    about      text not null default '',
    website    text not null default '',
    email      text not null default '',
    phone      text not null default '',
    postcode   text not null default '',
    closed_on  text,
    version    bigint not null default 1
);
create index register_organisation_match on register_organisation (match_name);
create index register_organisation_name on register_organisation (name);
create index register_organisation_sector on register_organisation (sector, match_name);

-- Ids by scheme: ods, charity, company, gss ... An organisation may have none.
create table register_organisation_code (
    scheme          text not null,
    code            text not null,
    organisation_id bigint not null references register_organisation (id),
    primary key (scheme, code)
);
create index register_organisation_code_organisation on register_organisation_code (organisation_id);

-- An organisation takes part in a place.
create table register_partner (
    place_id        bigint not null references register_place (id),
    organisation_id bigint not null references register_organisation (id),
    since           text,
    primary key (place_id, organisation_id)
);
create index register_partner_organisation on register_partner (organisation_id);

create table register_person (
    id            bigint primary key,
    name          text not null,
    email         text not null unique,
    phone         text not null default '',
    administrator boolean not null default false,
    -- The secret in the address of their personal calendar feed.
    feed_token    text not null unique,
    left_on       text,
    version       bigint not null default 1
);
create index register_person_name on register_person (name);

-- A seat on a body belongs to an organisation (or to the place's team, without body or organisation).
create table register_seat (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    body_id         bigint,
    organisation_id bigint references register_organisation (id),
    title           text not null,
    role            text not null,
    votes           boolean not null default true,
    closed_on       text,
    version         bigint not null default 1,
    check ((body_id is null) = (role = 'place_team'))
);
create index register_seat_place on register_seat (place_id);
create index register_seat_body on register_seat (body_id);
create index register_seat_organisation on register_seat (organisation_id);

-- A person holds a seat for a term. No row for today is a vacancy.
create table register_holder (
    id            bigint primary key,
    seat_id       bigint not null references register_seat (id),
    person_id     bigint not null references register_person (id),
    -- 'holder' or 'deputy'
    capacity      text not null,
    from_date     text not null,
    until_date    text,
    handover_note text not null default '',
    version       bigint not null default 1
);
create index register_holder_seat on register_holder (seat_id, from_date);
create index register_holder_person on register_holder (person_id);

-- What other people's /place.json said, kept as they published it.
create table register_harvested (
    url          text primary key,
    system_name  text not null,
    place_name   text not null,
    json         text not null,
    harvested_at bigint not null
);
