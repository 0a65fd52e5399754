import { MARGIN_MODES, type MarginMode, setMode } from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCauseway } from '../app/causeway.js'

/** What may net within the account. */
export function Mode({ mode }: { mode: MarginMode }) {
  const { client } = useCauseway()
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (next: MarginMode) => setMode(client, { mode: next }),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <label className="flex items-center gap-2">
      Margin
      <select
        className="rounded border border-line bg-card px-2 py-1 text-ink"
        value={mode}
        disabled={isPending}
        onChange={({ target }) => mutate(target.value as MarginMode)}
      >
        {MARGIN_MODES.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {error && (
        <span role="alert" className="text-bad">
          {error.message}
        </span>
      )}
    </label>
  )
}
