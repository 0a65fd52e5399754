/** Lays rows out in columns; the first row is the head. Numbers (cells that begin with a digit or `$`) go to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row, index) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return index > 0 && /^[$\d-]/.test(cell) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
}
