-- What: bodies, meetings, priorities, decisions with positions, promises with their life, overrides.
-- Why: agreements evaporate; these rows are what was agreed, by whom, with whose power, and what became of it.
-- Safe: new tables only.

create table governance_body (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    parent_id  bigint references governance_body (id),
    slug       text not null,
    name       text not null,
    kind       text not null,
    remit      text not null,
    -- Where its authority comes from, in words with its legal basis.
    authority  text not null default '',
    quorum     bigint not null default 0,
    closed_on  text,
    version    bigint not null default 1,
    unique (place_id, slug)
);
create index governance_body_parent on governance_body (parent_id);

create table governance_priority (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    number     bigint not null,
    title      text not null,
    -- One plain sentence: what will be different for people.
    sentence   text not null,
    -- The need it answers: what data and people say.
    need       text not null default '',
    origin     text not null,
    from_date  text not null,
    until_date text,
    version    bigint not null default 1,
    unique (place_id, number)
);

create table governance_meeting (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    body_id    bigint not null references governance_body (id),
    title      text not null,
    starts_at  bigint not null,
    ends_at    bigint not null,
    venue      text not null default '',
    online_url text not null default '',
    in_public  boolean not null default true,
    -- planned, held or cancelled
    state      text not null,
    cancel_reason text not null default '',
    minutes    text not null default '',
    -- none, draft or approved
    minutes_state text not null default 'none',
    minutes_approved_at bigint,
    version    bigint not null default 1,
    check (ends_at > starts_at),
    check ((state = 'cancelled') = (cancel_reason <> '')),
    check ((minutes_state = 'none') = (minutes = '')),
    check ((minutes_state = 'approved') = (minutes_approved_at is not null))
);
create index governance_meeting_body on governance_meeting (body_id, starts_at);
create index governance_meeting_place on governance_meeting (place_id, starts_at);

-- What was wrong in approved minutes, added below them: the minutes stay.
create table governance_minutes_correction (
    id         bigint primary key,
    meeting_id bigint not null references governance_meeting (id),
    words      text not null check (words <> ''),
    at         bigint not null,
    person_id  bigint references register_person (id)
);
create index governance_minutes_correction_meeting on governance_minutes_correction (meeting_id, at);

create table governance_item (
    id          bigint primary key,
    meeting_id  bigint not null references governance_meeting (id),
    position    bigint not null,
    title       text not null,
    summary     text not null default '',
    priority_id bigint references governance_priority (id),
    -- What the body can do about it: decide, endorse, advise or note.
    power       text not null,
    minutes_planned bigint not null default 10,
    sponsor_id  bigint references register_organisation (id),
    -- A withdrawn promise comes back by itself.
    returned_promise_id bigint,
    outcome     text not null default '',
    version     bigint not null default 1
);
create index governance_item_meeting on governance_item (meeting_id, position);
create index governance_item_priority on governance_item (priority_id);
create index governance_item_returned on governance_item (returned_promise_id);

create table governance_paper (
    id         bigint primary key,
    item_id    bigint not null references governance_item (id),
    title      text not null,
    file_name  text not null,
    media_type text not null,
    -- open, partnership or confidential
    marking    text not null,
    size_bytes bigint not null,
    sha256     text not null,
    content    blob not null,
    added_at   bigint not null,
    added_by   bigint
);
create index governance_paper_item on governance_paper (item_id);

create table governance_attendance (
    meeting_id      bigint not null references governance_meeting (id),
    organisation_id bigint not null references register_organisation (id),
    person_id       bigint references register_person (id),
    -- present, apologies or absent
    state           text not null,
    primary key (meeting_id, organisation_id)
);

create table governance_decision (
    id           bigint primary key,
    place_id     bigint not null references register_place (id),
    -- "Decision 42" of its place, for minutes and talk.
    number       bigint not null,
    body_id      bigint not null references governance_body (id),
    meeting_id   bigint references governance_meeting (id),
    item_id      bigint references governance_item (id),
    priority_id  bigint references governance_priority (id),
    title        text not null,
    text         text not null,
    plain_summary text not null,
    -- decide, endorse, advise or note; and whose power it was.
    power        text not null,
    power_holder text not null,
    power_basis  text not null default '',
    -- Positions are sealed until all are in or until this moment.
    positions_due bigint not null,
    opened_at    bigint not null,
    closed_at    bigint,
    -- agreed, not_agreed or withdrawn: only with closed_at.
    result       text,
    -- How an objection was resolved, or why it was not agreed.
    closing_words text not null default '',
    -- When a job told everybody that positions can be read; they can be read without it.
    unsealed_at  bigint,
    -- When those still awaited were reminded of the deadline.
    reminded_at  bigint,
    version      bigint not null default 1,
    unique (place_id, number),
    check ((closed_at is null) = (result is null))
);
create index governance_decision_body on governance_decision (body_id, opened_at);
create index governance_decision_meeting on governance_decision (meeting_id);
create index governance_decision_item on governance_decision (item_id);
create index governance_decision_priority on governance_decision (priority_id);
create index governance_decision_place on governance_decision (place_id, opened_at);
create index governance_decision_open on governance_decision (positions_due) where closed_at is null;

-- Who is asked. A row here without a position is still awaited.
create table governance_position (
    decision_id     bigint not null references governance_decision (id),
    organisation_id bigint not null references register_organisation (id),
    seat_id         bigint references register_seat (id),
    person_id       bigint references register_person (id),
    -- assent, assent_with_conditions, stand_aside, object, recused; null while awaited.
    stance          text,
    reason          text not null default '',
    given_at        bigint,
    version         bigint not null default 1,
    primary key (decision_id, organisation_id),
    check ((stance is null) = (given_at is null)),
    check (stance is null or stance <> 'object' or reason <> ''),
    check (stance is null or stance <> 'assent_with_conditions' or reason <> '')
);
create index governance_position_organisation on governance_position (organisation_id, stance);

create table governance_promise (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    number          bigint not null,
    decision_id     bigint references governance_decision (id),
    organisation_id bigint not null references register_organisation (id),
    what            text not null,
    done_means      text not null,
    due             text not null,
    made_at         bigint not null,
    accepted_at     bigint,
    accepted_by     bigint references register_person (id),
    -- The owner says it is done; another partner, named here, confirms.
    done_said_at    bigint,
    done_said_by    bigint references register_person (id),
    -- The day it was in England at that moment: kept on time or later is drawn from it.
    done_said_on    text,
    evidence        text not null default '',
    confirmer_id    bigint references register_organisation (id),
    confirmed_at    bigint,
    confirmed_by    bigint references register_person (id),
    confirm_note    text not null default '',
    withdrawn_at    bigint,
    withdrawn_by    bigint references register_person (id),
    withdrawn_why   text not null default '',
    declined_at     bigint,
    declined_by     bigint references register_person (id),
    declined_why    text not null default '',
    -- Its decision was not agreed, so nobody waits for it.
    lapsed_at       bigint,
    -- The last reminder, with the date it was about: "due_soon 2026-05-01".
    reminded        text not null default '',
    version         bigint not null default 1,
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
create index governance_promise_open on governance_promise (due)
    where confirmed_at is null and withdrawn_at is null and declined_at is null and lapsed_at is null;
create index governance_promise_withdrawn on governance_promise (withdrawn_at) where withdrawn_at is not null;
create index governance_promise_place on governance_promise (place_id, due);
create index governance_promise_organisation on governance_promise (organisation_id, due);
create index governance_promise_confirmer on governance_promise (confirmer_id);
create index governance_promise_decision on governance_promise (decision_id);

-- What was said on a promise. A new date, with the reason; the old date stays here.
create table governance_promise_change (
    id         bigint primary key,
    promise_id bigint not null references governance_promise (id),
    -- renegotiated, got_in_the_way, said_done, sent_back, relied_on, comment
    kind       text not null,
    old_due    text,
    new_due    text,
    words      text not null,
    organisation_id bigint references register_organisation (id),
    person_id  bigint references register_person (id),
    at         bigint not null
);
create index governance_promise_change_promise on governance_promise_change (promise_id, at);
create index governance_promise_change_kind on governance_promise_change (kind, at);

create table governance_override (
    id           bigint primary key,
    place_id     bigint not null references register_place (id),
    decision_id  bigint not null references governance_decision (id),
    by_body      text not null,
    power_used   text not null,
    reason       text not null,
    notice_days  bigint not null,
    amount_pence bigint,
    effect       text not null,
    at           bigint not null,
    reply        text not null default '',
    replied_at   bigint,
    version      bigint not null default 1
);
create index governance_override_decision on governance_override (decision_id);
create index governance_override_place on governance_override (place_id, at);

-- The weekly letter went to this person for the week that starts on this Monday.
create table governance_digest (
    person_id bigint not null references register_person (id),
    week      text not null,
    primary key (person_id, week)
);
