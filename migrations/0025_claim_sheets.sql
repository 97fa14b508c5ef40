CREATE TABLE "claim_sheet" (
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sheet" json NOT NULL,
	"stated_by" uuid NOT NULL,
	"stated_by_name" text NOT NULL,
	"stated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "claim_sheet_case_id_version_pk" PRIMARY KEY("case_id","version"),
	CONSTRAINT "claim_sheet_author" UNIQUE("case_id","version","stated_by"),
	CONSTRAINT "claim_sheet_version" CHECK ("claim_sheet"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "claim_sheet_confirmation" (
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"stated_by" uuid NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"confirmed_by_name" text NOT NULL,
	"confirmed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "claim_sheet_confirmation_case_id_version_pk" PRIMARY KEY("case_id","version"),
	CONSTRAINT "claim_sheet_two_people" CHECK ("claim_sheet_confirmation"."confirmed_by" <> "claim_sheet_confirmation"."stated_by")
);
--> statement-breakpoint
ALTER TABLE "claim_sheet" ADD CONSTRAINT "claim_sheet_case_id_pledge_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."pledge_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_sheet_confirmation" ADD CONSTRAINT "claim_sheet_confirmation_of_sheet" FOREIGN KEY ("case_id","version","stated_by") REFERENCES "public"."claim_sheet"("case_id","version","stated_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand from here: what was stated and confirmed stays so.
revoke update, delete on claim_sheet from reassign_app;--> statement-breakpoint
create trigger claim_sheet_append_only before update or delete or truncate on claim_sheet
  for each statement execute function refuse_change();--> statement-breakpoint
revoke update, delete on claim_sheet_confirmation from reassign_app;--> statement-breakpoint
create trigger claim_sheet_confirmation_append_only before update or delete or truncate on claim_sheet_confirmation
  for each statement execute function refuse_change();
