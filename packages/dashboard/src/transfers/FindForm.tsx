import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { isHash } from 'viem'
import { Button, Field, inputLook } from '../ui/parts.js'

export function FindForm() {
  const [text, setText] = useState('')
  const [isTold, setTold] = useState(false)
  const navigate = useNavigate()
  const find = (event: FormEvent) => {
    event.preventDefault()
    if (!isHash(text.trim())) return setTold(true)
    void navigate({ to: '/transfers/$name', params: { name: text.trim() } })
  }
  return (
    <form className="flex flex-wrap items-end gap-3" onSubmit={find}>
      <div className="min-w-0 flex-1">
        <Field
          label="Transaction hash"
          help={isTold && 'A transaction hash is 0x and 64 hex digits: copy it from your wallet.'}
        >
          <input
            className={`${inputLook} font-mono`}
            value={text}
            placeholder="0x…"
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
      </div>
      <Button kind="main" type="submit">
        Find
      </Button>
    </form>
  )
}
