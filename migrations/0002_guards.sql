-- Roles: the owner migrates, the app serves. What may only be appended to is taken back below, table by table.
grant select, insert, update, delete on all tables in schema public to reassign_app;--> statement-breakpoint
grant usage, select on all sequences in schema public to reassign_app;--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to reassign_app;--> statement-breakpoint
alter default privileges in schema public grant usage, select on sequences to reassign_app;--> statement-breakpoint
revoke update, delete on lot_event from reassign_app;--> statement-breakpoint
revoke delete on lot_head from reassign_app;--> statement-breakpoint
-- The log: appended to, never changed, by anybody. The head moves, but a log is never taken out of the list.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;--> statement-breakpoint
create trigger lot_event_append_only before update or delete or truncate on lot_event
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger lot_head_stays before delete or truncate on lot_head
  for each statement execute function refuse_change();--> statement-breakpoint
-- Heads change at every append: room on their page keeps those updates away from the index.
alter table lot_head set (fillfactor = 50);--> statement-breakpoint
grant select, insert on lot_event to reassign_app;--> statement-breakpoint
grant select, insert, update on lot_head to reassign_app;--> statement-breakpoint
grant select, insert, update, delete on server_lease, follower_cursor, outbox to reassign_app;--> statement-breakpoint
-- Accounts: who accredited whom stays as it was written.
revoke update, delete on accreditation_entry from reassign_app;--> statement-breakpoint
create trigger accreditation_entry_append_only before update or delete or truncate on accreditation_entry
  for each statement execute function refuse_change();
--> statement-breakpoint
-- Listings: what was published and who moved what stays as it was written.
revoke update, delete on notice, listing_move from reassign_app;--> statement-breakpoint
create trigger notice_append_only before update or delete or truncate on notice
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger listing_move_append_only before update or delete or truncate on listing_move
  for each statement execute function refuse_change();
--> statement-breakpoint
-- Deposits: their history and the ends of lots stay as written; a deposit changes its status, a registration gets its number.
revoke update, delete on deposit_move, ended_lot from reassign_app;--> statement-breakpoint
revoke update, delete on deposit, registration from reassign_app;--> statement-breakpoint
grant update (status) on deposit to reassign_app;--> statement-breakpoint
grant update (bidder_number) on registration to reassign_app;--> statement-breakpoint
create trigger deposit_move_append_only before update or delete or truncate on deposit_move
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger ended_lot_append_only before update or delete or truncate on ended_lot
  for each statement execute function refuse_change();
--> statement-breakpoint
-- Settlement: a sale is confirmed once.
revoke update, delete on settlement from reassign_app;--> statement-breakpoint
create trigger settlement_append_only before update or delete or truncate on settlement
  for each statement execute function refuse_change();
