// Takes transactions apart: each is run again on an anvil that starts from the state the suite left, and its trace says
// where each unit went. The receipt must agree with the suite.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { foundryBinary } from '../foundry.mjs'

/** The columns: what a unit of gas was paid for. */
export const kinds = [
  'intrinsic',
  'calldata',
  'storage',
  'events',
  'calls',
  'hashing',
  'code',
  'token',
  'LayerZero',
  'Wormhole',
  'refund',
]

/** The contracts of a trade or a margin check, which may also be told apart. */
export const markets = [
  'Exchange',
  'Clearing',
  'Hub',
  'Keyring',
  'RiskEngine',
  'RiskParameters',
  'RiskArrays',
  'Surfaces',
  'Oracle',
  'ChainlinkAdapter',
  'SignedFeed',
]

const ours = [
  ...['Spoke', 'Gateway', 'Quorum', 'LayerZeroTransport', 'WormholeTransport', 'Batch'],
  ...markets,
]

/**
 * Runs transaction `name` again and returns { gasUsed, parts: { kind: gas }, contracts: { contract: gas } }: the same gas taken
 * apart in two ways. `folder` holds what the suite wrote: `<name>.state.json` and `<name>.call.json`.
 */
export async function takeApart(folder, name) {
  const call = JSON.parse(readFileSync(join(folder, `${name}.call.json`), 'utf8'))
  const alloc = JSON.parse(readFileSync(join(folder, `${name}.state.json`), 'utf8'))
  const genesis = join(folder, `${name}.genesis.json`)
  const config = { chainId: 31_337, terminalTotalDifficulty: 0 }
  const head = { config, nonce: '0x0', difficulty: '0x0', gasLimit: '0x1c9c380', extraData: '0x' }
  writeFileSync(genesis, JSON.stringify({ ...head, alloc }))
  const anvil = await startAnvil(['--init', genesis, '--number', `${call.block - 1}`])
  try {
    const gas = 16_000_000
    await anvil.rpc('evm_setNextBlockTimestamp', [call.time])
    const hash = await anvil.rpc('eth_sendTransaction', [
      {
        from: call.from,
        to: call.to,
        data: call.data,
        value: hex(call.value),
        gas: hex(gas),
        gasPrice: '0x0',
      },
    ])
    let receipt = null
    for (let tries = 0; receipt === null && tries < 100; tries++) {
      receipt = await anvil.rpc('eth_getTransactionReceipt', [hash])
      if (receipt === null) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    if (receipt?.status !== '0x1') throw new Error(`${name} failed when it was run again`)
    const gasUsed = Number(receipt.gasUsed)
    const trace = await anvil.rpc('debug_traceTransaction', [hash, { disableStorage: true }])
    const label = new Map(call.labelled.map((address, i) => [BigInt(address), call.labels[i]]))
    const parts = { intrinsic: 21_000, calldata: calldataGas(call.data) }
    const contracts = {}
    attribute(trace.structLogs, BigInt(call.to), label, (owner, op, gas) => {
      const kind = column(owner, op)
      parts[kind] = (parts[kind] ?? 0) + gas
      contracts[owner] = (contracts[owner] ?? 0) + gas
    })
    const sum = Object.values(parts).reduce((a, b) => a + b, 0)
    parts.refund = gasUsed - sum
    return { gasUsed, parts, contracts }
  } finally {
    anvil.stop()
    rmSync(genesis)
  }
}

/** Tells `add` what each step cost, with its contract and opcode. */
function attribute(steps, to, label, add) {
  const owners = [label.get(to) ?? 'code']
  const calls = []
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]
    const next = steps[i + 1]
    const owner = owners[step.depth - 1]
    if (next && next.depth > step.depth) {
      // the callee's owner: its label, or its caller's where it has none (a library, an implementation, a worker)
      const target = step.stack.at(-2)
      const named = step.op !== 'DELEGATECALL' && !step.op.startsWith('CREATE')
      owners[step.depth] = (named ? label.get(BigInt(target)) : undefined) ?? owner
      calls[step.depth] = { gas: step.gas, started: next.gas, owner, op: step.op }
      continue
    }
    if (next && next.depth === step.depth) {
      add(owner, step.op, step.gas - next.gas)
      continue
    }
    // the end of a call: what it did not use goes back, and what remains unexplained is the call itself
    add(owner, step.op, step.gasCost)
    let ended = step.gas - step.gasCost
    for (let depth = step.depth - 1; next && depth >= next.depth; depth--) {
      const call = calls[depth]
      const callee = owners[depth]
      const own = call.gas - next.gas - (call.started - ended)
      add(ours.includes(callee) ? call.owner : callee, call.op, own)
      ended = next.gas
    }
  }
}

function column(owner, op) {
  if (owner === 'token') return 'token'
  if (owner.startsWith('Wormhole') && owner !== 'WormholeTransport') return 'Wormhole'
  if (!ours.includes(owner)) return 'LayerZero'
  // risk arrays are stored as code
  if (/^(SLOAD|SSTORE|TLOAD|TSTORE|CREATE2?|EXTCODECOPY)$/.test(op)) return 'storage'
  if (op.startsWith('LOG')) return 'events'
  if (/CALL$/.test(op) || op === 'EXTCODESIZE' || op === 'BALANCE') return 'calls'
  return op === 'KECCAK256' || op === 'SHA3' ? 'hashing' : 'code'
}

function calldataGas(data) {
  const bytes = Buffer.from(data.slice(2), 'hex')
  return bytes.reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0)
}

function hex(number) {
  return `0x${BigInt(number).toString(16)}`
}

async function startAnvil(args) {
  const port = await freePort()
  const flags = ['--port', `${port}`, '--silent', '--auto-impersonate', '--base-fee', '0']
  const child = spawn(
    foundryBinary('anvil'),
    [...flags, '--disable-min-priority-fee', '--accounts', '1', '--steps-tracing', ...args],
    { stdio: 'ignore' },
  )
  const url = `http://127.0.0.1:${port}`
  const rpc = async (method, params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    const { result, error } = await response.json()
    if (error) throw new Error(`anvil: ${method}: ${error.message}`)
    return result
  }
  const stop = () => child.kill('SIGKILL')
  for (let tries = 0; ; tries++) {
    try {
      await rpc('eth_chainId', [])
      return { rpc, stop }
    } catch (error) {
      if (tries === 100 || child.exitCode !== null) {
        stop()
        throw new Error(`anvil did not start: ${error.message}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
