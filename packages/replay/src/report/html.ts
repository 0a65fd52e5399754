import { type Chart, drawChart, escapeHtml } from './chart.js'
import { charts, figures, type Report } from './describe.js'

const colours = `
:root { color-scheme: light dark; --back: #fff; --text: #1c2024; --quiet: #60646c; --grid: #e0e1e6;
  --c0: #0b68cb; --c1: #c4490a; --c2: #18794e; --c3: #8145b5 }
@media (prefers-color-scheme: dark) { :root { --back: #16181b; --text: #edeef0; --quiet: #b0b4ba; --grid: #363a3f;
  --c0: #70b8ff; --c1: #ffa057; --c2: #3dd68c; --c3: #c795f5 } }
svg text { fill: var(--quiet); font: 11px system-ui, sans-serif }
.grid { stroke: var(--grid) } .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
${[0, 1, 2, 3].map((i) => `.c${i} { stroke: var(--c${i}) } .k${i} { color: var(--c${i}); fill: var(--c${i}) }`).join(' ')}`

const style = `${colours}
body { background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 0 }
p { margin: .2rem 0; color: var(--quiet) }
table { border-collapse: collapse; margin: 1.5rem 0; width: 100% }
td, th { padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--grid); text-align: left; font-weight: 400; vertical-align: top }
td { font-variant-numeric: tabular-nums }
svg { width: 100%; height: auto; margin-top: .5rem }
.key::before { content: ""; display: inline-block; width: 1.2em; height: 3px; margin: 0 .4em .2em 0; background: currentcolor }
.key { margin-right: 1.2em }`

/** The charts of a replay as files of their own, by name. */
export function toSvgs(report: Report): { name: string; svg: string }[] {
  return charts(report).map((chart) => ({
    name: `${chart.title.toLowerCase().replaceAll(' ', '-')}.svg`,
    svg: standalone(chart),
  }))
}

/** With its colours and, under it, the names of its lines. */
function standalone(chart: Chart): string {
  const keys = chart.lines.map(
    ({ name }, i) => `<tspan class="k${i}"${i > 0 ? ' dx="18"' : ''}>— ${escapeHtml(name)}</tspan>`,
  )
  return drawChart(chart)
    .replace(
      /^<svg viewBox="0 0 (\d+) (\d+)"/,
      (_, width, height) =>
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${Number(height) + 24}"`,
    )
    .replace('>', `><style>${colours}</style><rect width="100%" height="100%" fill="var(--back)"/>`)
    .replace('</svg>', `<text x="76" y="276">${keys.join('')}</text></svg>\n`)
}

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
