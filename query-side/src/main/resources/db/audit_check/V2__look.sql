-- The event that says who has asked for it, and when somebody has last worked on it.
alter table job add column look text;
alter table job add column seen_at timestamptz;
