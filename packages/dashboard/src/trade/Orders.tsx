import { cancelAllOrders } from '@causeway/sdk'
import { useMutation } from '@tanstack/react-query'
import { useCauseway } from '../app/causeway.js'
import { Button, Notice, Problem } from '../ui/parts.js'

/** Orders of this page never rest; those that were handed out elsewhere can be voided together. */
export function Orders() {
  const { client, owner } = useCauseway()
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => cancelAllOrders(client),
  })
  return (
    <div className="space-y-3 text-sm">
      <p className="text-soft">
        None rests here: an order is filled at once, and what no maker fills is cancelled. Orders
        that you signed elsewhere are known to whoever has them; all of them can be voided.
      </p>
      <Button disabled={!owner || isPending} onClick={() => mutate()}>
        {isPending ? 'Voiding …' : 'Void all orders'}
      </Button>
      {isSuccess && <Notice tone="good">Every order signed until now is void.</Notice>}
      <Problem error={error} />
    </div>
  )
}
