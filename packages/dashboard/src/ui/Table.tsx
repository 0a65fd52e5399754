import type { ReactNode } from 'react'

export type Column = { name: string; isNumber?: boolean }

/** A table that scrolls by itself where the screen is narrow. */
export function Table({
  caption,
  columns,
  rows,
  empty,
}: {
  caption: string
  columns: readonly Column[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  empty: string
}) {
  if (rows.length === 0) return <p className="text-sm text-soft">{empty}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="relative overflow-x-auto" tabIndex={0} aria-label={caption}>
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-soft">
            {columns.map(({ name, isNumber }) => (
              <th
                key={name}
                scope="col"
                className={`px-2 py-1 whitespace-nowrap ${isNumber ? 'text-right' : 'text-left'}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-b border-line last:border-0">
              {cells.map((cell, i) => (
                <td
                  key={columns[i]?.name}
                  className={`px-2 py-1.5 whitespace-nowrap ${columns[i]?.isNumber ? 'text-right' : ''}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
