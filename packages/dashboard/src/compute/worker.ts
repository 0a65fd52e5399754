// Runs beside the page, so that it answers the user while this computes.
import { answerTo, type Question } from './computations.js'

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage(answerTo(data))
})
