import { InputError, NetworkError } from '@causeway/sdk'
import { z } from 'zod'
import { type PageConfig, pageConfigSchema } from '../server/config.js'

const place = 'causeway.deployment'

/** The deployment that the user has loaded, else the one that comes with the page. */
export async function loadConfig(): Promise<PageConfig> {
  const own = localStorage.getItem(place)
  if (own !== null) return parseConfig(JSON.stringify({ deployment: JSON.parse(own) }))
  const response = await fetch('/config.json').catch((error: unknown) => {
    throw new NetworkError('Whoever served this page does not answer: start it again.', error)
  })
  if (!response.ok)
    throw new InputError('This page comes without a deployment: load the record of one.')
  return parseConfig(await response.text())
}

/** @throws InputError for a record that is none, before anything of it is kept */
export function keepDeployment(text: string): void {
  const { deployment } = parseConfig(`{"deployment":${text}}`)
  localStorage.setItem(place, JSON.stringify(deployment))
}

export function forgetDeployment(): void {
  localStorage.removeItem(place)
}

export function hasOwnDeployment(): boolean {
  return localStorage.getItem(place) !== null
}

function parseConfig(text: string): PageConfig {
  const parsed = pageConfigSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new InputError(`The deployment record is not valid: ${z.prettifyError(parsed.error)}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError('The deployment record is no JSON.', error)
  }
}
