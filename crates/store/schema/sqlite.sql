CREATE TABLE authority_delegation (
    id            integer primary key,
    place_id      integer not null references register_place (id),
    function_id   integer references authority_function (id),
    outside_id    integer references authority_outside (id),
    title         text not null check (title <> ''),
    about         text not null default '',
    amount_pence  integer check (amount_pence >= 0),
    promised_on   text not null,
    -- Where it was said: the minute, the letter.
    promised_in   text not null check (promised_in <> ''),
    withdrawn_on  text,
    withdrawn_why text not null default '',
    version       integer not null default 1,
    check ((withdrawn_on is null) = (withdrawn_why = ''))
);

CREATE INDEX authority_delegation_place on authority_delegation (place_id, promised_on);

CREATE TABLE authority_function (
    id       integer primary key,
    place_id integer not null references register_place (id),
    -- Under what it stands in the scheme: "Money", "Services".
    heading  text not null,
    name     text not null check (name <> ''),
    -- The name without case, accents and small words: a function stands in the map once.
    match_name text not null,
    about    text not null default '',
    -- What people call it when they look for it.
    words    text not null default '',
    ended_on text,
    version  integer not null default 1
);

CREATE INDEX authority_function_place on authority_function (place_id, match_name);

CREATE TABLE authority_outside (
    id        integer primary key,
    place_id  integer not null references register_place (id),
    name      text not null check (name <> ''),
    match_name text not null,
    kind      text not null,
    -- above or beside
    stands    text not null,
    website   text not null default '',
    -- Its page here, if it is a body of this place as well.
    body_id   integer references governance_body (id),
    -- When it meets next, so that whoever sits there is asked what they brought back.
    next_on   text,
    closed_on text,
    version   integer not null default 1
);

CREATE INDEX authority_outside_place on authority_outside (place_id, match_name);

CREATE TABLE authority_power (
    id          integer primary key,
    place_id    integer not null references register_place (id),
    function_id integer not null references authority_function (id),
    body_id     integer references governance_body (id),
    seat_id     integer references register_seat (id),
    outside_id  integer references authority_outside (id),
    -- decide, endorse, advise or note
    power       text not null check (power in ('decide', 'endorse', 'advise', 'note')),
    limit_pence integer check (limit_pence >= 0),
    -- Why two decide about the same: "together, as a joint committee".
    together    text not null default '',
    basis       text not null default '',
    source      text not null default '',
    source_url  text not null default '',
    from_date   text not null,
    -- The last day on which it held.
    until_date  text,
    ended_why   text not null default '',
    version     integer not null default 1,
    check ((case when body_id is null then 0 else 1 end) + (case when seat_id is null then 0 else 1 end)
           + (case when outside_id is null then 0 else 1 end) = 1),
    check (limit_pence is null or power = 'decide'),
    check (until_date is null or until_date >= from_date)
);

CREATE INDEX authority_power_body on authority_power (body_id);

CREATE INDEX authority_power_function on authority_power (function_id, from_date);

CREATE INDEX authority_power_place on authority_power (place_id);

CREATE TABLE authority_remark (
    id            integer primary key,
    delegation_id integer not null references authority_delegation (id),
    words         text not null check (words <> ''),
    -- As whom, in words: post and organisation.
    said_as       text not null,
    person_id     integer references register_person (id),
    at            integer not null
);

CREATE INDEX authority_remark_delegation on authority_remark (delegation_id, at);

CREATE TABLE authority_report (
    id                integer primary key,
    representation_id integer not null references authority_representation (id),
    met_on            text not null,
    words             text not null check (words <> ''),
    person_id         integer references register_person (id),
    at                integer not null,
    unique (representation_id, met_on)
);

CREATE TABLE authority_representation (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    outside_id integer not null references authority_outside (id),
    title      text not null check (title <> ''),
    votes      boolean not null,
    seat_id    integer references register_seat (id),
    from_date  text not null,
    until_date text,
    version    integer not null default 1,
    check (until_date is null or until_date >= from_date)
);

CREATE INDEX authority_representation_place on authority_representation (place_id, outside_id);

CREATE INDEX authority_representation_seat on authority_representation (seat_id);

CREATE TABLE authority_step (
    id            integer primary key,
    delegation_id integer not null references authority_delegation (id),
    position      integer not null,
    what          text not null check (what <> ''),
    seat_id       integer references register_seat (id),
    -- A post that has no seat here, in words.
    post          text not null default '',
    expected_days integer not null check (expected_days between 1 and 3650),
    done_on       text,
    evidence      text not null default '',
    evidence_url  text not null default '',
    version       integer not null default 1,
    unique (delegation_id, position),
    check ((seat_id is null) <> (post = '')),
    check ((done_on is null) = (evidence = ''))
);

CREATE INDEX authority_step_seat on authority_step (seat_id);

CREATE TABLE governance_attendance (
    meeting_id      integer not null references governance_meeting (id),
    organisation_id integer not null references register_organisation (id),
    person_id       integer references register_person (id),
    -- present, apologies or absent
    state           text not null,
    primary key (meeting_id, organisation_id)
);

CREATE TABLE governance_body (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    parent_id  integer references governance_body (id),
    slug       text not null,
    name       text not null,
    kind       text not null,
    remit      text not null,
    -- Where its authority comes from, in words with its legal basis.
    authority  text not null default '',
    quorum     integer not null default 0,
    closed_on  text,
    version    integer not null default 1,
    unique (place_id, slug)
);

CREATE INDEX governance_body_parent on governance_body (parent_id);

CREATE TABLE governance_decision (
    id           integer primary key,
    place_id     integer not null references register_place (id),
    -- "Decision 42" of its place, for minutes and talk.
    number       integer not null,
    body_id      integer not null references governance_body (id),
    meeting_id   integer references governance_meeting (id),
    item_id      integer references governance_item (id),
    priority_id  integer references governance_priority (id),
    title        text not null,
    text         text not null,
    plain_summary text not null,
    -- decide, endorse, advise or note; and whose power it was.
    power        text not null,
    power_holder text not null,
    power_basis  text not null default '',
    -- Positions are sealed until all are in or until this moment.
    positions_due integer not null,
    opened_at    integer not null,
    closed_at    integer,
    -- agreed, not_agreed or withdrawn: only with closed_at.
    result       text,
    -- How an objection was resolved, or why it was not agreed.
    closing_words text not null default '',
    -- When a job told everybody that positions can be read; they can be read without it.
    unsealed_at  integer,
    -- When those still awaited were reminded of the deadline.
    reminded_at  integer,
    version      integer not null default 1, function_id integer references authority_function (id), amount_pence integer check (amount_pence >= 0),
    unique (place_id, number),
    check ((closed_at is null) = (result is null))
);

CREATE INDEX governance_decision_body on governance_decision (body_id, opened_at);

CREATE INDEX governance_decision_function on governance_decision (function_id, opened_at);

CREATE INDEX governance_decision_item on governance_decision (item_id);

CREATE INDEX governance_decision_meeting on governance_decision (meeting_id);

CREATE INDEX governance_decision_open on governance_decision (positions_due) where closed_at is null;

CREATE INDEX governance_decision_place on governance_decision (place_id, opened_at);

CREATE INDEX governance_decision_priority on governance_decision (priority_id);

CREATE TABLE governance_digest (
    person_id integer not null references register_person (id),
    week      text not null,
    primary key (person_id, week)
);

CREATE TABLE governance_first_sight (
    decision_id     integer not null references governance_decision (id),
    organisation_id integer not null references register_organisation (id),
    saw_on          text,
    person_id       integer references register_person (id),
    said_at         integer not null,
    primary key (decision_id, organisation_id)
);

CREATE TABLE governance_item (
    id          integer primary key,
    meeting_id  integer not null references governance_meeting (id),
    position    integer not null,
    title       text not null,
    summary     text not null default '',
    priority_id integer references governance_priority (id),
    -- What the body can do about it: decide, endorse, advise or note.
    power       text not null,
    minutes_planned integer not null default 10,
    sponsor_id  integer references register_organisation (id),
    -- A withdrawn promise comes back by itself.
    returned_promise_id integer,
    outcome     text not null default '',
    version     integer not null default 1
, function_id integer references authority_function (id));

CREATE INDEX governance_item_meeting on governance_item (meeting_id, position);

CREATE INDEX governance_item_priority on governance_item (priority_id);

CREATE INDEX governance_item_returned on governance_item (returned_promise_id);

CREATE TABLE governance_meeting (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    body_id    integer not null references governance_body (id),
    title      text not null,
    starts_at  integer not null,
    ends_at    integer not null,
    venue      text not null default '',
    online_url text not null default '',
    in_public  boolean not null default true,
    -- planned, held or cancelled
    state      text not null,
    cancel_reason text not null default '',
    minutes    text not null default '',
    -- none, draft or approved
    minutes_state text not null default 'none',
    minutes_approved_at integer,
    version    integer not null default 1,
    check (ends_at > starts_at),
    check ((state = 'cancelled') = (cancel_reason <> '')),
    check ((minutes_state = 'none') = (minutes = '')),
    check ((minutes_state = 'approved') = (minutes_approved_at is not null))
);

CREATE INDEX governance_meeting_body on governance_meeting (body_id, starts_at);

CREATE INDEX governance_meeting_place on governance_meeting (place_id, starts_at);

CREATE TABLE governance_minutes_correction (
    id         integer primary key,
    meeting_id integer not null references governance_meeting (id),
    words      text not null check (words <> ''),
    at         integer not null,
    person_id  integer references register_person (id)
);

CREATE INDEX governance_minutes_correction_meeting on governance_minutes_correction (meeting_id, at);

CREATE TABLE governance_override (
    id           integer primary key,
    place_id     integer not null references register_place (id),
    decision_id  integer not null references governance_decision (id),
    by_body      text not null,
    power_used   text not null,
    reason       text not null,
    notice_days  integer not null,
    amount_pence integer,
    effect       text not null,
    at           integer not null,
    reply        text not null default '',
    replied_at   integer,
    version      integer not null default 1
);

CREATE INDEX governance_override_decision on governance_override (decision_id);

CREATE INDEX governance_override_place on governance_override (place_id, at);

CREATE TABLE governance_paper (
    id         integer primary key,
    item_id    integer not null references governance_item (id),
    title      text not null,
    file_name  text not null,
    media_type text not null,
    -- open, partnership or confidential
    marking    text not null,
    size_bytes integer not null,
    sha256     text not null,
    content    blob not null,
    added_at   integer not null,
    added_by   integer
);

CREATE INDEX governance_paper_item on governance_paper (item_id);

CREATE TABLE governance_position (
    decision_id     integer not null references governance_decision (id),
    organisation_id integer not null references register_organisation (id),
    seat_id         integer references register_seat (id),
    person_id       integer references register_person (id),
    -- assent, assent_with_conditions, stand_aside, object, recused; null while awaited.
    stance          text,
    reason          text not null default '',
    given_at        integer,
    version         integer not null default 1,
    primary key (decision_id, organisation_id),
    check ((stance is null) = (given_at is null)),
    check (stance is null or stance <> 'object' or reason <> ''),
    check (stance is null or stance <> 'assent_with_conditions' or reason <> '')
);

CREATE INDEX governance_position_organisation on governance_position (organisation_id, stance);

CREATE TABLE governance_priority (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    number     integer not null,
    title      text not null,
    -- One plain sentence: what will be different for people.
    sentence   text not null,
    -- The need it answers: what data and people say.
    need       text not null default '',
    origin     text not null,
    from_date  text not null,
    until_date text,
    version    integer not null default 1,
    unique (place_id, number)
);

CREATE TABLE governance_promise (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    number          integer not null,
    decision_id     integer references governance_decision (id),
    organisation_id integer not null references register_organisation (id),
    what            text not null,
    done_means      text not null,
    due             text not null,
    made_at         integer not null,
    accepted_at     integer,
    accepted_by     integer references register_person (id),
    -- The owner says it is done; another partner, named here, confirms.
    done_said_at    integer,
    done_said_by    integer references register_person (id),
    -- The day it was in England at that moment: kept on time or later is drawn from it.
    done_said_on    text,
    evidence        text not null default '',
    confirmer_id    integer references register_organisation (id),
    confirmed_at    integer,
    confirmed_by    integer references register_person (id),
    confirm_note    text not null default '',
    withdrawn_at    integer,
    withdrawn_by    integer references register_person (id),
    withdrawn_why   text not null default '',
    declined_at     integer,
    declined_by     integer references register_person (id),
    declined_why    text not null default '',
    -- Its decision was not agreed, so nobody waits for it.
    lapsed_at       integer,
    -- The last reminder, with the date it was about: "due_soon 2026-05-01".
    reminded        text not null default '',
    version         integer not null default 1,
    unique (place_id, number),
    check ((accepted_at is null) = (accepted_by is null)),
    check ((done_said_at is null) = (done_said_by is null)),
    check ((done_said_at is null) = (done_said_on is null)),
    check ((confirmed_at is null) = (confirmed_by is null)),
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    check ((declined_at is null) = (declined_by is null)),
    check (confirmer_id is null or confirmer_id <> organisation_id),
    check (confirmed_at is null or done_said_at is not null),
    check (done_said_at is null or accepted_at is not null),
    check (lapsed_at is null or accepted_at is null)
);

CREATE INDEX governance_promise_confirmer on governance_promise (confirmer_id);

CREATE INDEX governance_promise_decision on governance_promise (decision_id);

CREATE INDEX governance_promise_open on governance_promise (due)
    where confirmed_at is null and withdrawn_at is null and declined_at is null and lapsed_at is null;

CREATE INDEX governance_promise_organisation on governance_promise (organisation_id, due);

CREATE INDEX governance_promise_place on governance_promise (place_id, due);

CREATE INDEX governance_promise_withdrawn on governance_promise (withdrawn_at) where withdrawn_at is not null;

CREATE TABLE governance_promise_change (
    id         integer primary key,
    promise_id integer not null references governance_promise (id),
    -- renegotiated, got_in_the_way, said_done, sent_back, relied_on, comment
    kind       text not null,
    old_due    text,
    new_due    text,
    words      text not null,
    organisation_id integer references register_organisation (id),
    person_id  integer references register_person (id),
    at         integer not null
);

CREATE INDEX governance_promise_change_kind on governance_promise_change (kind, at);

CREATE INDEX governance_promise_change_promise on governance_promise_change (promise_id, at);

CREATE TABLE governance_settled (
    decision_id integer primary key references governance_decision (id),
    settled_in  text not null check (settled_in <> ''),
    settled_on  text not null,
    -- Organisations and posts that were in the room.
    present     text not null check (present <> ''),
    told_at     integer not null,
    version     integer not null default 1
);

CREATE TABLE register_area (
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
    lat_u       integer,
    lon_u       integer,
    -- Residents at the census of 2021 for a small area; the sum of its small areas for a larger one.
    residents   integer,
    -- Deprivation 2025: rank 1 is the most deprived of 33,755; deciles 1 to 10; score in thousandths.
    imd_rank    integer,
    imd_decile  integer,
    imd_score_m integer
);

CREATE INDEX register_area_kind on register_area (kind, name);

CREATE TABLE register_area_change (
    old_code text not null,
    new_code text not null,
    change   text not null,
    primary key (old_code, new_code)
);

CREATE INDEX register_area_change_new on register_area_change (new_code);

CREATE TABLE register_area_parent (
    child   text not null,
    parent  text not null,
    kind    text not null,
    share_u integer not null default 1000000 check (share_u between 0 and 1000000),
    primary key (child, kind, parent)
);

CREATE INDEX register_area_parent_parent on register_area_parent (parent, kind);

CREATE TABLE register_harvested (
    url          text primary key,
    system_name  text not null,
    place_name   text not null,
    json         text not null,
    harvested_at integer not null
);

CREATE TABLE register_holder (
    id            integer primary key,
    seat_id       integer not null references register_seat (id),
    person_id     integer not null references register_person (id),
    -- 'holder' or 'deputy'
    capacity      text not null,
    from_date     text not null,
    until_date    text,
    handover_note text not null default '',
    version       integer not null default 1
);

CREATE INDEX register_holder_person on register_holder (person_id);

CREATE INDEX register_holder_seat on register_holder (seat_id, from_date);

CREATE TABLE register_import (
    file        text primary key,
    sha256      text not null,
    rows_read   integer not null,
    imported_at integer not null
);

CREATE TABLE register_neighbourhood (
    id       integer primary key,
    place_id integer not null references register_place (id),
    slug     text not null,
    name     text not null,
    -- Stage of the integrated neighbourhood team: idea, planned, emerging, mature.
    stage    text not null,
    lead     text not null default '',
    version  integer not null default 1,
    unique (place_id, slug)
);

CREATE TABLE register_neighbourhood_area (
    neighbourhood_id integer not null references register_neighbourhood (id),
    area_code        text not null,
    primary key (neighbourhood_id, area_code)
);

CREATE INDEX register_neighbourhood_area_area on register_neighbourhood_area (area_code);

CREATE TABLE register_nhs_site (
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
    patients  integer,
    lat_u     integer,
    lon_u     integer,
    icb       text
);

CREATE INDEX register_nhs_site_kind on register_nhs_site (kind, name);

CREATE INDEX register_nhs_site_parent on register_nhs_site (parent);

CREATE INDEX register_nhs_site_position on register_nhs_site (kind, status, lat_u, lon_u);

CREATE TABLE register_organisation (
    id         integer primary key,
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
    version    integer not null default 1
);

CREATE INDEX register_organisation_match on register_organisation (match_name);

CREATE INDEX register_organisation_name on register_organisation (name);

CREATE INDEX register_organisation_sector on register_organisation (sector, match_name);

CREATE TABLE register_organisation_code (
    scheme          text not null,
    code            text not null,
    organisation_id integer not null references register_organisation (id),
    primary key (scheme, code)
);

CREATE INDEX register_organisation_code_organisation on register_organisation_code (organisation_id);

CREATE TABLE register_outline (
    code text primary key,
    kind text not null,
    path text not null,
    min_x integer not null,
    min_y integer not null,
    max_x integer not null,
    max_y integer not null
);

CREATE TABLE register_partner (
    place_id        integer not null references register_place (id),
    organisation_id integer not null references register_organisation (id),
    since           text,
    primary key (place_id, organisation_id)
);

CREATE INDEX register_partner_organisation on register_partner (organisation_id);

CREATE TABLE register_person (
    id            integer primary key,
    name          text not null,
    email         text not null unique,
    phone         text not null default '',
    administrator boolean not null default false,
    -- The secret in the address of their personal calendar feed.
    feed_token    text not null unique,
    left_on       text,
    version       integer not null default 1
);

CREATE INDEX register_person_name on register_person (name);

CREATE TABLE register_place (
    id        integer primary key,
    slug      text not null unique,
    system_id integer not null references register_system (id),
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
    confirmed_by        integer,
    closed_on           text,
    version             integer not null default 1,
    check ((confirmed_on is null) = (confirmed_by is null))
);

CREATE INDEX register_place_system on register_place (system_id, name);

CREATE TABLE register_place_area (
    place_id  integer not null references register_place (id),
    area_code text not null,
    share_u   integer not null default 1000000 check (share_u between 1 and 1000000),
    primary key (place_id, area_code)
);

CREATE INDEX register_place_area_area on register_place_area (area_code);

CREATE TABLE register_place_document (
    id       integer primary key,
    place_id integer not null references register_place (id),
    kind     text not null,
    title    text not null,
    url      text not null,
    dated    text,
    version  integer not null default 1
);

CREATE INDEX register_place_document_place on register_place_document (place_id);

CREATE TABLE register_postcode (
    postcode text primary key,
    lat_u    integer,
    lon_u    integer,
    ward     text,
    council  text,
    lsoa     text,
    -- When a newer list no longer had it. Null: in use.
    ended_on text
);

CREATE TABLE register_seat (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    body_id         integer,
    organisation_id integer references register_organisation (id),
    title           text not null,
    role            text not null,
    votes           boolean not null default true,
    closed_on       text,
    version         integer not null default 1,
    check ((body_id is null) = (role = 'place_team'))
);

CREATE INDEX register_seat_body on register_seat (body_id);

CREATE INDEX register_seat_organisation on register_seat (organisation_id);

CREATE INDEX register_seat_place on register_seat (place_id);

CREATE TABLE register_system (
    id        integer primary key,
    slug      text not null unique,
    name      text not null,
    area_code text,
    ods_code  text,
    region    text not null default '',
    website   text not null default '',
    closed_on text,
    version   integer not null default 1
);

CREATE INDEX register_system_area on register_system (area_code);

CREATE TABLE store_history (
    seq             integer primary key,
    at              integer not null,
    act             text not null,
    event           text not null,
    place_id        integer,
    subject_kind    text not null,
    subject_id      integer not null,
    person_id       integer,
    seat_id         integer,
    program         text,
    request_id      text not null default '',
    -- The key of the form that asked, so that a second press of the button changes nothing.
    idempotency_key text,
    before_json     text,
    after_json      text,
    check (person_id is null or program is null)
);

CREATE UNIQUE INDEX store_history_idempotency on store_history (idempotency_key);

CREATE INDEX store_history_place on store_history (place_id, seq);

CREATE INDEX store_history_subject on store_history (subject_kind, subject_id, seq);

CREATE TABLE store_job (
    id           integer primary key,
    kind         text not null,
    payload_json text not null,
    run_after    integer not null,
    attempts     integer not null default 0,
    claimed_until integer not null default 0,
    done_at      integer,
    failed_at    integer,
    last_error   text not null default ''
);

CREATE INDEX store_job_waiting on store_job (done_at, failed_at, run_after);

CREATE TABLE store_migration (
  number     bigint primary key,
  name       text not null,
  sha256     text not null,
  applied_at bigint not null
);

CREATE TABLE store_reconciler (
    name    text primary key,
    ran_at  integer not null,
    outcome text not null
);

CREATE TABLE store_setting (
    name       text primary key,
    value_json text not null,
    version    integer not null
);

CREATE TABLE web_mail (
    id       integer primary key,
    to_email text not null,
    subject  text not null,
    body     text not null,
    made_at  integer not null,
    sent_at  integer
);

CREATE INDEX web_mail_made on web_mail (made_at);

CREATE TABLE web_session (
    token_hash   text primary key,
    person_id    integer not null,
    csrf         text not null,
    made_at      integer not null,
    seen_at      integer not null,
    ended_at     integer
);

CREATE INDEX web_session_person on web_session (person_id);

CREATE TABLE web_sign_in_code (
    id           integer primary key,
    browser_hash text not null,
    email        text not null,
    code_hash    text not null,
    sent_at      integer not null,
    expires_at   integer not null,
    tries        integer not null default 0,
    used_at      integer,
    network      text not null default ''
);

CREATE INDEX web_sign_in_code_browser on web_sign_in_code (browser_hash);

CREATE INDEX web_sign_in_code_email on web_sign_in_code (email, sent_at);

CREATE INDEX web_sign_in_code_network on web_sign_in_code (network, sent_at);
