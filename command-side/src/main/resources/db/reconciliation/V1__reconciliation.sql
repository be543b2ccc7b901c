-- Until when everything has been heard that a provider has told. A backup has it, too: whoever is restored asks from there on.
create table heard (
    provider text        not null collate "C" primary key,
    until    timestamptz not null
);
