-- What: what each item of a meeting came to, and the item of a later meeting that goes on with it; promises written down on an item
--   without a decision; that a meeting was closed; draft minutes sent round, with what those who attended want changed.
-- Why: an item that comes to nothing that anybody can name is lost; minutes that one person writes and approves are disputed later.
-- Safe: new tables, and new columns that are empty or have a default. Nothing that is there changes.

-- Empty until somebody says it; then decision, promise, deferral or note.
alter table governance_item add column came_to text not null default ''
    check (came_to in ('', 'decision', 'promise', 'deferral', 'note'));
-- The item of an earlier meeting that was put off and goes on here.
alter table governance_item add column deferred_from bigint references governance_item (id);
create index governance_item_deferred on governance_item (deferred_from);

-- When every item had come to something.
alter table governance_meeting add column closed_at bigint;
-- The last day for amendments to the minutes, while they go round.
alter table governance_meeting add column amend_until text;

-- A promise that was written down on an item, because no decision was needed.
create table governance_item_promise (
    promise_id bigint primary key references governance_promise (id),
    item_id    bigint not null references governance_item (id)
);
create index governance_item_promise_item on governance_item_promise (item_id);

-- What an organisation that attended wants changed in draft minutes.
create table governance_amendment (
    id              bigint primary key,
    meeting_id      bigint not null references governance_meeting (id),
    organisation_id bigint not null references register_organisation (id),
    person_id       bigint references register_person (id),
    -- The words of the draft that it is about. Empty: something is missing.
    instead_of      text not null default '',
    words           text not null check (words <> ''),
    at              bigint not null,
    -- Empty until whoever writes the minutes answers; then taken or not_taken.
    verdict         text not null default '' check (verdict in ('', 'taken', 'not_taken')),
    reply           text not null default '',
    settled_at      bigint,
    version         bigint not null default 1,
    check ((verdict = '') = (settled_at is null)),
    check (verdict <> 'not_taken' or reply <> '')
);
create index governance_amendment_meeting on governance_amendment (meeting_id, at);

-- Of which empty seat the place team was told, and since when it is empty: they are told once for each time.
create table governance_vacancy_told (
    seat_id bigint primary key references register_seat (id),
    -- The last day on which somebody held it; empty: nobody ever did.
    since   text not null,
    told_at bigint not null
);
