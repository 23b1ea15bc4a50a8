import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('./'),
  base: '/',
  plugins: [solid()],
  resolve: { alias: { '@': at('./src'), '+': at('./assets'), '~': at('./public') } },
  // In development the pages come from here, and the channels and the API from the server.
  server: {
    port: 5174,
    proxy: {
      '/v1': { target: 'http://127.0.0.1:7175', changeOrigin: true },
      '/socket': { target: 'ws://127.0.0.1:7175', ws: true, changeOrigin: true, rewriteWsOrigin: true },
    },
  },
  build: { emptyOutDir: true },
})
