// Routes, document and live answers against each other.
import assert from 'node:assert/strict';
import os from 'node:os';
import test, { after, before } from 'node:test';

import { Caller, eventually, orderBody, pathOf } from './caller.mjs';
import { Contract } from './contract.mjs';
import { ask } from './http_client.mjs';
import { refusals } from './refusals.mjs';
import { Shop } from './shop.mjs';
import { documentOfTree } from './sources.mjs';

// What cannot be brought about from outside: a fault of the shop, an answer that takes too long.
const unprovoked = ['500', '504'];

// An address that others reach this machine by; there may be none.
const networkAddress = Object.values(os.networkInterfaces())
    .flat()
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
if (!networkAddress) unprovoked.push('403');

const scopes = ['goods.read', 'goods.write', 'orders.read', 'orders.write'];

let shop;
let contract;
let caller;

before(async () => {
    // Orders wait for staff, so they can be called off at any time.
    shop = await Shop.open({
        'api-max-connections-per-address': '1000',
        'api-rate-keys': 'unlimited',
        'orders-flow': 'staff',
    });
    shop.key = shop.madeKey(...scopes);
    const answer = await ask(shop.port, 'GET', '/api/openapi.json');
    assert.equal(answer.status, 200);
    assert.equal(answer.body.toString(), documentOfTree());
    contract = new Contract(JSON.parse(answer.body));
    caller = new Caller(contract, shop);
});
after(() => shop?.close());

const placed = (at) => caller.placed(at);
const call = (operation, parts) => caller.call(operation, parts);
const withStatus = (status) =>
    contract.operations.filter((operation) => operation.responses[status]);

test('the index and the document name the same calls', async () => {
    const { value } = await call(contract.operation('showIndex'));
    const documented = contract.operations
        .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
        .map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/, '{id}')}`);
    assert.deepEqual([...value.calls].sort(), documented.sort());
    assert.equal(value.version, contract.document.info.version);
});

test('every path allows the methods of the document and no other', async () => {
    const methods = 'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE BAKE get'.split(' ');
    for (const path of Object.keys(contract.document.paths)) {
        const operations = contract.operations.filter((operation) => operation.path === path);
        const known = operations.map(({ method }) => method);
        for (const method of methods.filter((name) => !known.includes(name))) {
            const answer = await ask(shop.port, method, pathOf({ path }, '17'));
            assert.equal(answer.status, 405, `${method} ${path}`);
            const main = operations.find((operation) => operation.responses[405]);
            contract.check({ ...main, method }, answer);
            assert.deepEqual(
                answer.headers.get('allow').split(', ').sort(),
                [...known].sort(),
                path,
            );
        }
    }
});

test('addresses that are not in the document are not found', async () => {
    const paths = (
        '/api /api/ /api/orders/ /api/products/ /api/Products ' +
        '/api/orders/17/ /api/orders/17/cancel/ /api/orders/17/nothing ' +
        '/index.html /api/openapi /%2fapi/products'
    ).split(' ');
    for (const path of paths) {
        for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
            const answer = await ask(shop.port, method, path);
            assert.equal(answer.status, 404, `${method} ${path}`);
            const value = JSON.parse(answer.body);
            assert.equal(value.code, 'not_found');
            assert.equal(contract.faultOf('/components/schemas/Error', value), undefined);
            contract.seenCodes.add(value.code);
        }
    }
});

test('every operation answers as documented', async () => {
    for (const operation of contract.operations) {
        const usual = Object.keys(operation.responses).find((status) => status.startsWith('2'));
        const { answer } = await call(operation);
        assert.equal(String(answer.status), usual, operation.id);
        if (operation.method === 'HEAD') assert.equal(answer.body.length, 0, operation.id);
    }
});

test('a key that is not valid is refused by every operation', async () => {
    for (const operation of withStatus(401)) {
        const headers = { Authorization: 'Bearer bk_live_none' };
        const { answer, value } = await call(operation, { headers, id: '17' });
        assert.equal(answer.status, 401, operation.id);
        if (operation.method !== 'HEAD') assert.equal(value.code, 'key_not_valid', operation.id);
    }
});

test('what needs a key says so', async () => {
    const partners = contract.operations.filter((operation) => caller.needsKey(operation));
    assert.ok(partners.length > 0);
    for (const operation of partners) {
        const { answer, value } = await call(operation, { headers: { Authorization: undefined } });
        assert.equal(answer.status, 401, operation.id);
        if (operation.method !== 'HEAD') assert.equal(value.code, 'key_missing', operation.id);
    }
});

test('a key allows what its scopes say', async () => {
    const partners = contract.operations.filter(
        (operation) => caller.needsKey(operation) && !operation.path.endsWith('/key'),
    );
    for (const operation of partners) {
        const told = contract.operations.find(
            ({ path, method }) =>
                path === operation.path && method === operation.method.replace('HEAD', 'GET'),
        );
        const needed = scopes.find((scope) =>
            contract.resolve(told.at).value.description.includes(scope),
        );
        const others = scopes.filter((scope) => scope !== needed);
        const headers = { Authorization: `Bearer ${shop.madeKey(...others)}` };
        const { answer, value } = await call(operation, { headers });
        assert.equal(answer.status, 403, operation.id);
        if (operation.method !== 'HEAD')
            assert.deepEqual([value.code, value.details.field], ['scope_missing', needed]);
    }
});

test('keys are not taken where others read along', { skip: !networkAddress }, async () => {
    const open = await Shop.open({ 'api-listen': '0.0.0.0', 'api-https-port': '0', 'api-metrics': 'network' });
    try {
        const headers = { Authorization: `Bearer ${open.madeKey('orders.read')}` };
        for (const operation of withStatus(403)) {
            const parts = { at: open, headers, id: '17', from: networkAddress };
            const { answer, value } = await call(operation, parts);
            assert.equal(answer.status, 403, operation.id);
            if (operation.method !== 'HEAD') assert.equal(value.code, 'key_exposed', operation.id);
        }
    } finally {
        await open.close();
    }
});

test('HEAD has the headers of GET', async () => {
    for (const operation of contract.operations.filter(({ method }) => method === 'HEAD')) {
        const id = operation.path.includes('{order_id}') ? await placed() : '';
        const path = pathOf(operation, id);
        const head = await ask(shop.port, 'HEAD', path);
        const full = await ask(shop.port, 'GET', path);
        assert.deepEqual([...head.headers.keys()], [...full.headers.keys()], path);
    }
});

test('what is known is not sent again, packed or plain', async () => {
    for (const operation of withStatus(304)) {
        const tags = new Set();
        for (const coding of ['identity', 'gzip']) {
            const full = await call(operation, { headers: { 'Accept-Encoding': coding } });
            assert.equal(
                full.answer.headers.get('content-encoding'),
                coding === 'gzip' ? 'gzip' : undefined,
            );
            const tag = full.answer.headers.get('etag');
            tags.add(tag);
            const again = await call(operation, {
                headers: { 'Accept-Encoding': coding, 'If-None-Match': tag },
            });
            assert.equal(again.answer.status, 304);
            assert.equal(again.answer.headers.get('etag'), tag);
            const other = await call(operation, {
                headers: { 'If-None-Match': '"something-else"' },
            });
            assert.equal(other.answer.status, 200);
        }
        assert.equal(tags.size, 2, operation.id);
    }
});

test('ids that no order has are not found alike', async () => {
    const ids = (
        '17 0 007 -1 +5 abc 1.5 ' +
        '1e3 9007199254740991 9007199254740992 99999999999999999999 %31 null 17%00'
    ).split(' ');
    for (const operation of withStatus(404).filter(({ path }) => path.includes('{order_id}'))) {
        for (const id of ids) {
            const { answer, value } = await call(operation, { id });
            assert.equal(answer.status, 404, `${operation.id} ${id}`);
            if (operation.method !== 'HEAD')
                assert.deepEqual([value.code, value.details], ['unknown_order', {}]);
        }
    }
});

test('faulty HTTP is refused by every operation alike', async () => {
    for (const operation of contract.operations) {
        const atOnce = refusals.filter(([, status]) => status !== 408);
        await Promise.all(atOnce.map((refusal) => caller.refused(operation, refusal)));
    }
});

test('requests that do not arrive are refused by every operation alike', async () => {
    const late = refusals.filter(([, status]) => status === 408);
    await Promise.all(
        contract.operations.flatMap((operation) =>
            late.map((refusal) => caller.refused(operation, refusal)),
        ),
    );
});

const badOrders = [
    ['no JSON', '{"customer_name":', 'malformed_json'],
    ['nothing', '', 'malformed_json'],
    ['a name twice', '{"items":[],"items":[]}', 'malformed_json'],
    ['a list', '[]', 'bad_field'],
    [
        'no name',
        orderBody([{ product_id: 6, quantity: 1 }], { customer_name: undefined }),
        'missing_field',
    ],
    [
        'no e-mail',
        orderBody([{ product_id: 6, quantity: 1 }], { customer_email: null }),
        'missing_field',
    ],
    ['no items', orderBody([]), 'missing_field'],
    [
        'a bad e-mail',
        orderBody([{ product_id: 6, quantity: 1 }], { customer_email: 'zoe' }),
        'bad_field',
    ],
    ['half a piece', orderBody([{ product_id: 6, quantity: 0.5 }]), 'bad_quantity'],
    [
        '1,200 on two lines',
        orderBody([
            { product_id: 6, quantity: 600 },
            { product_id: 6, quantity: 600 },
        ]),
        'bad_quantity',
    ],
];

test('an order that is not valid is refused, with its field', async () => {
    const place = contract.operation('placeOrder');
    for (const [name, body, code] of badOrders) {
        const { answer, value } = await call(place, { body });
        assert.equal(answer.status, 400, name);
        assert.equal(value.code, code, name);
        assert.ok(code === 'malformed_json' || value.details.field, name);
    }
    for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        undefined,
        'application/json; charset=latin1',
    ]) {
        const { answer } = await call(place, { headers: { 'Content-Type': type } });
        assert.equal(answer.status, 415, type);
    }
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const packed = await call(place, { headers });
    assert.equal(packed.answer.status, 415);
    assert.equal(packed.value.details.field, 'Content-Encoding');
    assert.equal(packed.answer.headers.get('accept-encoding'), 'identity');
});

test('orders of what is not there are refused', async () => {
    const place = contract.operation('placeOrder');
    const unknown = await call(place, { body: orderBody([{ product_id: 4711, quantity: 1 }]) });
    assert.equal(unknown.answer.status, 404);
    assert.equal(unknown.value.details.product_id, 4711);
    const tooMany = await call(place, { body: orderBody([{ product_id: 6, quantity: 999 }]) });
    assert.equal(tooMany.answer.status, 409);
    const { products } = (await call(contract.operation('listProducts'))).value;
    assert.equal(tooMany.value.details.left, products.find(({ id }) => id === 6).stock);
});

test('what cannot be picked up then is refused, with the next time', async () => {
    const place = contract.operation('placeOrder');
    const roll = [{ product_id: 6, quantity: 1 }];
    const past = { pickup_at: '2020-01-01T07:00:00+01:00' };
    const late = await call(place, { body: orderBody(roll, past) });
    assert.equal(late.answer.status, 422);
    assert.equal(late.value.details.reason, 'too_soon');
    const { value } = await call(contract.operation('showPickupTimes'), { query: '?products=6' });
    const [{ at, at_utc: utc }] = value.days.at(-1).times;
    const later = await call(place, { body: orderBody(roll, { pickup_at: at }) });
    assert.deepEqual([later.answer.status, later.value.pickup_at_utc], [201, utc]);
    const words = await call(place, { body: orderBody(roll, { pickup_at: 'soon' }) });
    assert.deepEqual([words.answer.status, words.value.details.field], [400, 'pickup_at']);
    for (const name of ['showPickupTimes', 'headPickupTimes']) {
        for (const [query, status] of [
            ['?products=4711', 404],
            ['?products=bread', 400],
        ]) {
            const { answer } = await call(contract.operation(name), { query });
            assert.equal(answer.status, status, name);
        }
    }
});

test('a shop that is closed says until when', async () => {
    const place = contract.operation('placeOrder');
    const days = [-1, 0, 1].map((day) =>
        new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10),
    );
    for (const day of days) shop.ctl('hours', 'except', day, 'closed');
    const closed = await call(place);
    assert.equal(closed.answer.status, 409);
    assert.equal(closed.value.code, 'shop_closed');
    assert.equal((await call(contract.operation('showShop'))).value.open_now, false);
    for (const day of days) shop.ctl('hours', 'except', day, 'usual');
    assert.equal((await call(place)).answer.status, 201);
});

test('a key gives the same order again, and no other', async () => {
    const place = contract.operation('placeOrder');
    const headers = { 'Idempotency-Key': '0b1f6a52-6c9e-4c7e-9d5b-3f0f4a3c7a11' };
    const first = await call(place, { headers });
    const again = await call(place, { headers });
    assert.equal(again.answer.status, 201);
    assert.deepEqual(again.value, first.value);
    assert.equal(again.answer.headers.get('location'), first.value.status_url);
    const other = await call(place, { headers, body: orderBody([{ product_id: 6, quantity: 2 }]) });
    assert.equal(other.answer.status, 409);
    assert.equal(other.value.code, 'key_reused');
    const tooLong = await call(place, { headers: { 'Idempotency-Key': 'k'.repeat(256) } });
    assert.deepEqual(
        [tooLong.answer.status, tooLong.value.details.field],
        [400, 'Idempotency-Key'],
    );
});

test('what partners change must be sound', async () => {
    const changes = contract.operations.filter(
        (operation) => caller.needsKey(operation) && operation.method !== 'GET',
    );
    for (const operation of changes.filter(({ method }) => method !== 'HEAD')) {
        const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
        const foreign = await call(operation, { body: 'a=b', headers: form });
        assert.equal(foreign.answer.status, 415, operation.id);
        const type = { 'Content-Type': 'application/json' };
        const empty = await call(operation, { body: '{"reason":7}', headers: type });
        assert.equal(empty.answer.status, 400, operation.id);
        assert.ok(empty.value.details.field, operation.id);
    }
});

test('goods that are not there are not found', async () => {
    const goods = withStatus(404).filter(({ path }) => path.includes('{product_id}'));
    for (const operation of goods) {
        const { answer, value } = await call(operation, { id: '4711' });
        assert.equal(answer.status, 404, operation.id);
        if (operation.method !== 'HEAD')
            assert.deepEqual([value.code, value.details.product_id], ['unknown_product', 4711]);
    }
});

test('a change is made once under its key', async () => {
    const changes = contract.operations.filter(
        (operation) => caller.needsKey(operation) && operation.responses[409],
    );
    assert.equal(changes.length, 4);
    for (const operation of changes) {
        const id = operation.path.includes('{order_id}') ? await placed() : '6';
        const headers = {
            'Idempotency-Key': `once.${operation.id}`,
            'Content-Type': 'application/json',
        };
        const first = await call(operation, { id, headers });
        const again = await call(operation, { id, headers });
        assert.equal(first.answer.status, 200, operation.id);
        assert.deepEqual(again.value, first.value);
        const { requestBody } = contract.resolve(operation.at).value;
        const { example } = requestBody.content['application/json'];
        const body = JSON.stringify({ ...example, reason: 'Another one' });
        const other = await call(operation, { id, headers, body });
        assert.deepEqual([other.answer.status, other.value.code], [409, 'key_reused']);
    }
});

test('pages lead through all orders', async () => {
    const list = contract.operation('listOrders');
    const ids = [await placed(), await placed(), await placed()];
    const path = (query) => ({ ...list, path: `${list.path}?limit=1${query}` });
    const seen = [];
    for (let before = ''; seen.length < ids.length;) {
        const { orders, next } = (await call(path(before))).value;
        seen.unshift(orders[0].order_id);
        before = `&before=${next}`;
    }
    assert.deepEqual(seen, ids);
});

test('an order is called off once', async () => {
    const cancel = contract.operation('cancelOrder');
    const id = await placed();
    assert.equal((await call(cancel, { id })).value.status, 'cancelled');
    const again = await call(cancel, { id });
    assert.equal(again.answer.status, 409);
    assert.equal(again.value.code, 'state_not_allowed');
    assert.equal((await call(contract.operation('showOrder'), { id })).value.status, 'cancelled');
});

test('a body that is not needed is an object or nothing', async () => {
    const optional = contract.operations.filter(
        ({ at }) => contract.resolve(at).value.requestBody?.required === false,
    );
    assert.ok(optional.length > 0);
    for (const operation of optional) {
        for (const [body, type, status] of [
            ['{}', 'application/json', 200],
            ['[]', 'application/json', 400],
            ['{', 'application/json', 400],
            ['a=b', 'application/x-www-form-urlencoded', 415],
        ]) {
            const { answer } = await call(operation, { body, headers: { 'Content-Type': type } });
            assert.equal(answer.status, status, `${operation.id} ${body}`);
        }
    }
});

test('an order is followed to its end', async () => {
    const follow = contract.operation('followOrder');
    const id = await placed();
    const [first] = (await call(follow, { id })).value;
    assert.deepEqual([first.data.order_id, first.data.status], [id, 'pending']);
    await call(contract.operation('cancelOrder'), { id });
    const seen = { 'Last-Event-ID': first.id };
    const [last, ...more] = (await call(follow, { id, headers: seen })).value;
    assert.deepEqual([last.data.status, more], ['cancelled', []]);
    for (const name of ['followOrder', 'headEvents']) {
        const { answer } = await call(contract.operation(name), {
            id,
            headers: { 'Last-Event-ID': last.id },
        });
        assert.equal(answer.status, 204, name);
    }
});

test('a request keeps the name that its sender gave it', async () => {
    for (const operation of contract.operations) {
        const { answer } = await call(operation, {
            headers: { 'X-Request-Id': `of.${operation.id}` },
        });
        assert.equal(answer.headers.get('x-request-id'), `of.${operation.id}`);
    }
});

test('whoever asks too often is told to wait', async () => {
    const rate = '1/min burst 1';
    const strict = await Shop.open({
        'api-limit-loopback': 'yes',
        'api-rate-reads': rate,
        'api-rate-orders': rate,
    });
    try {
        for (const operation of contract.operations)
            await eventually(
                async () => (await call(operation, { at: strict, id: '17' })).answer.status === 429,
            );
    } finally {
        await strict.close();
    }
});

test('whoever guesses at orders is told to wait', async () => {
    const strict = await Shop.open({
        'api-limit-loopback': 'yes',
        'api-rate-unknown-ids': '1/min burst 1',
    });
    try {
        const show = contract.operation('showOrder');
        await eventually(
            async () =>
                (await call(show, { at: strict, id: '17' })).value.code === 'too_many_unknown_ids',
        );
    } finally {
        await strict.close();
    }
});

test('figures that are not shown are not there', async () => {
    const closed = await Shop.open({ 'api-metrics': 'off' });
    try {
        for (const operation of contract.operations.filter(({ path }) => path === '/metrics'))
            assert.equal((await call(operation, { at: closed })).answer.status, 404, operation.id);
        const { calls } = (await call(contract.operation('showIndex'), { at: closed })).value;
        assert.ok(!calls.includes('GET /metrics'));
    } finally {
        await closed.close();
    }
});

test('a shop full of orders or connections is unavailable', async () => {
    const small = await Shop.open({ 'api-max-connections': '1', 'orders-open-limit': '1' });
    try {
        const place = contract.operation('placeOrder');
        await eventually(
            async () => (await call(place, { at: small })).value.code === 'too_many_open_orders',
        );
        for (const operation of contract.operations) await caller.refusedBeside(small, operation);
    } finally {
        await small.close();
    }
});

test('a shop that is not healthy says so', async () => {
    const full = await Shop.open({ 'disk-minimum-free-mb': '1000000000' });
    try {
        const { answer, value } = await call(contract.operation('showHealth'), { at: full });
        assert.equal(answer.status, 503);
        assert.deepEqual([value.code, value.checks.disk.healthy], ['unhealthy', false]);
    } finally {
        await full.close();
    }
});

test('without its database the shop is unavailable', async () => {
    const id = await placed();
    shop.loseDatabase();
    for (const name of [
        'placeOrder',
        'showOrder',
        'cancelOrder',
        'showHealth',
        'followOrder',
        'headOrder',
        'headHealth',
    ]) {
        const operation = contract.operation(name);
        await eventually(async () => (await call(operation, { id })).answer.status === 503);
    }
    const { answer } = await call(contract.operation('listProducts'));
    assert.ok([200, 503].includes(answer.status));
});

test('everything in the document has been seen', () => {
    const documented = contract.operations.flatMap(({ id, responses }) =>
        Object.keys(responses)
            .filter((status) => !unprovoked.includes(status))
            .map((status) => `${id} ${status}`),
    );
    assert.deepEqual(
        documented.filter((one) => !contract.seenStatuses.has(one)),
        [],
    );
    const codes = contract.document.components.schemas.ErrorCode.enum;
    assert.deepEqual(
        [...contract.seenCodes].filter((code) => !codes.includes(code)),
        [],
    );
});
