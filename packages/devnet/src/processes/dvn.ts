// One outside DVN operator of the local world: node --conditions=source --import tsx dvn.ts <configuration.json>
import { dvnConfig, dvnControl, readConfig } from './config.js'
import { type DvnOperator, runDvnOperator } from './dvnOperator.js'
import { type Route, serve } from './http.js'
import { log } from './log.js'
import { main } from './main.js'
import { health } from './watch.js'

function routes(operator: DvnOperator): Route[] {
  return [
    { method: 'GET', path: /^\/healthz$/, handle: () => health(operator.chains()) },
    {
      method: 'GET',
      path: /^\/jobs$/,
      handle: () => ({ body: { ...operator.jobs.counts(), lost: operator.lost() } }),
    },
    {
      method: 'POST',
      path: /^\/control$/,
      async handle(_, body) {
        const { forge, ...faults } = dvnControl.parse(body)
        operator.faults.set(faults)
        log('info', 'control', { faults: operator.faults.state(), forge: forge !== undefined })
        const verified = forge
          ? await operator.forge({ ...forge, confirmations: BigInt(forge.confirmations) })
          : undefined
        return {
          body: {
            faults: operator.faults.state(),
            ...(verified === undefined ? {} : { verified }),
          },
        }
      },
    },
  ]
}

main(async () => {
  const config = readConfig(dvnConfig)
  await serve(config.port, routes(runDvnOperator(config)))
  log('info', 'operator is listening', { name: config.name, port: config.port })
})
