import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser that is installed. @throws Error that says what to do when there is none */
export function findChromium(): string {
  const found = candidates.find((path) => existsSync(path))
  if (!found) throw new Error('Chromium is missing: run "apt-get install chromium" and try again')
  return found
}

/**
 * Opens a page that runs `script` in a headless browser of its own, hands it `question` at `/question`, and returns what it
 * posts to `/answer`.
 *
 * @throws Error with the browser's last words when it ends or says nothing in time
 */
export async function askPage(
  script: string,
  question: string,
  milliseconds = 60_000,
): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'causeway-chromium-'))
  let resolve = (_: string) => {}
  let reject = (_: Error) => {}
  const answered = new Promise<string>((yes, no) => {
    resolve = yes
    reject = no
  })
  const server = createServer((request, response) => {
    const pages: Record<string, [type: string, body: string]> = {
      '/': [
        'text/html',
        '<!doctype html><title>Causeway</title><script type="module" src="/page.js"></script>',
      ],
      '/page.js': ['text/javascript', script],
      '/question': ['application/json', question],
    }
    if (request.url === '/answer') {
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        response.end()
        resolve(text)
      })
      return
    }
    const page = pages[request.url ?? '']
    if (!page) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': `${page[0]}; charset=utf-8` }).end(page[1])
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const browser = start(`http://127.0.0.1:${port}/`, profile)
  let words = ''
  browser.stderr?.on('data', (chunk) => {
    words = `${words}${chunk}`.slice(-2_000)
  })
  const fail = (what: string) => reject(new Error(`${what}; the browser's last words: ${words}`))
  browser.once('error', (error) => fail(error.message))
  const ended = new Promise<void>((gone) => browser.once('close', () => gone()))
  ended.then(() => fail('the browser has ended before the page answered'))
  const timer = setTimeout(() => fail(`no answer within ${milliseconds} ms`), milliseconds)
  try {
    return await answered
  } finally {
    clearTimeout(timer)
    browser.kill('SIGKILL')
    await ended
    server.closeAllConnections()
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function start(url: string, profile: string): ChildProcess {
  const flags = ['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run']
  // as root, as in most containers, its sandbox does not start; the page is ours alone
  if (process.getuid?.() === 0) flags.push('--no-sandbox')
  return spawn(findChromium(), [...flags, `--user-data-dir=${profile}`, url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}
