import { useState } from 'react'
import { Button, Problem } from '../ui/parts.js'
import { forgetDeployment, hasOwnDeployment, keepDeployment } from './config.js'

/** Another deployment than the one that came with the page, from its record. */
export function LoadDeployment() {
  const [error, setError] = useState<unknown>()
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      keepDeployment(await file.text())
      location.reload()
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <div className="space-y-2 text-sm">
      <label className="block">
        <span className="mb-1 block text-soft">Record of another deployment (JSON)</span>
        <input
          type="file"
          accept="application/json"
          onChange={({ target }) => void take(target.files?.[0])}
        />
      </label>
      {hasOwnDeployment() && (
        <Button
          onClick={() => {
            forgetDeployment()
            location.reload()
          }}
        >
          Back to the deployment of this page
        </Button>
      )}
      <Problem error={error} />
    </div>
  )
}
