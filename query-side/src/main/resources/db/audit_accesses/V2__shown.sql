-- What a look has shown, one by one, so that looks at pages are found by what was on them.
alter table access add column shown varchar[] not null default '{}';
update access set shown = array[target] where target like '%/%';
alter table access alter column shown drop default;

create index on access using gin (shown);
