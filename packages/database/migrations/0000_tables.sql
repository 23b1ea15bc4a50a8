CREATE SCHEMA IF NOT EXISTS "landale";
--> statement-breakpoint
CREATE TABLE "landale"."archive_rejects" (
	"position" bigint PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"body" text NOT NULL,
	"rejected_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landale"."archive_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"epoch" text collate "C" NOT NULL,
	"archived_position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landale"."contexts" (
	"position" bigint NOT NULL,
	"session" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"inserted_at" timestamp (3) with time zone NOT NULL,
	"payload" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landale"."events" (
	"position" bigint NOT NULL,
	"session" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"inserted_at" timestamp (3) with time zone NOT NULL,
	"feeds" integer NOT NULL,
	"id" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"source" text collate "C",
	"actor" text collate "C" NOT NULL,
	"payload" jsonb NOT NULL,
	"metadata" jsonb NOT NULL,
	"refs" jsonb,
	"idempotency_key" text collate "C",
	"origin" text collate "C" NOT NULL,
	"amount" bigint,
	"words" "tsvector"
);
--> statement-breakpoint
CREATE TABLE "landale"."people" (
	"platform" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"login" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"note" text,
	"pronouns" text,
	CONSTRAINT "people_platform_id_pk" PRIMARY KEY("platform","id")
);
--> statement-breakpoint
CREATE TABLE "landale"."run_checkpoints" (
	"run" text collate "C" NOT NULL,
	"checkpoint" text collate "C" NOT NULL,
	"checkpoint_id" integer,
	"session" text collate "C" NOT NULL,
	"position" bigint NOT NULL,
	"cleared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "run_checkpoints_run_checkpoint_pk" PRIMARY KEY("run","checkpoint")
);
--> statement-breakpoint
CREATE TABLE "landale"."runs" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"number" bigint,
	"game" text collate "C",
	"session" text collate "C" NOT NULL,
	"position" bigint NOT NULL,
	"origin" text collate "C" NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landale"."sessions" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"title" text,
	"metadata" jsonb NOT NULL,
	"kind" text collate "C" NOT NULL,
	"last_seq" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landale"."snapshots" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "landale"."transcriptions" (
	"position" bigint NOT NULL,
	"session" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"inserted_at" timestamp (3) with time zone NOT NULL,
	"text" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"source_id" text collate "C" NOT NULL,
	"confidence" real,
	"language" text collate "C",
	"words" "tsvector"
);
--> statement-breakpoint
CREATE UNIQUE INDEX "contexts_position" ON "landale"."contexts" USING btree ("position","inserted_at");--> statement-breakpoint
CREATE INDEX "contexts_session" ON "landale"."contexts" USING btree ("session","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "events_position" ON "landale"."events" USING btree ("position","inserted_at");--> statement-breakpoint
CREATE INDEX "events_time" ON "landale"."events" USING btree ("inserted_at","position");--> statement-breakpoint
CREATE INDEX "events_type_time" ON "landale"."events" USING btree ("type","inserted_at","position");--> statement-breakpoint
CREATE INDEX "events_actor_time" ON "landale"."events" USING btree ("actor","inserted_at","position");--> statement-breakpoint
CREATE INDEX "events_session" ON "landale"."events" USING btree ("session","seq");--> statement-breakpoint
CREATE INDEX "people_last_seen" ON "landale"."people" USING btree ("last_seen_at","platform","id");--> statement-breakpoint
CREATE INDEX "people_login" ON "landale"."people" USING btree ("login");--> statement-breakpoint
CREATE INDEX "run_checkpoints_session" ON "landale"."run_checkpoints" USING btree ("session");--> statement-breakpoint
CREATE INDEX "runs_session" ON "landale"."runs" USING btree ("session");--> statement-breakpoint
CREATE UNIQUE INDEX "transcriptions_position" ON "landale"."transcriptions" USING btree ("position","inserted_at");--> statement-breakpoint
CREATE INDEX "transcriptions_time" ON "landale"."transcriptions" USING btree ("inserted_at","position");--> statement-breakpoint
CREATE INDEX "transcriptions_session" ON "landale"."transcriptions" USING btree ("session","seq");