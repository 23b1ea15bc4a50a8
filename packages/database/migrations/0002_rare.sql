CREATE INDEX "events_session_time" ON "landale"."events" USING btree ("session","inserted_at","position");--> statement-breakpoint
CREATE INDEX "events_actor_rest" ON "landale"."events" USING btree ("actor","inserted_at","position") WHERE type <> 'chat.message.sent';--> statement-breakpoint
CREATE INDEX "events_source_rest" ON "landale"."events" USING btree ("source","inserted_at","position") WHERE source <> 'twitch';--> statement-breakpoint
CREATE INDEX "events_origin_rest" ON "landale"."events" USING btree ("origin","inserted_at","position") WHERE origin <> 'live';--> statement-breakpoint
CREATE INDEX "events_feed_interactions" ON "landale"."events" USING btree ("position") WHERE (feeds & 8) <> 0;--> statement-breakpoint
CREATE INDEX "events_feed_goals" ON "landale"."events" USING btree ("position") WHERE (feeds & 16) <> 0;--> statement-breakpoint
CREATE INDEX "events_feed_obs" ON "landale"."events" USING btree ("position") WHERE (feeds & 32) <> 0;--> statement-breakpoint
CREATE INDEX "events_feed_system" ON "landale"."events" USING btree ("position") WHERE (feeds & 64) <> 0;--> statement-breakpoint
CREATE INDEX "events_feed_music" ON "landale"."events" USING btree ("position") WHERE (feeds & 128) <> 0;--> statement-breakpoint
CREATE INDEX "events_feed_ironmon" ON "landale"."events" USING btree ("position") WHERE (feeds & 256) <> 0;--> statement-breakpoint
CREATE INDEX "events_feed_stream" ON "landale"."events" USING btree ("position") WHERE (feeds & 512) <> 0;--> statement-breakpoint
-- How often a word is said decides how it is looked for; a hundred samples know too few of the words that people say.
ALTER TABLE "landale"."events" ALTER COLUMN "words" SET STATISTICS 1000;
