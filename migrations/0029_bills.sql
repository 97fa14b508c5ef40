CREATE TABLE "bill" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer_code" text NOT NULL,
	"issuer_name" text NOT NULL,
	"year" integer NOT NULL,
	"seq" integer NOT NULL,
	"credits" uuid,
	"reason" text,
	"lot_id" uuid NOT NULL,
	"sale" integer NOT NULL,
	"service" text NOT NULL,
	"recipient_name" text NOT NULL,
	"recipient_code" text,
	"party_organisation" uuid,
	"party_user" uuid,
	"lot_number" text NOT NULL,
	"title" text NOT NULL,
	"confirmation" text NOT NULL,
	"vat_bps" integer NOT NULL,
	"net_minor" bigint NOT NULL,
	"vat_minor" bigint NOT NULL,
	"gross_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bill_number" UNIQUE("issuer_code","year","seq"),
	CONSTRAINT "bill_credited_once" UNIQUE("credits"),
	CONSTRAINT "bill_service" CHECK ("bill"."service" in ('premium', 'commission')),
	CONSTRAINT "bill_sums" CHECK ("bill"."net_minor" + "bill"."vat_minor" = "bill"."gross_minor"),
	CONSTRAINT "bill_sign" CHECK (("bill"."credits" is null) = ("bill"."gross_minor" > 0) and "bill"."gross_minor" <> 0),
	CONSTRAINT "bill_reason" CHECK (("bill"."credits" is null) = ("bill"."reason" is null)),
	CONSTRAINT "bill_party" CHECK (("bill"."party_organisation" is null) = ("bill"."party_user" is not null))
);
--> statement-breakpoint
CREATE TABLE "bill_counter" (
	"issuer_code" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "bill_counter_issuer_code_year_pk" PRIMARY KEY("issuer_code","year")
);
--> statement-breakpoint
ALTER TABLE "bill" ADD CONSTRAINT "bill_credits_bill_id_fk" FOREIGN KEY ("credits") REFERENCES "public"."bill"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill" ADD CONSTRAINT "bill_of_sale" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."settlement"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bill_once" ON "bill" USING btree ("lot_id","sale","service") WHERE "bill"."credits" is null;--> statement-breakpoint
CREATE INDEX "bill_of_organisation" ON "bill" USING btree ("party_organisation");--> statement-breakpoint
CREATE INDEX "bill_of_code" ON "bill" USING btree ("recipient_code");--> statement-breakpoint
CREATE INDEX "bill_of_user" ON "bill" USING btree ("party_user");
--> statement-breakpoint
-- A bill stays as it was written, and a counter only goes on.
revoke update, delete on bill, bill_counter from reassign_app;--> statement-breakpoint
grant update (last) on bill_counter to reassign_app;--> statement-breakpoint
create trigger bill_append_only before update or delete or truncate on bill
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bill_counter_stays before delete or truncate on bill_counter
  for each statement execute function refuse_change();--> statement-breakpoint
-- No gap in a year of an issuer (Asia/Shanghai); a bill for a price that is there, and a credit note for a sale that was undone:
-- all of its bill, to whom it was sent.
create function bill_goes_on() returns trigger language plpgsql as $$
declare
  credited bill;
begin
  if new.seq <> 1 + coalesce((select max(seq) from bill where issuer_code = new.issuer_code and year = new.year), 0) then
    raise exception 'bills have no gap' using errcode = 'ST006';
  end if;
  if new.year <> extract(year from new.issued_at at time zone 'Asia/Shanghai') then
    raise exception 'a bill is of the year in which it is issued' using errcode = 'ST006';
  end if;
  if new.credits is null then
    if not exists (select from sale_payment_event
      where lot_id = new.lot_id and sale = new.sale and type = 'BalancePaid') then
      raise exception 'a price that is not there is not billed for' using errcode = 'ST006';
    end if;
    return new;
  end if;
  select * into credited from bill where id = new.credits;
  if credited.credits is not null or (new.net_minor, new.vat_minor, new.gross_minor)
    is distinct from (-credited.net_minor, -credited.vat_minor, -credited.gross_minor)
    or (new.issuer_code, new.lot_id, new.sale, new.service, new.vat_bps, new.currency, new.recipient_name, new.recipient_code)
    is distinct from (credited.issuer_code, credited.lot_id, credited.sale, credited.service, credited.vat_bps,
      credited.currency, credited.recipient_name, credited.recipient_code) then
    raise exception 'a credit note takes back the whole of its bill' using errcode = 'ST006';
  end if;
  if not exists (select from settlement_move where lot_id = new.lot_id and sale = new.sale and stage = 'void') then
    raise exception 'what stands is not credited' using errcode = 'ST006';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger bill_goes_on before insert on bill for each row execute function bill_goes_on();--> statement-breakpoint
-- A number that was taken has its bill when the transaction ends, and the other way round.
create function bill_counter_fits() returns trigger language plpgsql as $$
begin
  if coalesce((select last from bill_counter where issuer_code = new.issuer_code and year = new.year), 0)
    <> coalesce((select max(seq) from bill where issuer_code = new.issuer_code and year = new.year), 0) then
    raise exception 'the counter of bills and the bills differ' using errcode = 'ST006';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger bill_counter_fits after insert or update on bill_counter
  deferrable initially deferred for each row execute function bill_counter_fits();--> statement-breakpoint
create constraint trigger bill_counted after insert on bill
  deferrable initially deferred for each row execute function bill_counter_fits();
