ALTER TABLE "right_on_sale" DROP CONSTRAINT "right_on_sale_right_id_case_right_id_fk";
--> statement-breakpoint
ALTER TABLE "right_on_sale" ADD COLUMN "type" text;--> statement-breakpoint
ALTER TABLE "right_on_sale" ADD COLUMN "jurisdiction" text;--> statement-breakpoint
ALTER TABLE "right_on_sale" ADD COLUMN "number" text;--> statement-breakpoint
-- What is in a lot already stands here under its numbers from now on; of two lots with one right the earlier keeps it.
CREATE TEMPORARY TABLE "taken" ON COMMIT DROP AS
  SELECT DISTINCT ON (r."type", r."details" ->> 'jurisdiction', n."number")
    r."type", r."details" ->> 'jurisdiction' AS "jurisdiction", n."number", s."lot_id"
  FROM "right_on_sale" s
  JOIN "case_right" r ON r."id" = s."right_id"
  CROSS JOIN LATERAL (VALUES
    (r."details" ->> 'applicationNumber'),
    (regexp_replace(r."details" ->> 'publicationNumber', '[A-Z][0-9]?$', '')),
    (r."details" ->> 'registrationNumber')
  ) AS n ("number")
  WHERE n."number" IS NOT NULL
  ORDER BY r."type", r."details" ->> 'jurisdiction', n."number", s."lot_id";--> statement-breakpoint
DELETE FROM "right_on_sale";--> statement-breakpoint
ALTER TABLE "right_on_sale" DROP COLUMN "right_id";--> statement-breakpoint
INSERT INTO "right_on_sale" ("type", "jurisdiction", "number", "lot_id")
  SELECT "type", "jurisdiction", "number", "lot_id" FROM "taken";--> statement-breakpoint
ALTER TABLE "right_on_sale" ALTER COLUMN "type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "right_on_sale" ALTER COLUMN "jurisdiction" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "right_on_sale" ALTER COLUMN "number" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "right_on_sale" ADD CONSTRAINT "right_on_sale_number_type_jurisdiction_pk" PRIMARY KEY("number","type","jurisdiction");--> statement-breakpoint
CREATE INDEX "right_on_sale_of_lot" ON "right_on_sale" USING btree ("lot_id");
