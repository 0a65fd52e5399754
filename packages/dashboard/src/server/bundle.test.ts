import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildPage, pageFolder } from './buildPage.js'

/** Of everything that the browser loads before the first page shows, gzipped. */
const budget = 350_000

test('behavior: the first load stays under its budget, and comes from nowhere else', async () => {
  await buildPage()
  const page = readFileSync(join(pageFolder, 'index.html'), 'utf8')
  const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link)
  // beside what was built: the server's word of where the chains are, a few hundred bytes
  const files = links.filter((link) => !link.startsWith('data:') && link !== '/config.json')
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) expect(file).toMatch(/^\/assets\//)
  const sizes = files.map((file) => gzipSync(readFileSync(join(pageFolder, file))).length)
  const total = sizes.reduce((sum, size) => sum + size, gzipSync(page).length)
  expect(total).toBeLessThan(budget)
})
