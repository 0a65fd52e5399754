import './app/withoutEval.js'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Start } from './app/Start.js'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element "root"')
createRoot(place).render(
  <StrictMode>
    <Start />
  </StrictMode>,
)
