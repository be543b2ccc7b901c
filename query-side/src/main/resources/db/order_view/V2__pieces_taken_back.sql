-- What was taken back before is known after a rebuild.
alter table line add column returned int not null default 0;
