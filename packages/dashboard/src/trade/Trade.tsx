export function Trade() {
  return <h1>Trade</h1>
}
