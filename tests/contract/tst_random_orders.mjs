// What the schema of an order says, and what the shop does with orders: the same.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { Contract } from './contract.mjs';
import { ask } from './http_client.mjs';
import { RandomOrders } from './random_orders.mjs';
import { Shop } from './shop.mjs';

const seed = Number(process.env.CONTRACT_SEED ?? 20260315);
const count = Number(process.env.CONTRACT_ORDERS ?? 300);
const newOrder = '/components/schemas/NewOrder';

let shop;
let contract;
let place;

before(async () => {
    shop = await Shop.open({ 'api-max-connections-per-address': '1000' });
    contract = new Contract(JSON.parse((await ask(shop.port, 'GET', '/api/openapi.json')).body));
    place = contract.operation('placeOrder');
});
after(() => shop?.close());

async function send(body, headers = { 'Content-Type': 'application/json' }) {
    const answer = await ask(shop.port, 'POST', '/api/orders', { headers, body });
    return { status: answer.status, value: contract.check(place, answer) };
}

const products = async () =>
    JSON.parse((await ask(shop.port, 'GET', '/api/products')).body).products;

// The document says it in words: lines of one product are added up.
function exceedsSum(order) {
    const sums = new Map();
    for (const { product_id: product, quantity } of order.items)
        sums.set(product, (sums.get(product) ?? 0) + quantity);
    return [...sums.values()].some((sum) => sum > 999);
}

// And this: a number that no product has is 404, whatever number it is.
function onlyProductsOutOfRange(order) {
    const items = Array.isArray(order?.items) ? order.items : [];
    const mended = items.map((item) => {
        const id = item?.product_id;
        return Number.isInteger(id) && Math.abs(id) < 2 ** 63 ? { ...item, product_id: 1 } : item;
    });
    return contract.faultOf(newOrder, { ...order, items: mended }) === undefined;
}

function expected(order) {
    if (contract.faultOf(newOrder, order) !== undefined)
        return onlyProductsOutOfRange(order) ? [404] : [400];
    return exceedsSum(order) ? [400] : [201, 404, 409];
}

const usual = '"customer_name":"Zoë","customer_email":"zoe@example.com"';
const item = '"product_id":6,"quantity":1';
const bodies = [
    ['blanks around', ` \t\r\n{${usual},"items":[{${item}}]}\n`, 201],
    ['escapes', `{"customer_n\\u0061me":"Z","customer_email":"z@b.c","items":[{${item}}]}`, 201],
    [
        'a letter of another plane, escaped',
        `{"customer_name":"\\ud83c\\udf82","customer_email":"z@b.c","items":[{${item}}]}`,
        201,
    ],
    ['a point in a number', `{${usual},"items":[{"product_id":6,"quantity":1.0}]}`, 400],
    ['an exponent', `{${usual},"items":[{"product_id":6,"quantity":1e0}]}`, 400],
    ['a zero in front', `{${usual},"items":[{"product_id":6,"quantity":01}]}`, 400],
    ['a plus', `{${usual},"items":[{"product_id":6,"quantity":+1}]}`, 400],
    ['NaN', `{${usual},"items":[{"product_id":6,"quantity":NaN}]}`, 400],
    ['a member twice', `{${usual},"items":[{${item},"quantity":1}]}`, 400],
    ['the same member in escapes', `{${usual},"items":[{${item},"quantit\\u0079":1}]}`, 400],
    ['a comma too many', `{${usual},"items":[{${item}},]}`, 400],
    ['a comment', `{${usual},"items":[{${item}}]} // please`, 400],
    ['single quotes', "{'customer_name':'Zoë'}", 400],
    ['a name that only looks right', `{${usual},"\ufeffitems":[{${item}}]}`, 400],
    ['a byte order mark', `\ufeff{${usual},"items":[{${item}}]}`, 400],
    [
        'half a surrogate pair',
        `{"customer_name":"\\ud83c","customer_email":"z@b.c","items":[{${item}}]}`,
        400,
    ],
    ['17 levels', `{${usual},"items":[{${item}}],"more":${'['.repeat(16)}${']'.repeat(16)}}`, 400],
    [
        'a line break in a text',
        `{"customer_name":"a\nb","customer_email":"z@b.c","items":[{${item}}]}`,
        400,
    ],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), 400],
    [
        'an overlong form',
        Buffer.concat([
            Buffer.from('{"customer_name":"'),
            Buffer.from([0xc0, 0xaf]),
            Buffer.from('"}'),
        ]),
        400,
    ],
    ['a number', '7', 400],
    ['null', 'null', 400],
    ['64 KiB and a byte', `{${usual},"items":[{${item}}],"note":"${'n'.repeat(65_536)}"}`, 413],
];

test('a text that is not quite JSON is no order', async () => {
    for (const [name, body, status] of bodies)
        assert.equal((await send(body)).status, status, name);
});

// Where characters that nobody sees lie among others; elsewhere a few will do.
function isNearBlanks(code) {
    const ranges = [
        [0, 0x920],
        [0x1670, 0x1820],
        [0x1ff0, 0x2080],
        [0x2ff0, 0x3010],
        [0xfdc0, 0xfe00],
        [0xfef0, 0xffff],
    ];
    return ranges.some(([first, last]) => code >= first && code <= last);
}

test('a name needs a visible character, of whatever language', async () => {
    const items = [{ product_id: 6, quantity: 1 }];
    for (let code = 0; code < 0x10000; code += isNearBlanks(code) ? 1 : 0x61) {
        const order = {
            customer_name: String.fromCodePoint(code),
            customer_email: 'z@b.c',
            items: [],
        };
        if (code >= 0xd800 && code < 0xe000) continue; // half a pair: no character
        const fault = contract.faultOf(`${newOrder}/properties/customer_name`, order.customer_name);
        const { value } = await send(JSON.stringify(order));
        // Nothing is ordered, so the only other fault is told when the name is right.
        assert.equal(
            value.details.field,
            fault ? 'customer_name' : 'items',
            `U+${code.toString(16)}`,
        );
    }
    const order = { customer_name: 'é', customer_email: 'z@b.c', items };
    assert.equal((await send(JSON.stringify(order))).status, 201);
});

// The last test, for it sells out what the others order.
test(`the shop takes what the schema allows (seed ${seed})`, async () => {
    const goods = await products();
    const schemas = contract.document.components.schemas;
    const orders = new RandomOrders(
        seed,
        schemas,
        goods.map(({ id }) => id),
    );
    const seen = new Map();
    for (let i = 0; i < count; ++i) {
        const order = orders.next();
        const before = expected(order)[0] === 400 ? await products() : undefined;
        const { status, value } = await send(JSON.stringify(order));
        const fault = contract.faultOf(newOrder, order) ?? 'valid';
        const told = `${status} ${JSON.stringify(value)} instead of ${expected(order)}`;
        const text = JSON.stringify(order);
        assert.ok(expected(order).includes(status), `order ${i}: ${told} for ${text}: ${fault}`);
        if (before) assert.deepEqual(await products(), before, `order ${i} was refused and kept`);
        seen.set(status, (seen.get(status) ?? 0) + 1);
    }
    for (const status of [201, 400, 404, 409])
        assert.ok(seen.get(status) > 0, `no answer was ${status}`);
});
