import { drawChart, escapeHtml } from './chart.js'
import { charts, figures, type Report } from './describe.js'

const style = `
:root { color-scheme: light dark; --back: #fff; --text: #1c2024; --quiet: #60646c; --grid: #e0e1e6;
  --c0: #0b68cb; --c1: #c4490a; --c2: #18794e; --c3: #8145b5 }
@media (prefers-color-scheme: dark) { :root { --back: #16181b; --text: #edeef0; --quiet: #b0b4ba; --grid: #363a3f;
  --c0: #70b8ff; --c1: #ffa057; --c2: #3dd68c; --c3: #c795f5 } }
body { background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 0 }
p { margin: .2rem 0; color: var(--quiet) }
table { border-collapse: collapse; margin: 1.5rem 0; width: 100% }
td, th { padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--grid); text-align: left; font-weight: 400; vertical-align: top }
td { font-variant-numeric: tabular-nums }
svg { width: 100%; height: auto; margin-top: .5rem } svg text { fill: var(--quiet); font: 11px system-ui, sans-serif }
.grid { stroke: var(--grid) } .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
.key::before { content: ""; display: inline-block; width: 1.2em; height: 3px; margin: 0 .4em .2em 0; background: currentcolor }
.key { margin-right: 1.2em }
${[0, 1, 2, 3].map((i) => `.c${i} { stroke: var(--c${i}) } .k${i} { color: var(--c${i}) }`).join(' ')}`

/** A page with figures and charts that asks nothing of any network. */
export function toHtml(report: Report): string {
  const rows = figures(report).map(
    ([name, value]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  )
  const drawn = charts(report).map((chart) => {
    const keys = chart.lines.map(
      ({ name }, i) => `<span class="key k${i}">${escapeHtml(name)}</span>`,
    )
    return `<h2>${escapeHtml(chart.title)}</h2><p>${escapeHtml(chart.about)}</p>${drawChart(chart)}<p>${keys.join('')}</p>`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${style}</style>
<h1>${escapeHtml(report.title)}</h1>
${report.about.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
<table>${rows.join('\n')}</table>
${drawn.join('\n')}
</html>
`
}
