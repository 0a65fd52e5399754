// What the logs of the suites say: how many tests, and what is worth telling of them.

/** What a reader should see of a suite that passed: seeds that repeat its run, and what each attack came to. */
export function worthTelling(text) {
  const told = [...plain(text).matchAll(/CAUSEWAY_SEED=.*|attack: .*/g)].map(([line]) =>
    line.trim(),
  )
  return [...new Set(told)]
}

/** Without the colours of a terminal. */
function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colours are made of
  return text.replaceAll(/\x1b\[[0-9;]*m/g, '')
}

/**
 * Tests by outcome, as forge, vitest and the mutants' runner count them; a suite without tests counts as none. A suite
 * that skips is not green.
 */
export function testsIn(text) {
  const words = plain(text)
  const lines = [
    // forge: "Ran 30 test suites in 2 s: 406 tests passed, 2 failed, 0 skipped (408 total tests)"
    ...words.matchAll(/^Ran \d+ test suites? in .*: (.*)$/gm),
    // vitest: "Tests  2 failed | 9 passed (11)", with the name of the package before it when turbo runs it
    ...words.matchAll(/^(?:\S+: )?\s*Tests {2}(.*)\(\d+\)\s*$/gm),
  ].map(([, counts]) => counts)
  const sum = (word) =>
    lines.reduce((all, line) => {
      const [, count = 0] = line.match(new RegExp(`(\\d+) (?:tests )?${word}`)) ?? []
      return all + Number(count)
    }, 0)
  const mutants = [...words.matchAll(/^(killed|SURVIVED|BROKEN) /gm)].map(([, outcome]) => outcome)
  return {
    passed: sum('passed') + mutants.filter((outcome) => outcome === 'killed').length,
    failed: sum('failed') + mutants.filter((outcome) => outcome !== 'killed').length,
    skipped: sum('skipped') + sum('todo'),
  }
}
