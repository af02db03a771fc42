-- What: when a promise ended and as what, in its own row; indexes to count by both.
-- Why: lists drew the state of every promise from its dates, also of those that ended years ago; a place with 20,000 would wait.
-- Safe: two columns with a default and two indexes; what has ended already is filled in here.
alter table governance_promise add column ended_as text;
-- The moment it ended. While it is open: the largest number there is, so that one comparison tells open from ended at any moment.
alter table governance_promise add column open_until bigint not null default 9223372036854775807;
update governance_promise
   set ended_as = case when lapsed_at is not null then 'lapsed'
                       when declined_at is not null then 'declined'
                       when withdrawn_at is not null then 'withdrawn'
                       when done_said_on <= due then 'kept_on_time'
                       else 'kept_late' end,
       open_until = coalesce(lapsed_at, declined_at, withdrawn_at, confirmed_at)
 where coalesce(lapsed_at, declined_at, withdrawn_at, confirmed_at) is not null;
create index governance_promise_until on governance_promise (place_id, open_until);
create index governance_promise_owner_end on governance_promise (place_id, organisation_id, ended_as, open_until, decision_id);
create index governance_decision_sealing on governance_decision (place_id, positions_due, closed_at);
create index governance_position_awaited on governance_position (decision_id) where stance is null;
create index governance_meeting_private on governance_meeting (place_id) where not in_public;
