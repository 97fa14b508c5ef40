CREATE TABLE "portable_deposit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_tag" "bytea" NOT NULL,
	"owner" "bytea" NOT NULL,
	"currency" char(3) NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "portable_deposit_once" UNIQUE("owner_tag","currency")
);
--> statement-breakpoint
CREATE TABLE "portable_earmark" (
	"id" uuid PRIMARY KEY NOT NULL,
	"portable_id" uuid NOT NULL,
	"deposit_tag" "bytea" NOT NULL,
	"deposit" "bytea" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "portable_earmark_deposit_tag_unique" UNIQUE("deposit_tag"),
	CONSTRAINT "portable_earmark_amount" CHECK ("portable_earmark"."amount_minor" between 1 and 10000000000000),
	CONSTRAINT "portable_earmark_status" CHECK ("portable_earmark"."status" in ('held', 'applied', 'released', 'forfeited'))
);
--> statement-breakpoint
CREATE TABLE "portable_earmark_move" (
	"earmark_id" uuid NOT NULL,
	"status" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "portable_earmark_move_earmark_id_status_pk" PRIMARY KEY("earmark_id","status")
);
--> statement-breakpoint
CREATE TABLE "portable_pay_in" (
	"id" uuid PRIMARY KEY NOT NULL,
	"portable_id" uuid NOT NULL,
	"way" text NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	"payer" "bytea" NOT NULL,
	"account" "bytea",
	"evidence" "bytea",
	"payment_id" uuid,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone,
	CONSTRAINT "portable_pay_in_reference_unique" UNIQUE("reference"),
	CONSTRAINT "portable_pay_in_amount" CHECK ("portable_pay_in"."amount_minor" between 1 and 10000000000000),
	CONSTRAINT "portable_pay_in_way" CHECK (("portable_pay_in"."way" = 'transfer') = ("portable_pay_in"."account" is not null)),
	CONSTRAINT "portable_pay_in_status" CHECK ("portable_pay_in"."status" in ('requested', 'received', 'cancelled')),
	CONSTRAINT "portable_pay_in_received" CHECK (("portable_pay_in"."status" = 'received') = ("portable_pay_in"."received_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "portable_withdrawal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"portable_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "portable_withdrawal_amount" CHECK ("portable_withdrawal"."amount_minor" between 1 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "portable_withdrawal_part" (
	"withdrawal_id" uuid NOT NULL,
	"pay_in_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"payout_id" uuid,
	CONSTRAINT "portable_withdrawal_part_withdrawal_id_pay_in_id_pk" PRIMARY KEY("withdrawal_id","pay_in_id"),
	CONSTRAINT "portable_withdrawal_part_amount" CHECK ("portable_withdrawal_part"."amount_minor" between 1 and 10000000000000)
);
--> statement-breakpoint
ALTER TABLE "payment" DROP CONSTRAINT "payment_purpose";--> statement-breakpoint
ALTER TABLE "portable_earmark" ADD CONSTRAINT "portable_earmark_portable_id_portable_deposit_id_fk" FOREIGN KEY ("portable_id") REFERENCES "public"."portable_deposit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portable_earmark_move" ADD CONSTRAINT "portable_earmark_move_earmark_id_portable_earmark_id_fk" FOREIGN KEY ("earmark_id") REFERENCES "public"."portable_earmark"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portable_pay_in" ADD CONSTRAINT "portable_pay_in_portable_id_portable_deposit_id_fk" FOREIGN KEY ("portable_id") REFERENCES "public"."portable_deposit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portable_withdrawal" ADD CONSTRAINT "portable_withdrawal_portable_id_portable_deposit_id_fk" FOREIGN KEY ("portable_id") REFERENCES "public"."portable_deposit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portable_withdrawal_part" ADD CONSTRAINT "portable_withdrawal_part_withdrawal_id_portable_withdrawal_id_fk" FOREIGN KEY ("withdrawal_id") REFERENCES "public"."portable_withdrawal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portable_withdrawal_part" ADD CONSTRAINT "portable_withdrawal_part_pay_in_id_portable_pay_in_id_fk" FOREIGN KEY ("pay_in_id") REFERENCES "public"."portable_pay_in"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "portable_earmark_of" ON "portable_earmark" USING btree ("portable_id","id");--> statement-breakpoint
CREATE INDEX "portable_pay_in_of" ON "portable_pay_in" USING btree ("portable_id","id");--> statement-breakpoint
CREATE INDEX "portable_pay_in_status" ON "portable_pay_in" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "portable_withdrawal_of" ON "portable_withdrawal" USING btree ("portable_id","id");--> statement-breakpoint
CREATE INDEX "portable_withdrawal_part_of" ON "portable_withdrawal_part" USING btree ("pay_in_id");--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_purpose" CHECK ("payment"."purpose" in ('deposit', 'portable', 'balance', 'fee'));--> statement-breakpoint
-- By hand from here: what is written of a portable deposit stays, and moves no money without a posting.
revoke update, delete on portable_deposit, portable_pay_in, portable_earmark, portable_earmark_move, portable_withdrawal,
  portable_withdrawal_part from reassign_app;--> statement-breakpoint
-- Locking a row takes an update of something: of this one, of nothing but the id.
grant update (id) on portable_deposit to reassign_app;--> statement-breakpoint
grant update (status, account, evidence, payment_id, received_at) on portable_pay_in to reassign_app;--> statement-breakpoint
grant update (status) on portable_earmark to reassign_app;--> statement-breakpoint
create trigger portable_deposit_append_only before update or delete or truncate on portable_deposit
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger portable_earmark_move_append_only before update or delete or truncate on portable_earmark_move
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger portable_withdrawal_append_only before update or delete or truncate on portable_withdrawal
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger portable_withdrawal_part_append_only before update or delete or truncate on portable_withdrawal_part
  for each statement execute function refuse_change();--> statement-breakpoint
create function portable_is_booked(booking text, moved bigint) returns boolean language sql stable as $$
  select exists (
    select from ledger_transaction t join ledger_posting p on p.transaction_id = t.id
    where t.key = booking and p.amount_minor = moved)
$$;--> statement-breakpoint
create function portable_pay_in_goes_on() returns trigger language plpgsql as $$
begin
  if old.status <> 'requested' then
    raise exception 'a payment that is % does not become %', old.status, new.status using errcode = 'PD001';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger portable_pay_in_goes_on before update on portable_pay_in
  for each row execute function portable_pay_in_goes_on();--> statement-breakpoint
create function portable_pay_in_is_booked() returns trigger language plpgsql as $$
begin
  if new.status = 'received' and not portable_is_booked('pay-in:' || new.id, new.amount_minor) then
    raise exception 'money is received without a posting' using errcode = 'PD002';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger portable_pay_in_is_booked after insert or update on portable_pay_in
  deferrable initially deferred for each row execute function portable_pay_in_is_booked();--> statement-breakpoint
-- An earmark ends once; a sale that took it may still be undone, or its buyer default.
create function portable_earmark_goes_on() returns trigger language plpgsql as $$
begin
  if (old.status, new.status) not in (('held', 'applied'), ('held', 'released'), ('held', 'forfeited'),
    ('applied', 'released'), ('applied', 'forfeited')) then
    raise exception 'an earmark that is % does not become %', old.status, new.status using errcode = 'PD001';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger portable_earmark_goes_on before update on portable_earmark
  for each row execute function portable_earmark_goes_on();--> statement-breakpoint
create function portable_earmark_is_booked() returns trigger language plpgsql as $$
begin
  if not exists (select from portable_earmark_move where earmark_id = new.id and status = new.status) then
    raise exception 'an earmark is % without a line in its history', new.status using errcode = 'PD002';
  end if;
  if new.status in ('held', 'released')
    and not portable_is_booked('earmark:' || new.id || ':' || new.status, new.amount_minor) then
    raise exception 'an earmark is % without a posting', new.status using errcode = 'PD002';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger portable_earmark_is_booked after insert or update on portable_earmark
  deferrable initially deferred for each row execute function portable_earmark_is_booked();--> statement-breakpoint
create function portable_withdrawal_is_booked() returns trigger language plpgsql as $$
begin
  if not portable_is_booked('withdrawal:' || new.id, new.amount_minor) then
    raise exception 'money is withdrawn without a posting' using errcode = 'PD002';
  end if;
  if (select sum(amount_minor) from portable_withdrawal_part where withdrawal_id = new.id)
    is distinct from new.amount_minor then
    raise exception 'a withdrawal is the sum of its parts' using errcode = 'PD002';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger portable_withdrawal_is_booked after insert on portable_withdrawal
  deferrable initially deferred for each row execute function portable_withdrawal_is_booked();--> statement-breakpoint
-- Never more back to where it came from than came from there, and only what is one's own.
create function portable_parts_fit() returns trigger language plpgsql as $$
begin
  perform from portable_deposit d join portable_pay_in p on p.portable_id = d.id where p.id = new.pay_in_id
    for no key update of d;
  if not exists (
    select from portable_pay_in p join portable_withdrawal w on w.portable_id = p.portable_id
    where p.id = new.pay_in_id and w.id = new.withdrawal_id and p.status = 'received' and p.currency = new.currency
      and p.amount_minor >= (select sum(amount_minor) from portable_withdrawal_part where pay_in_id = p.id)) then
    raise exception 'more goes back than came from there' using errcode = 'PD003';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger portable_parts_fit after insert on portable_withdrawal_part
  for each row execute function portable_parts_fit();
