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

CREATE TABLE claims_claim (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    number     integer not null,
    words      text not null check (words <> ''),
    made_on    text not null,
    ended_on   text,
    -- What the place says to measures and reading.
    reply      text not null default '',
    replied_on text,
    version    integer not null default 1,
    unique (place_id, number),
    check ((reply = '') = (replied_on is null))
);

CREATE TABLE claims_review (
    id        integer primary key,
    place_id  integer not null references register_place (id),
    title     text not null check (title <> ''),
    opens_on  text not null,
    closes_on text not null,
    closed_at integer,
    version   integer not null default 1,
    check (closes_on >= opens_on)
);

CREATE INDEX claims_review_open on claims_review (closes_on) where closed_at is null;

CREATE INDEX claims_review_place on claims_review (place_id, opens_on);

CREATE TABLE claims_stage (
    -- priority or decision
    kind       text not null check (kind in ('priority', 'decision')),
    thing_id   integer not null,
    -- The organisation that says it; 0 is the team of the place.
    voice_id   integer not null,
    place_id   integer not null references register_place (id),
    stage      text not null,
    -- before, during or after drafting; only an organisation says it.
    invited    text check (invited in ('before', 'during', 'after')),
    words      text not null default '',
    person_id  integer references register_person (id),
    said_on    text not null,
    primary key (kind, thing_id, voice_id),
    check (voice_id <> 0 or invited is null)
);

CREATE INDEX claims_stage_place on claims_stage (place_id, kind);

CREATE TABLE claims_ticket (
    review_id integer not null references claims_review (id),
    person_id integer not null references register_person (id),
    primary key (review_id, person_id)
);

CREATE TABLE claims_tie (
    claim_id integer not null references claims_claim (id),
    measure  text not null,
    primary key (claim_id, measure)
);

CREATE TABLE claims_time (
    place_id        integer not null references register_place (id),
    organisation_id integer not null references register_organisation (id),
    -- The year in which the financial year begins.
    year            integer not null,
    asked_hours     integer not null check (asked_hours >= 0),
    paid_hours      integer not null check (paid_hours >= 0 and paid_hours <= asked_hours),
    person_id       integer references register_person (id),
    said_on         text not null,
    primary key (place_id, organisation_id, year)
);

CREATE TABLE claims_urn (
    review_id  integer not null references claims_review (id),
    claim_id   integer not null references claims_claim (id),
    not_at_all integer not null default 0 check (not_at_all >= 0),
    a_little   integer not null default 0 check (a_little >= 0),
    mostly     integer not null default 0 check (mostly >= 0),
    fully      integer not null default 0 check (fully >= 0),
    outcome    text check (outcome in ('shown', 'too_few', 'too_like')),
    primary key (review_id, claim_id)
);

CREATE TABLE directory_aside (
    feed_id     integer not null references directory_feed (id),
    position    integer not null,
    upstream_id text not null,
    name        text not null,
    reason      text not null,
    -- The rule that it breaks, in words, where it is one.
    words       text not null default '',
    primary key (feed_id, position)
);

CREATE TABLE directory_asking (
    id          integer primary key,
    listing_id  integer not null references directory_listing (id),
    -- SHA-256 of the key in the letter's link: whoever reads this table cannot answer for others.
    key_hash    text not null unique,
    asked_at    integer not null,
    answered_at integer,
    -- right, changed, stopped
    answer      text not null default '',
    check ((answered_at is null) = (answer = ''))
);

CREATE INDEX directory_asking_listing on directory_asking (listing_id, asked_at);

CREATE TABLE directory_contact (
    listing_id  integer primary key references directory_listing (id),
    name        text not null default '',
    email       text not null default '',
    phone       text not null default '',
    -- They said that they may be asked, and when.
    agreed_at   integer not null,
    check (email <> '' or phone <> '')
);

CREATE TABLE directory_feed (
    id       integer primary key,
    place_id integer references register_place (id),
    -- Where it comes from: a web address, or the name of a file.
    address  text not null unique,
    read_at  integer,
    version  integer not null default 1
);

CREATE TABLE directory_listing (
    id           integer primary key,
    uuid         text not null unique,
    place_id     integer references register_place (id),
    provider_id  integer references directory_provider (id),
    name         text not null check (name <> ''),
    -- The document; see crates/directory/src/listing/about.rs.
    about        text not null,
    -- waiting, listed, paused, ended, hidden
    state        text not null,
    why          text not null default '',
    -- own, officer, feed
    source       text not null,
    feed_id      integer references directory_feed (id),
    -- The document as its feed sent it last, and the fields in which both changed since and ours stands.
    upstream     text,
    ours         text not null default '[]',
    -- places, waiting, full, ask
    room         text not null default 'ask',
    waiting      integer,
    room_said_on text,
    checked_on   text,
    changed_at   integer not null,
    -- Rises with every change of any listing: whoever keeps an index asks for what is above the highest that it knows.
    change       integer not null,
    version      integer not null default 1,
    check ((feed_id is null) = (upstream is null)),
    check ((source = 'feed') = (feed_id is not null))
);

CREATE INDEX directory_listing_change on directory_listing (change);

CREATE INDEX directory_listing_feed on directory_listing (feed_id);

CREATE INDEX directory_listing_place on directory_listing (place_id, state, name);

CREATE INDEX directory_listing_provider on directory_listing (provider_id);

CREATE TABLE directory_provider (
    id              integer primary key,
    -- As other directories name it.
    uuid            text not null unique,
    place_id        integer references register_place (id),
    -- The same in the register, where somebody saw that they are.
    organisation_id integer references register_organisation (id),
    name            text not null,
    -- What it says of itself; see crates/directory/src/provider.rs.
    who             text not null,
    version         integer not null default 1
);

CREATE INDEX directory_provider_organisation on directory_provider (organisation_id);

CREATE TABLE directory_sent (
    feed_id     integer not null references directory_feed (id),
    upstream_id text not null,
    listing_id  integer not null references directory_listing (id),
    -- SHA-256 of what was sent: the same again is passed over.
    sum         text not null,
    repairs     text not null,
    primary key (feed_id, upstream_id)
);

CREATE INDEX directory_sent_listing on directory_sent (listing_id);

CREATE TABLE directory_unmet (
    place_id integer not null references register_place (id),
    -- Code of the small area where a postcode was given.
    area     text not null default '',
    -- A need; 'other' where the words meant none that we know.
    need     text not null,
    -- "2026-11"
    month    text not null,
    count    integer not null,
    primary key (place_id, area, need, month)
);

CREATE TABLE directory_wrong (
    id         integer primary key,
    listing_id integer not null references directory_listing (id),
    -- gone, times, contact, cost, other
    what       text not null,
    words      text not null default '',
    told_at    integer not null,
    looked_at  integer,
    -- changed, right, taken_out
    outcome    text not null default '',
    check ((looked_at is null) = (outcome = ''))
);

CREATE INDEX directory_wrong_listing on directory_wrong (listing_id, told_at);

CREATE TABLE focus_aim (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    organisation_id integer not null references register_organisation (id),
    words           text not null check (words <> ''),
    source          text not null default '',
    source_url      text not null default '',
    ended_on        text,
    version         integer not null default 1
);

CREATE INDEX focus_aim_place on focus_aim (place_id, organisation_id);

CREATE TABLE focus_aim_priority (
    aim_id      integer not null references focus_aim (id),
    priority_id integer not null references governance_priority (id),
    primary key (aim_id, priority_id)
);

CREATE INDEX focus_aim_priority_priority on focus_aim_priority (priority_id);

CREATE TABLE focus_support (
    priority_id     integer not null references governance_priority (id),
    organisation_id integer not null references register_organisation (id),
    place_id        integer not null references register_place (id),
    level           text not null check (level in ('ours', 'support', 'live_with', 'not_ours')),
    words           text not null default '',
    person_id       integer references register_person (id),
    said_on         text not null,
    primary key (priority_id, organisation_id)
);

CREATE INDEX focus_support_place on focus_support (place_id);

CREATE TABLE governance_adoption (
    decision_id     integer not null references governance_decision (id),
    organisation_id integer not null references register_organisation (id),
    asked_at        integer not null,
    -- not_yet, adopted, varied or declined
    state           text not null check (state in ('not_yet', 'adopted', 'varied', 'declined')),
    -- Who in the organisation decided, and on which day.
    decided_by      text not null default '',
    decided_on      text,
    -- The variation, or why it was declined, in the organisation's own words.
    words           text not null default '',
    person_id       integer references register_person (id),
    version         integer not null default 1,
    primary key (decision_id, organisation_id),
    check ((state = 'not_yet') = (decided_on is null)),
    check (state not in ('varied', 'declined') or words <> '')
);

CREATE INDEX governance_adoption_organisation on governance_adoption (organisation_id, state);

CREATE TABLE governance_amendment (
    id              integer primary key,
    meeting_id      integer not null references governance_meeting (id),
    organisation_id integer not null references register_organisation (id),
    person_id       integer references register_person (id),
    -- The words of the draft that it is about. Empty: something is missing.
    instead_of      text not null default '',
    words           text not null check (words <> ''),
    at              integer not null,
    -- Empty until whoever writes the minutes answers; then taken or not_taken.
    verdict         text not null default '' check (verdict in ('', 'taken', 'not_taken')),
    reply           text not null default '',
    settled_at      integer,
    version         integer not null default 1,
    check ((verdict = '') = (settled_at is null)),
    check (verdict <> 'not_taken' or reply <> '')
);

CREATE INDEX governance_amendment_meeting on governance_amendment (meeting_id, at);

CREATE TABLE governance_asked (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    by_body         text not null check (by_body <> ''),
    -- If it is in the register, its people may reply.
    organisation_id integer references register_organisation (id),
    what            text not null check (what <> ''),
    asked_on        text not null,
    -- done, in_part, declined or set_aside
    answer          text not null check (answer in ('done', 'in_part', 'declined', 'set_aside')),
    answered_on     text not null,
    why             text not null default '',
    decision_id     integer references governance_decision (id),
    recorded_at     integer not null,
    reply           text not null default '',
    replied_at      integer,
    version         integer not null default 1,
    check (answered_on >= asked_on),
    check (answer = 'done' or why <> ''),
    check ((replied_at is null) = (reply = ''))
);

CREATE INDEX governance_asked_place on governance_asked (place_id, answered_on);

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

CREATE TABLE governance_check (
    id          integer primary key,
    item_id     integer references governance_item (id),
    decision_id integer references governance_decision (id),
    question    text not null check (question in ('involvement', 'equality', 'impact')),
    -- evidence or none
    answer      text not null check (answer in ('evidence', 'none')),
    words       text not null check (words <> ''),
    link        text not null default '',
    paper_id    integer references governance_paper (id),
    answered_at integer not null,
    answered_by integer references register_person (id),
    unique (item_id, question),
    unique (decision_id, question),
    check ((item_id is null) <> (decision_id is null)),
    check (answer = 'evidence' or (link = '' and paper_id is null)),
    check (answer = 'none' or link <> '' or paper_id is not null)
);

CREATE INDEX governance_check_paper on governance_check (paper_id);

CREATE TABLE governance_concern (
    decision_id     integer not null,
    organisation_id integer not null,
    kind            text not null check (kind in ('evidence', 'money', 'capacity', 'principle', 'people')),
    primary key (decision_id, organisation_id, kind),
    foreign key (decision_id, organisation_id) references governance_position (decision_id, organisation_id)
);

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

CREATE INDEX governance_decision_sealing on governance_decision (place_id, positions_due, closed_at);

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

CREATE TABLE governance_house_rules (
    body_id           integer primary key references governance_body (id),
    -- Clear days before a meeting by which its papers are there.
    paper_days        integer not null check (paper_days between 0 and 60),
    -- The chair comes from none of the partners.
    independent_chair boolean not null default false,
    version           integer not null default 1
);

CREATE TABLE governance_interest (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    person_id       integer references register_person (id),
    organisation_id integer references register_organisation (id),
    -- financial, professional, personal, indirect; contract, bid, ownership, funding
    kind            text not null,
    -- What it is in: organisation, pot or contract. The key is what items are compared with.
    thing           text not null check (thing in ('organisation', 'pot', 'contract')),
    about_id        integer references register_organisation (id),
    name            text not null default '',
    key             text not null check (key <> ''),
    what            text not null check (what <> ''),
    from_date       text not null,
    until_date      text,
    declared_at     integer not null,
    declared_by     integer references register_person (id),
    version         integer not null default 1,
    check ((person_id is null) <> (organisation_id is null)),
    check ((thing = 'organisation') = (about_id is not null)),
    check ((thing = 'organisation') = (name = '')),
    check (until_date is null or until_date >= from_date),
    check (organisation_id is null or about_id is null or organisation_id <> about_id)
);

CREATE INDEX governance_interest_key on governance_interest (place_id, thing, key);

CREATE INDEX governance_interest_organisation on governance_interest (organisation_id);

CREATE INDEX governance_interest_person on governance_interest (person_id);

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
, function_id integer references authority_function (id), came_to text not null default ''
    check (came_to in ('', 'decision', 'promise', 'deferral', 'note')), deferred_from integer references governance_item (id));

CREATE INDEX governance_item_deferred on governance_item (deferred_from);

CREATE INDEX governance_item_meeting on governance_item (meeting_id, position);

CREATE INDEX governance_item_priority on governance_item (priority_id);

CREATE INDEX governance_item_returned on governance_item (returned_promise_id);

CREATE TABLE governance_item_name (
    item_id         integer not null references governance_item (id),
    thing           text not null check (thing in ('organisation', 'pot', 'contract')),
    organisation_id integer references register_organisation (id),
    name            text not null default '',
    key             text not null check (key <> ''),
    primary key (item_id, thing, key),
    check ((thing = 'organisation') = (organisation_id is not null)),
    check ((thing = 'organisation') = (name = ''))
);

CREATE INDEX governance_item_name_key on governance_item_name (thing, key);

CREATE TABLE governance_item_promise (
    promise_id integer primary key references governance_promise (id),
    item_id    integer not null references governance_item (id)
);

CREATE INDEX governance_item_promise_item on governance_item_promise (item_id);

CREATE TABLE governance_meaning (
    term_id integer not null references governance_term (id),
    -- A sector, or empty: for everybody.
    sector  text not null default '',
    words   text not null check (words <> ''),
    primary key (term_id, sector)
);

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
    version    integer not null default 1, closed_at integer, amend_until text,
    check (ends_at > starts_at),
    check ((state = 'cancelled') = (cancel_reason <> '')),
    check ((minutes_state = 'none') = (minutes = '')),
    check ((minutes_state = 'approved') = (minutes_approved_at is not null))
);

CREATE INDEX governance_meeting_body on governance_meeting (body_id, starts_at);

CREATE INDEX governance_meeting_place on governance_meeting (place_id, starts_at);

CREATE INDEX governance_meeting_private on governance_meeting (place_id) where not in_public;

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
, effect_on text, promised_days integer, people integer, people_words text not null default '');

CREATE INDEX governance_override_decision on governance_override (decision_id);

CREATE INDEX governance_override_place on governance_override (place_id, at);

CREATE TABLE governance_override_promise (
    override_id integer not null references governance_override (id),
    promise_id  integer not null references governance_promise (id),
    primary key (override_id, promise_id)
);

CREATE INDEX governance_override_promise_promise on governance_override_promise (promise_id);

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
, words integer, pages integer);

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

CREATE INDEX governance_position_awaited on governance_position (decision_id) where stance is null;

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

CREATE TABLE governance_private_reason (
    meeting_id integer primary key references governance_meeting (id),
    words      text not null check (words <> ''),
    version    integer not null default 1
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
    version         integer not null default 1, ended_as text, open_until integer not null default 9223372036854775807,
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

CREATE INDEX governance_promise_owner_end on governance_promise (place_id, organisation_id, ended_as, open_until, decision_id);

CREATE INDEX governance_promise_place on governance_promise (place_id, due);

CREATE INDEX governance_promise_until on governance_promise (place_id, open_until, due, number, decision_id, organisation_id, ended_as);

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

CREATE TABLE governance_publication (
    decision_id  integer primary key references governance_decision (id),
    published_at integer not null,
    published_by integer references register_person (id)
);

CREATE TABLE governance_reopening (
    decision_id     integer primary key references governance_decision (id),
    earlier_id      integer not null references governance_decision (id),
    -- The first of the chain, and how often the matter was put, this time included.
    first_id        integer not null references governance_decision (id),
    time_number     integer not null check (time_number >= 2),
    evidence        text not null check (evidence <> ''),
    -- Money spent since the earlier decision, as somebody counted it, and where that is from.
    spent_pence     integer check (spent_pence >= 0),
    spent_source    text not null default '',
    at              integer not null,
    check (decision_id <> earlier_id),
    check ((spent_pence is null) = (spent_source = '')),
    unique (first_id, time_number)
);

CREATE INDEX governance_reopening_earlier on governance_reopening (earlier_id);

CREATE TABLE governance_route (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    title      text not null check (title <> ''),
    summary    text not null default '',
    begun_on   text not null,
    -- Given up, with the reason.
    ended_at   integer,
    ended_why  text not null default '',
    version    integer not null default 1,
    check ((ended_at is null) = (ended_why = ''))
);

CREATE INDEX governance_route_place on governance_route (place_id, begun_on);

CREATE TABLE governance_route_step (
    id          integer primary key,
    route_id    integer not null references governance_route (id),
    position    integer not null,
    -- A body of the place, or one outside by its name.
    body_id     integer references governance_body (id),
    outside     text not null default '',
    -- endorse, decide, ratify or note
    role        text not null check (role in ('endorse', 'decide', 'ratify', 'note')),
    by_date     text,
    -- Where it is before the body: the rest is drawn from there.
    item_id     integer references governance_item (id),
    decision_id integer references governance_decision (id),
    -- A body outside: what it made of it, as the place was told.
    told        text check (told in ('passed', 'not_passed')),
    told_on     text,
    told_words  text not null default '',
    version     integer not null default 1,
    unique (route_id, position),
    check ((body_id is null) <> (outside = '')),
    check (body_id is not null or (item_id is null and decision_id is null)),
    check (body_id is null or told is null),
    check ((told is null) = (told_on is null))
);

CREATE INDEX governance_route_step_body on governance_route_step (body_id);

CREATE INDEX governance_route_step_decision on governance_route_step (decision_id);

CREATE INDEX governance_route_step_item on governance_route_step (item_id);

CREATE TABLE governance_ruling (
    id              integer primary key,
    item_id         integer not null references governance_item (id),
    person_id       integer references register_person (id),
    organisation_id integer references register_organisation (id),
    verdict         text not null check (verdict in ('no_conflict', 'speak_only', 'leave')),
    reason          text not null check (reason <> ''),
    ruled_at        integer not null,
    ruled_by        integer references register_person (id),
    version         integer not null default 1,
    unique (item_id, person_id),
    unique (item_id, organisation_id),
    check ((person_id is null) <> (organisation_id is null))
);

CREATE TABLE governance_settled (
    decision_id integer primary key references governance_decision (id),
    settled_in  text not null check (settled_in <> ''),
    settled_on  text not null,
    -- Organisations and posts that were in the room.
    present     text not null check (present <> ''),
    told_at     integer not null,
    version     integer not null default 1
);

CREATE TABLE governance_stake (
    item_id         integer not null references governance_item (id),
    organisation_id integer not null references register_organisation (id),
    gain            text not null default '',
    lose            text not null default '',
    told            text not null default '',
    person_id       integer references register_person (id),
    written_at      integer not null,
    version         integer not null default 1,
    primary key (item_id, organisation_id),
    check (gain <> '' or lose <> '' or told <> '')
);

CREATE TABLE governance_term (
    id       integer primary key,
    place_id integer not null references register_place (id),
    word     text not null check (word <> ''),
    key      text not null check (key <> ''),
    version  integer not null default 1,
    unique (place_id, key)
);

CREATE TABLE governance_vacancy_told (
    seat_id integer primary key references register_seat (id),
    -- The last day on which somebody held it; empty: nobody ever did.
    since   text not null,
    told_at integer not null
);

CREATE TABLE identity_ceremony (
    id        integer primary key,
    browser   text not null,
    kind      text not null,
    person_id integer references register_person (id),
    state     text not null,
    network   text not null default '',
    begun_at  integer not null
);

CREATE INDEX identity_ceremony_browser on identity_ceremony (browser, kind);

CREATE INDEX identity_ceremony_network on identity_ceremony (network, begun_at);

CREATE TABLE identity_declined (
    person_id integer primary key references register_person (id),
    at        integer not null
);

CREATE TABLE identity_link (
    provider_id integer not null references identity_provider (id),
    subject     text not null,
    person_id   integer not null references register_person (id),
    made_at     integer not null,
    primary key (provider_id, subject),
    unique (provider_id, person_id)
);

CREATE INDEX identity_link_person on identity_link (person_id);

CREATE TABLE identity_passkey (
    id            integer primary key,
    person_id     integer not null references register_person (id),
    name          text not null,
    -- As browsers call it, base64url.
    credential_id text not null unique,
    -- The public key and its counter, as JSON: no secret.
    credential    text not null,
    made_at       integer not null,
    used_at       integer
);

CREATE INDEX identity_passkey_person on identity_passkey (person_id);

CREATE TABLE identity_provider (
    id            integer primary key,
    name          text not null,
    issuer        text not null unique,
    client_id     text not null,
    -- Sealed with the key outside the database; empty where this site signs with a key of its own instead.
    secret        text not null default '',
    -- Domains of e-mail addresses that it may speak for, one a line.
    domains       text not null,
    proves        boolean not null default false,
    open          boolean not null default true,
    version       integer not null default 1
);

CREATE TABLE keeping_erasure (
    -- Who was erased: the number alone, which says nothing once the rest is gone.
    person_id integer primary key references register_person (id),
    at        integer not null,
    erased_by integer references register_person (id),
    extent    text not null,
    -- Passages in the words of others that were struck out, and rows that were deleted.
    passages  integer not null,
    deleted   integer not null
);

CREATE TABLE keeping_search (
    id        integer primary key,
    at        integer not null,
    person_id integer not null references register_person (id),
    -- The name, e-mail address or telephone number that was looked for.
    sought    text not null,
    why       text not null
);

CREATE INDEX keeping_search_at on keeping_search (at);

CREATE TABLE notices_escalation (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    number          integer not null,
    -- question or grievance
    kind            text not null check (kind in ('question', 'grievance')),
    -- Who asks: an organisation, or the place.
    from_organisation_id integer references register_organisation (id),
    -- Whom: a body, or a post - a seat, whoever holds it.
    to_body_id      integer references governance_body (id),
    to_seat_id      integer references register_seat (id),
    subject         text not null check (subject <> ''),
    words           text not null check (words <> ''),
    wish            text not null default '',
    sent_at         integer not null,
    sent_by         integer references register_person (id),
    acknowledge_by  text not null,
    answer_by       text not null,
    public_from     text not null,
    acknowledged_at integer,
    acknowledged_words text not null default '',
    answered_at     integer,
    answer          text not null default '',
    -- What the sender made of the answer: settled or not_settled.
    settled         text check (settled in ('settled', 'not_settled')),
    settled_at      integer,
    settled_words   text not null default '',
    withdrawn_at    integer,
    -- The last letter, with the day it was about.
    reminded        text not null default '',
    version         integer not null default 1,
    unique (place_id, number),
    check ((to_body_id is null) <> (to_seat_id is null)),
    check ((answered_at is null) = (answer = '')),
    check ((settled is null) = (settled_at is null)),
    check (settled is null or answered_at is not null),
    check (answered_at is null or acknowledged_at is not null),
    check (acknowledge_by <= answer_by),
    check (answer_by < public_from)
);

CREATE INDEX notices_escalation_body on notices_escalation (to_body_id);

CREATE INDEX notices_escalation_open on notices_escalation (answer_by) where answered_at is null and withdrawn_at is null;

CREATE INDEX notices_escalation_place on notices_escalation (place_id, sent_at);

CREATE INDEX notices_escalation_seat on notices_escalation (to_seat_id);

CREATE INDEX notices_escalation_sender on notices_escalation (from_organisation_id);

CREATE TABLE notices_notice (
    id              integer primary key,
    place_id        integer not null references register_place (id),
    number          integer not null,
    -- Who stops, cuts or changes something.
    organisation_id integer not null references register_organisation (id),
    -- stop, cut or change
    kind            text not null check (kind in ('stop', 'cut', 'change')),
    -- funding or service
    of_what         text not null check (of_what in ('funding', 'service')),
    title           text not null check (title <> ''),
    what            text not null check (what <> ''),
    reason          text not null default '',
    -- given: the organisation told the place. learned: the place found out.
    source          text not null check (source in ('given', 'learned')),
    learned_how     text not null default '',
    told_on         text not null,
    starts_on       text not null,
    -- Calendar days from being told until it starts; 0 when it had begun.
    given_days      integer not null check (given_days >= 0),
    -- The standard as it stood on that day.
    promised_days   integer not null check (promised_days >= 0),
    promised_words  text not null default '',
    amount_pence    integer check (amount_pence >= 0),
    people          integer check (people >= 0),
    people_words    text not null default '',
    services        text not null default '',
    recorded_at     integer not null,
    recorded_by     integer references register_person (id),
    withdrawn_at    integer,
    withdrawn_why   text not null default '',
    version         integer not null default 1,
    unique (place_id, number),
    check ((source = 'learned') = (learned_how <> '')),
    check ((withdrawn_at is null) = (withdrawn_why = ''))
);

CREATE INDEX notices_notice_organisation on notices_notice (organisation_id, starts_on);

CREATE INDEX notices_notice_place on notices_notice (place_id, starts_on);

CREATE TABLE notices_reply (
    id              integer primary key,
    notice_id       integer not null references notices_notice (id),
    -- 0: the place itself.
    organisation_id integer not null default 0,
    words           text not null check (words <> ''),
    at              integer not null,
    person_id       integer references register_person (id),
    unique (notice_id, organisation_id)
);

CREATE TABLE notices_standard (
    place_id         integer primary key references register_place (id),
    -- Calendar days of notice that partners promise each other before they stop, cut or change something.
    notice_days      integer not null check (notice_days between 0 and 730),
    -- The promise in the place's own words.
    words            text not null default '',
    -- Working days.
    acknowledge_days integer not null check (acknowledge_days between 1 and 60),
    answer_days      integer not null check (answer_days between 1 and 250),
    -- Working days after the answer was due until the public sees the subject.
    public_days      integer not null check (public_days between 1 and 250),
    version          integer not null default 1,
    check (answer_days >= acknowledge_days)
);

CREATE TABLE notices_step (
    id              integer primary key,
    notice_id       integer not null references notices_notice (id),
    what            text not null check (what <> ''),
    organisation_id integer not null references register_organisation (id),
    due             text not null,
    done_on         text,
    done_words      text not null default '',
    version         integer not null default 1
);

CREATE INDEX notices_step_notice on notices_step (notice_id, due);

CREATE INDEX notices_step_owner on notices_step (organisation_id, due) where done_on is null;

CREATE TABLE notices_touched (
    notice_id   integer not null references notices_notice (id),
    -- promise or decision
    kind        text not null check (kind in ('promise', 'decision')),
    subject_id  integer not null,
    primary key (notice_id, kind, subject_id)
);

CREATE INDEX notices_touched_subject on notices_touched (kind, subject_id);

CREATE TABLE record_checkpoint (
    log       integer not null references record_log (number),
    size      integer not null,
    root      blob not null,
    signed_at integer not null,
    -- As it is given to everybody.
    note      text not null,
    primary key (log, size)
);

CREATE TABLE record_cosignature (
    log       integer not null references record_log (number),
    size      integer not null,
    witness   text not null,
    -- As it stands below the checkpoint.
    line      text not null,
    signed_at integer not null,
    primary key (log, size, witness)
);

CREATE TABLE record_entry (
    log          integer not null references record_log (number),
    -- Its place in the log, from 0.
    number       integer not null,
    -- The line of history that it is of.
    line         integer not null,
    event        text not null,
    place_id     integer,
    subject_kind text not null,
    subject_id   integer not null,
    at           integer not null,
    commitment   blob not null,
    -- Null once what it says was erased: then nobody can tell what the commitment was of.
    salt         blob,
    primary key (log, number),
    unique (log, line)
);

CREATE INDEX record_entry_subject on record_entry (subject_kind, subject_id);

CREATE TABLE record_log (
    number       integer primary key,
    origin       text not null unique,
    verifier_key text not null,
    begun_at     integer not null,
    -- Why there is another log than the first.
    begun_why    text not null default ''
);

CREATE TABLE record_tile (
    log    integer not null references record_log (number),
    level  integer not null,
    number integer not null,
    -- 256 hashes of 32 bytes when it is whole.
    hashes blob not null,
    primary key (log, level, number)
);

CREATE TABLE record_witnessed (
    origin    text primary key,
    size      integer not null,
    root      blob not null,
    signed_at integer not null
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
) without rowid;

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
) without rowid;

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

CREATE INDEX store_history_event on store_history (event, seq);

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

CREATE TABLE store_reading (
    id           integer primary key,
    at           integer not null,
    person_id    integer,
    program      text,
    -- Whose it is; null for a list of everybody.
    of_person_id integer,
    what         text not null,
    why          text not null,
    check (person_id is null or program is null)
);

CREATE INDEX store_reading_at on store_reading (at);

CREATE INDEX store_reading_of on store_reading (of_person_id, at);

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

CREATE TABLE surveys_meaning (
    round_id    integer not null references surveys_round (id),
    words       text not null,
    priority_id integer,
    settled_by  integer references register_person (id),
    primary key (round_id, words)
);

CREATE TABLE surveys_own_view (
    round_id        integer not null references surveys_round (id),
    organisation_id integer not null references register_organisation (id),
    principle_id    integer not null references surveys_principle (id),
    level           text not null check (level in ('not_at_all', 'a_little', 'mostly', 'fully')),
    primary key (round_id, organisation_id, principle_id)
);

CREATE TABLE surveys_pledge (
    id              integer primary key,
    round_id        integer not null references surveys_round (id),
    place_id        integer not null references register_place (id),
    organisation_id integer not null references register_organisation (id),
    words           text not null check (words <> ''),
    by_date         text not null,
    outcome         text check (outcome in ('done', 'partly', 'not_done')),
    outcome_words   text not null default '',
    followed_on     text,
    version         integer not null default 1,
    check ((outcome is null) = (followed_on is null)),
    check ((outcome is null) = (outcome_words = ''))
);

CREATE INDEX surveys_pledge_organisation on surveys_pledge (organisation_id, place_id);

CREATE INDEX surveys_pledge_round on surveys_pledge (round_id);

CREATE TABLE surveys_principle (
    id       integer primary key,
    set_id   integer not null references surveys_set (id),
    number   integer not null,
    title    text not null check (title <> ''),
    sentence text not null check (sentence <> ''),
    unique (set_id, number)
);

CREATE TABLE surveys_remembered (
    round_id    integer not null references surveys_round (id),
    priority_id integer not null,
    number      integer not null,
    title       text not null,
    sentence    text not null,
    primary key (round_id, priority_id)
);

CREATE TABLE surveys_reply (
    round_id   integer not null references surveys_round (id),
    -- The organisation (behaviour) or the body (confidence), as in surveys_urn.
    about_id   integer not null,
    words      text not null check (words <> ''),
    person_id  integer references register_person (id),
    replied_on text not null,
    primary key (round_id, about_id)
);

CREATE TABLE surveys_round (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    kind       text not null check (kind in ('recall', 'confidence', 'behaviour')),
    -- A body (confidence), a set of principles (behaviour), a meeting if there is one (recall).
    about_id   integer,
    about_name text not null default '',
    title      text not null check (title <> ''),
    opens_on   text not null,
    closes_on  text not null,
    closed_at  integer,
    audience   text not null check (audience in ('concerned', 'partners', 'everybody')),
    version    integer not null default 1,
    check (closes_on >= opens_on),
    check (kind = 'recall' or about_id is not null)
);

CREATE INDEX surveys_round_about on surveys_round (about_id, kind);

CREATE INDEX surveys_round_open on surveys_round (closes_on) where closed_at is null;

CREATE INDEX surveys_round_place on surveys_round (place_id, kind, opens_on);

CREATE TABLE surveys_set (
    id         integer primary key,
    place_id   integer not null references register_place (id),
    title      text not null check (title <> ''),
    source     text not null check (source in ('acevo_2014', 'own')),
    adopted_on text not null,
    ended_on   text,
    version    integer not null default 1
);

CREATE INDEX surveys_set_place on surveys_set (place_id, adopted_on);

CREATE TABLE surveys_signature (
    set_id          integer not null references surveys_set (id),
    organisation_id integer not null references register_organisation (id),
    person_id       integer references register_person (id),
    signed_on       text not null,
    primary key (set_id, organisation_id)
);

CREATE INDEX surveys_signature_organisation on surveys_signature (organisation_id);

CREATE TABLE surveys_ticket (
    round_id  integer not null references surveys_round (id),
    about_id  integer not null,
    person_id integer not null references register_person (id),
    primary key (round_id, about_id, person_id)
);

CREATE INDEX surveys_ticket_person on surveys_ticket (person_id);

CREATE TABLE surveys_urn (
    round_id integer not null references surveys_round (id),
    -- Whose series it is: the place (recall), the body (confidence), the organisation that is read (behaviour).
    about_id integer not null,
    answers  text not null default '[]',
    -- Set when the round closes, from who answered alone.
    outcome  text check (outcome in ('shown', 'too_few', 'too_like')),
    version  integer not null default 1,
    primary key (round_id, about_id)
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
, way text not null default '', browser text not null default '');

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
