-- Requests with an Idempotency-Key. Nothing in here can be read, or tied to a person, without that key.
CREATE TABLE request (
    -- derived from caller and key, as are the keys that seal the other columns
    id          bytea       PRIMARY KEY,
    -- keyed hash of method, path, query and body: tells whether a repeated request is the same
    fingerprint bytea       NOT NULL,
    -- sealed: where the ids and tokens of this request come from, in every attempt
    seed        bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    -- which process carries it out, and until when nobody else may
    owner       uuid        NOT NULL,
    leased_to   timestamptz NOT NULL,
    -- sealed: status, headers and body of the first answer; null while there is none
    answer      bytea
);

CREATE INDEX request_expiry ON request (expires_at);

-- The operator's password, where it was generated rather than configured.
CREATE TABLE operator (
    email         text        PRIMARY KEY,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);
