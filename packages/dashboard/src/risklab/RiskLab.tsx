export function RiskLab() {
  return <h1>Risk lab</h1>
}
