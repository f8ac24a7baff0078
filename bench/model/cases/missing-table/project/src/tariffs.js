import { readFileSync } from 'node:fs'

const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'))
const { quarter, zones: tariffs } = read('tariffs')
const zones = read('zones')

export { quarter }

/** Price in cents of a parcel of so many kilograms: that of the first weight that is not below it. */
export function price(country, kilograms) {
  const zone = zones[country]
  if (zone === undefined) throw new RangeError(`no zone for ${country}`)
  const weights = Object.keys(tariffs[zone]).map(Number).sort((a, b) => a - b)
  const weight = weights.find((each) => kilograms <= each)
  if (weight === undefined) throw new RangeError(`${kilograms} kg is too heavy`)
  return tariffs[zone][weight]
}
