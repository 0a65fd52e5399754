import { Link, Outlet } from '@tanstack/react-router'
import { useCauseway } from './causeway.js'
import { LoadDeployment } from './LoadDeployment.js'
import { StateStrip } from './StateStrip.js'
import { WalletMenu } from './WalletMenu.js'

const pages = [
  { to: '/', name: 'Overview' },
  { to: '/collateral', name: 'Collateral' },
  { to: '/trade', name: 'Trade' },
  { to: '/risk', name: 'Risk lab' },
  { to: '/transfers', name: 'Transfers' },
] as const

export function Shell() {
  const { deployment } = useCauseway()
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:bg-card focus:p-2">
        Skip to content
      </a>
      <header className="border-b border-line bg-card">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
          <span className="font-semibold">
            Causeway <span className="font-normal text-soft">{deployment.name}</span>
          </span>
          <nav
            aria-label="Pages"
            className="order-last flex w-full flex-wrap gap-1 md:order-none md:w-auto"
          >
            {pages.map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                activeOptions={{ exact: to === '/' }}
                className="rounded px-2.5 py-1 text-sm text-soft hover:text-ink"
                activeProps={{ className: 'bg-page !text-ink font-medium', 'aria-current': 'page' }}
              >
                {name}
              </Link>
            ))}
          </nav>
          <WalletMenu />
        </div>
      </header>
      <StateStrip />
      <main id="main" className="mx-auto max-w-6xl space-y-4 px-4 py-6">
        <Outlet />
      </main>
      <footer className="mx-auto max-w-6xl px-4 pb-8">
        <details className="text-sm">
          <summary className="text-soft">Another deployment</summary>
          <div className="mt-3">
            <LoadDeployment />
          </div>
        </details>
      </footer>
    </>
  )
}
