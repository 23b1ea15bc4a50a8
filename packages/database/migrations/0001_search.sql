-- What the schema cannot say: inverted indexes, and the trigrams that find a part of a word in what was said.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;--> statement-breakpoint
CREATE INDEX "events_payload" ON "landale"."events" USING gin ("payload" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "events_words" ON "landale"."events" USING gin ("words");--> statement-breakpoint
CREATE INDEX "transcriptions_words" ON "landale"."transcriptions" USING gin ("words");--> statement-breakpoint
CREATE INDEX "transcriptions_text" ON "landale"."transcriptions" USING gin ("text" gin_trgm_ops);
