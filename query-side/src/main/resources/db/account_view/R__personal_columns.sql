-- Analysts are not shown columns whose comment begins with this word. Repeated whenever this file changes.
comment on column account.email is 'personal';
comment on column account.email_key is 'personal';
comment on column account.name is 'personal';
