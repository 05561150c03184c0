import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.PIPIT_URL ?? 'http://localhost:3000'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/console': server, '/open-apis': server, '/healthz': server } },
  build: {
    target: 'es2022',
    // An inlined data: URI would need `img-src data:` in the content security policy.
    assetsInlineLimit: 0,
    // React, the router and Ant Design's core; the budget is for what a page loads in all, gzipped.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // The contract is data without side effects: endpoints no page calls must not reach the browser.
      treeshake: {
        moduleSideEffects: [{ test: /packages\/contract\/src|node_modules\/typebox/, sideEffects: false }],
      },
    },
  },
})
