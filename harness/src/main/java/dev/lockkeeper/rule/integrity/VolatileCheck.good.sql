-- case: columns of the row
-- given
create table offers (id bigint primary key, starts_at timestamptz, ends_at timestamptz);
-- step
alter table offers add constraint offers_order check (ends_at > starts_at);
-- case: the word in a text
-- given
create table offers (id bigint primary key, state text);
-- step
alter table offers add constraint offers_state check (state in ('now()', 'later'));
