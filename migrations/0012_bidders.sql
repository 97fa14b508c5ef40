-- Who may bid: persons, agents, what a seller declares; everybody has one part in a lot.
CREATE TABLE "person_identity" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"tag" "bytea" NOT NULL,
	"name" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"country" char(2) NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "person_identity_kind" CHECK ("person_identity"."kind" in ('resident-id', 'passport'))
);
--> statement-breakpoint
CREATE TABLE "lot_priority" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"tag" "bytea" NOT NULL,
	"label" "bytea" NOT NULL,
	"declared_by" uuid NOT NULL,
	"declared_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"ground" text NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "lot_priority_kind" CHECK ("lot_priority"."kind" in ('organisation', 'person')),
	CONSTRAINT "lot_priority_rank" CHECK ("lot_priority"."rank" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "lot_relation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"tag" "bytea" NOT NULL,
	"label" "bytea" NOT NULL,
	"declared_by" uuid NOT NULL,
	"declared_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"ground" text NOT NULL,
	"is_relative" boolean NOT NULL,
	CONSTRAINT "lot_relation_kind" CHECK ("lot_relation"."kind" in ('organisation', 'person'))
);
--> statement-breakpoint
CREATE TABLE "lot_technology" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"control" text NOT NULL,
	"item" text,
	"declared_by" uuid NOT NULL,
	"declared_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "lot_technology_once" UNIQUE("lot_id","nth"),
	CONSTRAINT "lot_technology_control" CHECK ("lot_technology"."control" in ('free', 'restricted', 'prohibited')),
	CONSTRAINT "lot_technology_item" CHECK (("lot_technology"."control" = 'free') = ("lot_technology"."item" is null))
);
--> statement-breakpoint
CREATE TABLE "registration_move" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"what" text NOT NULL,
	"actor" text NOT NULL,
	"note" "bytea",
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration_party" (
	"lot_id" uuid NOT NULL,
	"tag" "bytea" NOT NULL,
	"registration_id" uuid NOT NULL,
	"part" text NOT NULL,
	CONSTRAINT "registration_party_lot_id_tag_pk" PRIMARY KEY("lot_id","tag"),
	CONSTRAINT "registration_party_part" CHECK ("registration_party"."part" in ('bidder', 'agent'))
);
--> statement-breakpoint
ALTER TABLE "registration" DROP CONSTRAINT "registration_once";--> statement-breakpoint
ALTER TABLE "settlement" ALTER COLUMN "buyer_organisation" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "review" text;--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "review_id" uuid;--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "bar" text;--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "withdrawn_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "settlement" ADD COLUMN "buyer_user" uuid;--> statement-breakpoint
ALTER TABLE "person_identity" ADD CONSTRAINT "person_identity_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_move" ADD CONSTRAINT "registration_move_registration_id_registration_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_party" ADD CONSTRAINT "registration_party_registration_id_registration_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "lot_priority_once" ON "lot_priority" USING btree ("lot_id","tag") WHERE "lot_priority"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "lot_relation_of_lot" ON "lot_relation" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "registration_party_of" ON "registration_party" USING btree ("registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "registration_once" ON "registration" USING btree ("lot_id","owner_tag") WHERE "registration"."withdrawn_at" is null;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_review_id_unique" UNIQUE("review_id");--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_agent" CHECK ("registration"."agent" in ('awaited', 'confirmed', 'refused'));--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_review" CHECK ("registration"."review" in ('awaited', 'confirmed', 'refused'));--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_reviewed" CHECK (("registration"."review" is null) = ("registration"."review_id" is null));--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_bidder" CHECK (("settlement"."buyer_organisation" is null) = ("settlement"."buyer_user" is not null));--> statement-breakpoint
-- Who a person is, is said once; what was decided and declared stays as it was written.
revoke update, delete on person_identity, registration_move, lot_technology from reassign_app;--> statement-breakpoint
create trigger registration_move_append_only before update or delete or truncate on registration_move
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger lot_technology_append_only before update or delete or truncate on lot_technology
  for each statement execute function refuse_change();--> statement-breakpoint
revoke update, delete on lot_relation, lot_priority from reassign_app;--> statement-breakpoint
grant update (withdrawn_at) on lot_relation, lot_priority to reassign_app;--> statement-breakpoint
-- A part goes with the registration that is withdrawn.
revoke update on registration_party from reassign_app;--> statement-breakpoint
grant update (agent, review, bar, withdrawn_at) on registration to reassign_app;
