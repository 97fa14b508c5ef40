CREATE TABLE "accreditation_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"accredited" boolean NOT NULL,
	"reason" text NOT NULL,
	"actor_id" uuid,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"subject" "bytea" PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"issuer" text,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credential_once" UNIQUE("user_id","provider_id")
);
--> statement-breakpoint
CREATE TABLE "demo_account" (
	"key" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"status" text NOT NULL,
	"inviter_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_once" UNIQUE("user_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo" text,
	"metadata" text,
	"kind" text NOT NULL,
	"credit_code" text NOT NULL,
	"accredited" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organisation_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organisation_credit_code_unique" UNIQUE("credit_code"),
	CONSTRAINT "organisation_kind" CHECK ("organisation"."kind" in ('bank', 'agency', 'buyer', 'operator', 'valuer', 'fund', 'supervisor'))
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"active_organisation_id" uuid,
	"ip_address" text,
	"user_agent" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	CONSTRAINT "two_factor_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "used_code" (
	"user_id" uuid NOT NULL,
	"code" "bytea" NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "used_code_user_id_code_pk" PRIMARY KEY("user_id","code")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue_lot" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"phase" text NOT NULL,
	"title" text NOT NULL,
	"bank" text NOT NULL,
	"route" text NOT NULL,
	"round" integer NOT NULL,
	"rights" json NOT NULL,
	"right_types" text[] NOT NULL,
	"search_text" text NOT NULL,
	"currency" char(3) NOT NULL,
	"appraised_minor" bigint NOT NULL,
	"start_minor" bigint NOT NULL,
	"increment_minor" bigint NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"price_minor" bigint,
	"leader" text,
	"bid_count" integer NOT NULL,
	"opens_at" timestamp(3) with time zone NOT NULL,
	"closes_at" timestamp(3) with time zone NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "catalogue_lot_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "deposit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	"payer" "bytea" NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "deposit_registration_id_unique" UNIQUE("registration_id"),
	CONSTRAINT "deposit_reference_unique" UNIQUE("reference"),
	CONSTRAINT "deposit_amount" CHECK ("deposit"."amount_minor" between 0 and 10000000000000),
	CONSTRAINT "deposit_status" CHECK ("deposit"."status" in ('requested', 'held', 'applied', 'released', 'forfeited'))
);
--> statement-breakpoint
CREATE TABLE "deposit_move" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deposit_id" uuid NOT NULL,
	"status" text NOT NULL,
	"actor" text NOT NULL,
	"evidence" "bytea",
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "deposit_move_once" UNIQUE("deposit_id","status")
);
--> statement-breakpoint
CREATE TABLE "ended_lot" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"winner" text,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"owner_tag" "bytea" NOT NULL,
	"identity" "bytea" NOT NULL,
	"commitment" char(64) NOT NULL,
	"conditions_version" integer NOT NULL,
	"conditions_hash" char(64) NOT NULL,
	"bidder_number" text,
	"registered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "registration_once" UNIQUE("lot_id","owner_tag"),
	CONSTRAINT "registration_number" UNIQUE("lot_id","bidder_number")
);
--> statement-breakpoint
CREATE TABLE "appraisal" (
	"right_id" uuid PRIMARY KEY NOT NULL,
	"valuer_name" text NOT NULL,
	"valuer_credit_code" text,
	"value_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"appraised_on" date NOT NULL,
	"valid_until" date NOT NULL,
	CONSTRAINT "appraisal_value" CHECK ("appraisal"."value_minor" between 0 and 10000000000000),
	CONSTRAINT "appraisal_validity" CHECK ("appraisal"."valid_until" >= "appraisal"."appraised_on")
);
--> statement-breakpoint
CREATE TABLE "case_right" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"type" text NOT NULL,
	"number" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "case_right_once" UNIQUE("case_id","type","number"),
	CONSTRAINT "case_right_type" CHECK ("case_right"."type" in ('patent', 'trademark', 'copyright'))
);
--> statement-breakpoint
CREATE TABLE "listing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bank" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"status" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"route" text NOT NULL,
	"start_minor" bigint NOT NULL,
	"start_currency" char(3) NOT NULL,
	"increment_minor" bigint NOT NULL,
	"increment_currency" char(3) NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"deposit_currency" char(3) NOT NULL,
	"opens_at" timestamp(3) with time zone NOT NULL,
	"closes_at" timestamp(3) with time zone NOT NULL,
	"submitted_by" uuid,
	"submitted_by_name" text,
	"approved_by" uuid,
	"approved_by_name" text,
	"lot_id" uuid,
	"published_at" timestamp(3) with time zone,
	CONSTRAINT "listing_lot_id_unique" UNIQUE("lot_id"),
	CONSTRAINT "listing_status" CHECK ("listing"."status" in ('draft', 'submitted', 'approved', 'published', 'withdrawn')),
	CONSTRAINT "listing_route" CHECK ("listing"."route" in ('bidding')),
	CONSTRAINT "listing_start" CHECK ("listing"."start_minor" between 0 and 10000000000000),
	CONSTRAINT "listing_increment" CHECK ("listing"."increment_minor" between 0 and 10000000000000),
	CONSTRAINT "listing_deposit" CHECK ("listing"."deposit_minor" between 0 and 10000000000000),
	CONSTRAINT "listing_two_people" CHECK ("listing"."approved_by" <> "listing"."submitted_by"),
	CONSTRAINT "listing_submitted" CHECK ("listing"."status" not in ('submitted', 'approved', 'published') or "listing"."submitted_by" is not null),
	CONSTRAINT "listing_approved" CHECK ("listing"."status" not in ('approved', 'published') or "listing"."approved_by" is not null),
	CONSTRAINT "listing_published" CHECK ("listing"."status" <> 'published' or "listing"."lot_id" is not null),
	CONSTRAINT "listing_lot" CHECK ("listing"."status" in ('published', 'withdrawn') or "listing"."lot_id" is null),
	CONSTRAINT "listing_published_at" CHECK (("listing"."lot_id" is null) = ("listing"."published_at" is null))
);
--> statement-breakpoint
CREATE TABLE "listing_move" (
	"listing_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"from" text,
	"to" text NOT NULL,
	"reason" text,
	CONSTRAINT "listing_move_listing_id_revision_pk" PRIMARY KEY("listing_id","revision")
);
--> statement-breakpoint
CREATE TABLE "listing_right" (
	"listing_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"right_id" uuid NOT NULL,
	CONSTRAINT "listing_right_listing_id_position_pk" PRIMARY KEY("listing_id","position"),
	CONSTRAINT "listing_right_once" UNIQUE("listing_id","right_id")
);
--> statement-breakpoint
CREATE TABLE "lot_serial" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"number" text NOT NULL,
	"snapshot" json NOT NULL,
	"hash" char(64) NOT NULL,
	"bank" uuid NOT NULL,
	"bank_name" text NOT NULL,
	"bank_credit_code" text NOT NULL,
	"parties" text[] NOT NULL,
	CONSTRAINT "notice_listing_id_unique" UNIQUE("listing_id"),
	CONSTRAINT "notice_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "pledge" (
	"right_id" uuid PRIMARY KEY NOT NULL,
	"registration_number" text NOT NULL,
	"registered_on" date NOT NULL,
	"pledgee" text NOT NULL,
	"pledgor" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pledge_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bank" uuid NOT NULL,
	"revision" integer NOT NULL,
	"reference" text NOT NULL,
	"debtor_name" text NOT NULL,
	"debtor_credit_code" text,
	"pledgor_name" text NOT NULL,
	"pledgor_credit_code" text,
	"principal_minor" bigint NOT NULL,
	"interest_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"defaulted_on" date NOT NULL,
	"sale_agreed_on" date,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "pledge_case_principal" CHECK ("pledge_case"."principal_minor" between 0 and 10000000000000),
	CONSTRAINT "pledge_case_interest" CHECK ("pledge_case"."interest_minor" between 0 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "right_on_sale" (
	"right_id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follower_cursor" (
	"name" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follower_parked" (
	"name" text NOT NULL,
	"lot_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "follower_parked_name_lot_id_pk" PRIMARY KEY("name","lot_id")
);
--> statement-breakpoint
CREATE TABLE "idempotent_request" (
	"request" "bytea" PRIMARY KEY NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"claim" uuid NOT NULL,
	"claimed_at" timestamp(3) with time zone NOT NULL,
	"status" smallint,
	"content_type" text,
	"answer" "bytea"
);
--> statement-breakpoint
CREATE TABLE "lot_event" (
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "lot_event_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"lot_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"type" text NOT NULL,
	"body" json NOT NULL,
	"sealed" "bytea",
	"bidder_number" text,
	"command_id" uuid,
	"nth" smallint,
	"content_hash" "bytea",
	"hash" "bytea" NOT NULL,
	CONSTRAINT "lot_event_lot_id_seq_pk" PRIMARY KEY("lot_id","seq")
);
--> statement-breakpoint
CREATE TABLE "lot_head" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"epoch" integer NOT NULL,
	"seq" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"owner" text
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"payload" json NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "readiness" (
	"id" smallint PRIMARY KEY NOT NULL,
	"proved_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_lease" (
	"server_id" text PRIMARY KEY NOT NULL,
	"until" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settlement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"number" text NOT NULL,
	"stage" text NOT NULL,
	"lot_number" text NOT NULL,
	"title" text NOT NULL,
	"seller_organisation" uuid NOT NULL,
	"seller_name" text NOT NULL,
	"buyer_organisation" uuid NOT NULL,
	"buyer_kind" text NOT NULL,
	"buyer_name" text NOT NULL,
	"buyer_credit_code" text,
	"bidder_number" text NOT NULL,
	"hammer_minor" bigint NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"closed_at" timestamp(3) with time zone NOT NULL,
	"log_size" integer NOT NULL,
	"log_hash" char(64) NOT NULL,
	CONSTRAINT "settlement_lot_id_unique" UNIQUE("lot_id"),
	CONSTRAINT "settlement_number_unique" UNIQUE("number"),
	CONSTRAINT "settlement_stage" CHECK ("settlement"."stage" in ('confirmed')),
	CONSTRAINT "settlement_buyer" CHECK ("settlement"."buyer_kind" in ('company', 'person')),
	CONSTRAINT "settlement_hammer" CHECK ("settlement"."hammer_minor" between 0 and 10000000000000)
);
--> statement-breakpoint
ALTER TABLE "accreditation_entry" ADD CONSTRAINT "accreditation_entry_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accreditation_entry" ADD CONSTRAINT "accreditation_entry_actor_id_user_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demo_account" ADD CONSTRAINT "demo_account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_inviter_id_user_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "used_code" ADD CONSTRAINT "used_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit" ADD CONSTRAINT "deposit_registration_id_registration_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_move" ADD CONSTRAINT "deposit_move_deposit_id_deposit_id_fk" FOREIGN KEY ("deposit_id") REFERENCES "public"."deposit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appraisal" ADD CONSTRAINT "appraisal_right_id_case_right_id_fk" FOREIGN KEY ("right_id") REFERENCES "public"."case_right"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_right" ADD CONSTRAINT "case_right_case_id_pledge_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."pledge_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_case_id_pledge_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."pledge_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_move" ADD CONSTRAINT "listing_move_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_right" ADD CONSTRAINT "listing_right_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_right" ADD CONSTRAINT "listing_right_right_id_case_right_id_fk" FOREIGN KEY ("right_id") REFERENCES "public"."case_right"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledge" ADD CONSTRAINT "pledge_right_id_case_right_id_fk" FOREIGN KEY ("right_id") REFERENCES "public"."case_right"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "right_on_sale" ADD CONSTRAINT "right_on_sale_right_id_case_right_id_fk" FOREIGN KEY ("right_id") REFERENCES "public"."case_right"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "right_on_sale" ADD CONSTRAINT "right_on_sale_lot_id_notice_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."notice"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accreditation_entry_organisation" ON "accreditation_entry" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "invitation_organisation" ON "invitation" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "invitation_email" ON "invitation" USING btree ("email");--> statement-breakpoint
CREATE INDEX "mail_at" ON "mail" USING btree ("at");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "catalogue_lot_closing" ON "catalogue_lot" USING btree ("phase","closes_at","lot_id");--> statement-breakpoint
CREATE INDEX "catalogue_lot_due" ON "catalogue_lot" USING btree ("phase","opens_at");--> statement-breakpoint
CREATE INDEX "listing_of_bank" ON "listing" USING btree ("bank","id");--> statement-breakpoint
CREATE INDEX "listing_of_case" ON "listing" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "listing_right_listings" ON "listing_right" USING btree ("right_id");--> statement-breakpoint
CREATE INDEX "pledge_case_of_bank" ON "pledge_case" USING btree ("bank","id");--> statement-breakpoint
CREATE INDEX "idempotent_request_age" ON "idempotent_request" USING btree ("claimed_at");--> statement-breakpoint
CREATE INDEX "lot_event_order" ON "lot_event" USING btree ("xid","position");--> statement-breakpoint
CREATE UNIQUE INDEX "lot_event_command" ON "lot_event" USING btree ("lot_id","bidder_number","command_id","nth") WHERE command_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE done_at is null;