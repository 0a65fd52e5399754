import { writeFileSync } from 'node:fs'
import { describeOptions, parametersOf, pathOf, readOptions, replay, toHtml, toText } from './index.js'
const t0 = Date.now()
const [name, json] = [process.argv[2]!, process.argv[3]!]
const options = readOptions(JSON.parse(json))
const { path, title, about } = pathOf(options)
console.log(title, about, path.length)
try {
const result = await replay(parametersOf(options, path), (p) => {
  const s = p.sample
  console.log(((Date.now() - t0) / 1000).toFixed(1), p.stage, p.done, p.of, s ? JSON.stringify({ at: s.at, p: s.prices.BTC, m: Math.round(s.margin.asIs), a: s.auctions, l: s.liquidated, f: Math.round(s.fund), k: s.lacking, b: s.badDebt }) : '')
})
const report = { title, about: [...about, ...describeOptions(options)], result }
writeFileSync(`/tmp/rr/${name}.json`, JSON.stringify(report))
writeFileSync(`/tmp/rr/${name}.html`, toHtml(report))
console.log(toText(report), `wall ${Math.round((Date.now() - t0) / 1000)} s`)
} catch (e) { console.error(e) }
process.exit(0)
