import { Link, useParams } from '@tanstack/react-router'
import { Card } from '../ui/parts.js'
import { Crossing } from './Crossing.js'

/** One crossing, opened by its address alone. */
export function TransferPage() {
  const { name } = useParams({ strict: false })
  return (
    <>
      <h1 className="text-xl font-semibold">Crossing</h1>
      <Link to="/transfers" className="text-sm text-accent underline">
        All crossings
      </Link>
      <Card title={`Crossing ${name}`.slice(0, 34)}>
        <Crossing name={name ?? ''} />
      </Card>
    </>
  )
}
