CREATE TABLE "checkpoint_cosignature" (
	"lot_id" uuid NOT NULL,
	"witness" text NOT NULL,
	"size" integer NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "checkpoint_cosignature_lot_id_witness_pk" PRIMARY KEY("lot_id","witness")
);
--> statement-breakpoint
CREATE TABLE "checkpoint_key" (
	"name" text NOT NULL,
	"nth" integer NOT NULL,
	"key" text NOT NULL,
	"from_at" timestamp(3) with time zone NOT NULL,
	"until_at" timestamp(3) with time zone,
	"rotation" text,
	"revocation" text,
	CONSTRAINT "checkpoint_key_name_nth_pk" PRIMARY KEY("name","nth"),
	CONSTRAINT "checkpoint_key_key_unique" UNIQUE("key")
);
--> statement-breakpoint
-- A key and how it began are never changed; that it stopped and that it was taken back is added once.
revoke update, delete on checkpoint_key from reassign_app;--> statement-breakpoint
grant update (until_at, revocation) on checkpoint_key to reassign_app;--> statement-breakpoint
revoke delete on checkpoint_cosignature from reassign_app;
