import { useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { Button, Card, Field, inputLook, Notice, Problem } from '../ui/parts.js'
import { AddLeg } from './AddLeg.js'
import { Crash } from './Crash.js'
import { Greeks } from './Greeks.js'
import { HeatMap } from './HeatMap.js'
import { Modes } from './Modes.js'
import { encodePortfolio } from './share.js'
import { type AddedLeg, type Source, useLink, usePortfolio } from './usePortfolio.js'

/** What could happen to a portfolio: the own one, a shared one, or one that is made up. */
export function RiskLab() {
  const { account } = useCauseway()
  const link = useLink()
  const [chosen, setChosen] = useState<Source>()
  const source = chosen ?? (link !== undefined ? 'link' : account ? 'account' : 'cash')
  const [cash, setCash] = useState('100000')
  const [legs, setLegs] = useState<AddedLeg[]>([])
  const { data, error, isPending } = usePortfolio(source, { cash, legs })
  const sources: [Source, string][] = [
    ...(account ? [['account', 'My account'] as [Source, string]] : []),
    ...(link !== undefined ? [['link', 'The one of this link'] as [Source, string]] : []),
    ['cash', 'Cash alone'],
  ]
  return (
    <>
      <h1 className="text-xl font-semibold">Risk lab</h1>
      <Card title="Portfolio" aside={data && <Share portfolio={data} />}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Begin with">
            <select
              className={inputLook}
              value={source}
              onChange={({ target }) => setChosen(target.value as Source)}
            >
              {sources.map(([key, name]) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          {source === 'cash' && (
            <Field label="Cash, USD">
              <input
                className={inputLook}
                inputMode="decimal"
                value={cash}
                onChange={({ target }) => setCash(target.value)}
              />
            </Field>
          )}
        </div>
        <AddLeg legs={legs} onChange={setLegs} />
      </Card>
      <Problem error={error} />
      {!data && isPending && <Notice tone="plain">Reading the markets …</Notice>}
      {data && (
        <>
          <HeatMap portfolio={data} />
          <Crash portfolio={data} />
          <Modes portfolio={data} />
          <Greeks portfolio={data} />
        </>
      )}
    </>
  )
}

function Share({ portfolio }: { portfolio: Parameters<typeof encodePortfolio>[0] }) {
  const [said, setSaid] = useState('')
  const share = async () => {
    const address = `${location.origin}/risk#p=${await encodePortfolio(portfolio)}`
    history.replaceState(null, '', address)
    await navigator.clipboard.writeText(address).then(
      () => setSaid('The link is copied.'),
      () => setSaid('The link is in the address bar.'),
    )
  }
  return (
    <span className="flex items-center gap-2">
      <span role="status">{said}</span>
      <Button onClick={() => void share()}>Share by link</Button>
    </span>
  )
}
