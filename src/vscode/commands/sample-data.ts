import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const cities = ['Berlin', 'Lyon', 'Porto', 'Ghent', 'Oslo', 'Turin'];
const states = ['open', 'paid', 'sent', 'returned'];

/** Orders of a small shop with the faults that data has: a misspelt state, a price below zero, a missing customer, an order listed twice. */
export function sampleOrders(): string {
  const rows = Array.from({ length: 400 }, (_, at) => {
    const id = at === 311 ? 311 : at + 1;
    const day = new Date(Date.UTC(2026, 0, 1 + (at % 90))).toISOString().slice(0, 10);
    const state = at === 57 ? 'payed' : states[(at * 7) % states.length]!;
    const price = at === 128 ? '-19.90' : ((at * 37) % 9000 / 100 + 5).toFixed(2);
    return `${id},${at === 203 ? '' : `C${String((at * 13) % 80 + 1).padStart(3, '0')}`},${day},${state},${price}`;
  });
  return `order_id,customer_id,ordered_on,state,price\n${rows.join('\n')}\n`;
}

/** The shop's customers, one of them with an address that is none. */
export function sampleCustomers(): string {
  const rows = Array.from({ length: 80 }, (_, at) =>
    `C${String(at + 1).padStart(3, '0')},${at === 41 ? 'nobody(at)example.org' : `customer${at + 1}@example.org`},${cities[at % cities.length]!},${at === 17 ? 'n/a' : 20 + (at * 11) % 60}`);
  return `customer_id,email,city,age\n${rows.join('\n')}\n`;
}

/** Writes the sample into a folder unless it is there; gives the folder of its data. */
export function writeSample(folder: string): string {
  const data = path.join(folder, 'sample shop');
  mkdirSync(data, { recursive: true });
  for (const [name, text] of [['orders.csv', sampleOrders()], ['customers.csv', sampleCustomers()]] as const) {
    if (!existsSync(path.join(data, name))) writeFileSync(path.join(data, name), text);
  }
  return data;
}
