import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const server = process.env.PIPIT_URL ?? 'http://localhost:3000'

/** The chat itself, which runs in a frame of Pipit's own. The loader is built by `build.js`. */
export default defineConfig({
  base: '/widget/',
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/visitor': server } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // Its policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { app: fileURLToPath(new URL('app.html', import.meta.url)) } },
  },
})
