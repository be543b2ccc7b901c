-- Who was shown what is not everybody's.
create table access (
    access_id text        not null collate "C" primary key,
    seen_at   timestamptz not null,
    actor     text        not null collate "C",
    role      text        not null,
    kind      text        not null,
    target    text        not null collate "C",
    detail    text,
    personal  boolean     not null,
    reason    text
);

create index on access (seen_at, access_id);
create index on access (actor, seen_at, access_id);
create index on access (target, seen_at, access_id);

comment on column access.reason is 'personal: in the words of whoever looked';
