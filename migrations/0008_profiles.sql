CREATE TABLE "profile_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"version" integer NOT NULL,
	"profile" json NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "profile_proposal_author" UNIQUE("id","route","version","proposed_by")
);
--> statement-breakpoint
CREATE TABLE "profile_version" (
	"route" text NOT NULL,
	"version" integer NOT NULL,
	"proposal_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"approved_by" uuid NOT NULL,
	"approved_by_name" text NOT NULL,
	"approved_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "profile_version_route_version_pk" PRIMARY KEY("route","version"),
	CONSTRAINT "profile_version_proposal_id_unique" UNIQUE("proposal_id"),
	CONSTRAINT "profile_version_two_people" CHECK ("profile_version"."approved_by" <> "profile_version"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "listing" DROP CONSTRAINT "listing_route";--> statement-breakpoint
ALTER TABLE "case_right" ADD COLUMN "circumstances" jsonb;--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "papers" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "listing" ALTER COLUMN "papers" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "viewing" jsonb;--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "statements" jsonb DEFAULT '{"texts":{},"warnings":[],"noWarranty":false}' NOT NULL;--> statement-breakpoint
ALTER TABLE "listing" ALTER COLUMN "statements" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "ladder" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "listing" ALTER COLUMN "ladder" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "floor" jsonb;--> statement-breakpoint
ALTER TABLE "pledge" ADD COLUMN "maximum" jsonb;--> statement-breakpoint
ALTER TABLE "pledge_case" ADD COLUMN "acknowledged_on" date;--> statement-breakpoint
ALTER TABLE "pledge_case" ADD COLUMN "forfeiture" text;--> statement-breakpoint
ALTER TABLE "profile_version" ADD CONSTRAINT "profile_version_of_proposal" FOREIGN KEY ("proposal_id","route","version","proposed_by") REFERENCES "public"."profile_proposal"("id","route","version","proposed_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_route" CHECK ("listing"."route" in ('bidding', 'auction', 'judicial', 'civil-2020'));--> statement-breakpoint
ALTER TABLE "pledge_case" ADD CONSTRAINT "pledge_case_forfeiture" CHECK ("pledge_case"."forfeiture" in ('clause', 'relied-on'));--> statement-breakpoint
-- A version never changes, nor what was proposed.
revoke update, delete on profile_proposal, profile_version from reassign_app;--> statement-breakpoint
create trigger profile_proposal_append_only before update or delete or truncate on profile_proposal
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger profile_version_append_only before update or delete or truncate on profile_version
  for each statement execute function refuse_change();
