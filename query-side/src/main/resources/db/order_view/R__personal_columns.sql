-- Analysts are not shown columns whose comment begins with this word. Repeated whenever this file changes.
comment on column orders.email is 'personal';
comment on column orders.email_key is 'personal: a hash that tells whether an address is known';
comment on column orders.phone is 'personal';
comment on column orders.recipient is 'personal';
comment on column orders.line1 is 'personal';
comment on column orders.line2 is 'personal';
comment on column orders.city is 'personal';
comment on column orders.region is 'personal';
comment on column orders.postal_code is 'personal';
comment on column orders.country is 'personal';
comment on column orders.tracking_token is 'personal: opens the order to whoever has it';
comment on column orders.tracking_key is 'personal';
