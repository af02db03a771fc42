-- What: how somebody signed in, and with which browser.
-- Why: people see where they are signed in and end it there; what asks for a strong sign-in can tell.
-- Safe: new columns. Of sessions from before nothing is known, and the page says so.
alter table web_session add column way text not null default '';
alter table web_session add column browser text not null default '';
