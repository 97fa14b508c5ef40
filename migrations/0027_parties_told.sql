ALTER TABLE "pledge_case" ADD COLUMN "told" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "pledge_case" ADD COLUMN "no_priority_holders" boolean DEFAULT false NOT NULL;