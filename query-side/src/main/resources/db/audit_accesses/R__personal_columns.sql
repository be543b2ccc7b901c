-- Analysts are not shown columns whose comment begins with this word. Repeated whenever this file changes.
comment on column access.actor is 'personal: who audits is nobody''s business but auditors''';
comment on column access.target is 'personal';
comment on column access.detail is 'personal';
comment on column access.shown is 'personal';
comment on column access.reason is 'personal: in the words of whoever looked';
