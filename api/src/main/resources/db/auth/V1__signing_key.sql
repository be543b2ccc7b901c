-- What access tokens are signed with. The newest key signs; older ones are kept until their tokens have expired.
create table signing_key (
    id         text        not null collate "C" primary key,
    -- a JSON Web Key, sealed where a master key is configured
    jwk        bytea       not null,
    sealed     boolean     not null,
    created_at timestamptz not null
);
