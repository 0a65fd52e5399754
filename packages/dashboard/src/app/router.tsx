import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Overview } from '../overview/Overview.js'
import { Notice } from '../ui/parts.js'
import { Shell } from './Shell.js'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => <Notice tone="warn">There is no such page: choose one above.</Notice>,
})

const page = <const path extends string>(
  path: path,
  component: ReturnType<typeof lazyRouteComponent>,
) => createRoute({ getParentRoute: () => root, path, component })

const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Overview }),
  page(
    '/collateral',
    lazyRouteComponent(() => import('../collateral/Collateral.js'), 'Collateral'),
  ),
  page(
    '/trade',
    lazyRouteComponent(() => import('../trade/Trade.js'), 'Trade'),
  ),
  page(
    '/risk',
    lazyRouteComponent(() => import('../risklab/RiskLab.js'), 'RiskLab'),
  ),
  page(
    '/transfers',
    lazyRouteComponent(() => import('../transfers/Transfers.js'), 'Transfers'),
  ),
  page(
    '/transfers/$name',
    lazyRouteComponent(() => import('../transfers/TransferPage.js'), 'TransferPage'),
  ),
])

export const router = createRouter({ routeTree })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
