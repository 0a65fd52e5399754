import { defineConfig } from 'vitest/config'

const conditions = ['source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [process.env.CAUSEWAY_FULL ? '{e2e,chaos,browser}/**/*.test.ts' : 'e2e/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 240_000,
    // end-to-end tests mostly wait for blocks: two worlds side by side; chaos wants the machine for itself
    fileParallelism: !process.env.CAUSEWAY_FULL,
    maxWorkers: 2,
  },
})
