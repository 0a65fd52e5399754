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

const routes = [createRoute({ getParentRoute: () => root, path: '/', component: Overview })]

export const router = createRouter({ routeTree: root.addChildren(routes) })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
