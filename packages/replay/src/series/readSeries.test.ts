import { expect, test } from 'vitest'
import { ReplayInputError } from '../errors.js'
import { parseSeries, readSeries, timeOf } from './readSeries.js'

test('default: open, high, low and close of days', () => {
  const text =
    'date,open,high,low,close,volume\n2020-03-10,7894.57,7980,7590,7934.52,1\n2020-03-11,7934.58,7966.17,4410,4800,2\n'
  const { bars, skipped } = parseSeries(text, 'days.csv')
  expect(skipped).toBe(0)
  expect(bars).toEqual([
    { time: 1583798400, seconds: 86400, open: 7894.57, high: 7980, low: 7590, close: 7934.52 },
    { time: 1583884800, seconds: 86400, open: 7934.58, high: 7966.17, low: 4410, close: 4800 },
  ])
})

test('behavior: a title above the header, the newest row first, hours with AM and PM', () => {
  const text =
    'Timestamps are UTC timezone,https://example.org\ndate,symbol,open,high,low,close\n2019-10-17 12-PM,BTCUSD,3,4,2,3\n2019-10-17 12-AM,BTCUSD,1,2,1,2\n'
  const { bars } = parseSeries(text, 'hours.csv')
  expect(bars.map(({ time, seconds, open }) => [time, seconds, open])).toEqual([
    [1571270400, 43200, 1],
    [1571313600, 43200, 3],
  ])
})

test('behavior: single prices at uneven times are bars of one price', () => {
  const text =
    'block_timestamp,block_number,eth_osm_usd\n2021-05-19 13:16:30+00:00,1,2676.59\n2021-05-19 14:12:48+00:00,2,2090.79\n2021-05-19 15:08:56+00:00,3,2428.92\n'
  const { bars, source } = parseSeries(text, 'chain.csv')
  expect(source).toBe('eth_osm_usd')
  expect(bars[1]).toEqual({
    ...{ time: 1621433568, seconds: 3368, open: 2090.79, high: 2090.79 },
    ...{ low: 2090.79, close: 2090.79 },
  })
})

test('behavior: one asset of several by its prefix; rows without its price are passed over', () => {
  const text =
    ',BTC:open,BTC:high,BTC:low,BTC:close,ETH:open,ETH:high,ETH:low,ETH:close\n2014-11-28,363,381,360,376,,,,\n2017-11-09,7000,7100,6900,7050,300,310,290,305\n2017-11-10,7050,7060,6500,6600,305,306,280,290\n'
  const { bars, skipped } = parseSeries(text, 'three.csv', { prefix: 'ETH:' })
  expect(skipped).toBe(1)
  expect(bars.map(({ close }) => close)).toEqual([305, 290])
})

test.each([
  ['a,b\n1,2\n', /no header with a time and open/],
  ['date,price\n2020-01-01,1\nnever,2\n', /line 3: "never" is no time/],
  ['date,price\n2020-01-01,1\n2020-01-02,-2\n', /line 3: "-2" is no price above zero/],
  ['date,price\n2020-01-01,1\n2020-01-01,2\n', /two rows are of 2020-01-01/],
  ['date,price\n2020-01-01,1\n', /fewer than two rows/],
  [
    'date,open,high,low,close\n2020-01-01,1,2,1.5,1.6\n2020-01-02,1,1,1,1\n',
    /line 2: open and close are not between low and high/,
  ],
])('error: %j', (text, message) => {
  expect(() => parseSeries(text, 'file.csv')).toThrow(message)
  expect(() => parseSeries(text, 'file.csv')).toThrow(ReplayInputError)
})

test('error: a column that is not there, a file that is not there', () => {
  const text = 'date,price\n2020-01-01,1\n2020-01-02,2\n'
  expect(() => parseSeries(text, 'file.csv', { price: 'mid' })).toThrow(/the columns mid/)
  expect(() => readSeries('no/such.csv')).toThrow(/no file no\/such.csv/)
})

test('behavior: times in seconds, milliseconds, with and without zones', () => {
  expect(timeOf('1571270400')).toBe(1571270400)
  expect(timeOf('1571270400000')).toBe(1571270400)
  expect(timeOf('2019-10-17T00:00:00Z')).toBe(1571270400)
  expect(timeOf('2019-10-17 00:00:00')).toBe(1571270400)
  expect(timeOf('2019-10-17 02:00:00+02:00')).toBe(1571270400)
  expect(timeOf('17.10.2019')).toBeUndefined()
})
