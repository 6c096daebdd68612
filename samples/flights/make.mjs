// Writes flights-2001.csv beside this file from vega-datasets' flights-3m.parquet. The same input gives the same bytes.
//
//   cd samples/flights && npm install --no-save vega-datasets@3.2.1 hyparquet@1.31.5 hyparquet-compressors@1.1.2 && node make.mjs
import { writeFileSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const perDay = 340;
const late = 15; // minutes: what the Bureau of Transportation Statistics itself calls a late arrival

const file = await asyncBufferFromFile('node_modules/vega-datasets/data/flights-3m.parquet');
const days = new Map();
for (const row of await parquetReadObjects({ file, compressors })) {
  const date = row.date.toISOString().slice(0, 16);
  // Time, origin and destination tell a flight: of several with the same, the first stays.
  const flight = `${date},${row.origin},${row.destination}`;
  const day = days.get(date.slice(0, 10)) ?? days.set(date.slice(0, 10), new Map()).get(date.slice(0, 10));
  if (!day.has(flight)) {
    day.set(flight, `${date},${row.delay > late ? 'late' : 'on-time'},${row.distance},${row.origin},${row.destination}`);
  }
}

// As many of each day, at equal distances over it; the last date is one of two rows only.
const lines = [...days.entries()].filter(([, day]) => day.size >= perDay).sort(([left], [right]) => (left < right ? -1 : 1))
  .flatMap(([, day]) => { const rows = [...day.values()].sort(); return Array.from({ length: perDay }, (_, i) => rows[Math.floor((i * rows.length) / perDay)]); });
writeFileSync('flights-2001.csv', `${['date,arrival,distance,origin,destination', ...lines].join('\n')}\n`);
console.log(`${lines.length} rows`);
