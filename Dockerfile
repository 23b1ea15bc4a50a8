# The server and its pages on Bun. Build: docker compose build. Run: docker compose up.
FROM oven/bun:1.4.5-slim AS build
WORKDIR /app
COPY . .
RUN bun install --frozen-lockfile && bunx turbo run build

FROM oven/bun:1.4.5-slim
WORKDIR /app
ENV NODE_ENV=production \
    LANDALE_HOST=0.0.0.0 \
    LANDALE_DATA_DIR=/data \
    LANDALE_CONFIG_DIR=/config
COPY --from=build --chown=bun:bun /app /app
RUN mkdir /data && chown bun:bun /data
USER bun
VOLUME /data
EXPOSE 7175 8080 8890
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD bun -e "process.exit((await fetch('http://127.0.0.1:8890/ready')).ok ? 0 : 1)"
CMD ["bun", "apps/server/src/main.ts"]
