import react from '@vitejs/plugin-react'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin, transformWithOxc } from 'vite'

const server = process.env.PIPIT_URL ?? 'http://localhost:3000'

const hostLibrary = fileURLToPath(new URL('src/embed/host.ts', import.meta.url))

/** Puts the types of the host library next to it. */
const hostTypes: Plugin = {
  name: 'pipit-host-types',
  async generateBundle() {
    const { declaration } = await transformWithOxc(readFileSync(hostLibrary, 'utf8'), hostLibrary, {
      typescript: { declaration: {} },
    })
    if (!declaration) this.error('The types of the host library are missing.')
    this.emitFile({ type: 'asset', fileName: 'embed/pipit-host.d.ts', source: declaration })
  },
}

export default defineConfig({
  plugins: [react(), hostTypes],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/console': server, '/open-apis': server, '/healthz': server } },
  build: {
    target: 'es2022',
    // An inlined data: URI would need `img-src data:` in the content security policy.
    assetsInlineLimit: 0,
    // React, the router and Ant Design's core; the budget is for what a page loads in all, gzipped.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        'pipit-host': hostLibrary,
      },
      // The library's exports are what it is for.
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: ({ name }) => (name === 'pipit-host' ? 'embed/[name].js' : 'assets/[name]-[hash].js'),
      },
      // The contract is data without side effects: endpoints no page calls must not reach the browser.
      treeshake: {
        moduleSideEffects: [{ test: /packages\/contract\/src|node_modules\/typebox/, sideEffects: false }],
      },
    },
  },
})
