import { Card } from '../ui/parts.js'
import { Auctions } from './Auctions.js'
import { Crossings } from './Crossings.js'
import { FindForm } from './FindForm.js'
import { Insurance } from './Insurance.js'
import { Seized } from './Seized.js'

/** What crosses between the chains, and who is being liquidated. */
export function Transfers() {
  return (
    <>
      <h1 className="text-xl font-semibold">Transfers and liquidations</h1>
      <Card
        title="Find a crossing"
        aside="by the hash of the transaction that began it, from any wallet"
      >
        <FindForm />
      </Card>
      <Card title="Crossings of this account">
        <Crossings />
      </Card>
      <Auctions />
      <Seized />
      <Insurance />
    </>
  )
}
