import { cancelAllOrders } from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCauseway } from '../app/causeway.js'
import { Button, Notice, Problem } from '../ui/parts.js'
import { Resting } from './Resting.js'

/** Orders that rest, and the way to void all of them together. */
export function Orders() {
  const { client, owner } = useCauseway()
  const cache = useQueryClient()
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => cancelAllOrders(client),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <div className="space-y-3 text-sm">
      <p className="text-soft">
        What is to rest is signed and handed to whoever matches orders: copy it for them. This
        browser remembers what it has signed; all that was ever signed, anywhere, can be voided.
      </p>
      <Resting />
      <Button disabled={!owner || isPending} onClick={() => mutate()}>
        {isPending ? 'Voiding …' : 'Void all orders'}
      </Button>
      {isSuccess && <Notice tone="good">Every order signed until now is void.</Notice>}
      <Problem error={error} />
    </div>
  )
}
