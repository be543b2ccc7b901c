create table probe (
    probe   text    not null primary key,
    total   integer not null check (total >= 0),
    label   varchar(10),
    version bigint  not null
);
