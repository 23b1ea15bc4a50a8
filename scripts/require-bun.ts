// Refuses an install by another Bun than the one this project is tested with: a lock file and a runtime belong together.
const wanted = (await Bun.file(new URL('../.bun-version', import.meta.url)).text()).trim()
if (Bun.version !== wanted) {
  console.error(`Landale needs Bun ${wanted}; this is ${Bun.version}. Run: npm install --global bun@${wanted}`)
  process.exit(1)
}
