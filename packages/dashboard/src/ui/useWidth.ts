import { type RefCallback, useCallback, useState } from 'react'

/** The width of an element in pixels as it is now, and the ref that it needs. */
export function useWidth(first: number): [width: number, ref: RefCallback<Element>] {
  const [width, setWidth] = useState(first)
  const ref = useCallback((element: Element | null) => {
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(1, Math.floor(entry.contentRect.width)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [width, ref]
}
