-- case: behind another
-- given
create type mood as enum ('sad', 'glad');
-- step
alter type mood add value 'ok' after 'sad';
