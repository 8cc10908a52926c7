// Calls the operations of a shop as they are usually called, and holds each answer against the
// contract.
import assert from 'node:assert/strict';
import net from 'node:net';

import { ask, exchange } from './http_client.mjs';

const jsonType = { 'Content-Type': 'application/json' };

export const orderBody = (items, more) =>
    JSON.stringify({
        customer_name: 'Zoë Baker',
        customer_email: 'zoe@example.com',
        items,
        ...more,
    });
const oneRoll = orderBody([{ product_id: 6, quantity: 1 }]);

// Where no product is named it is the roll.
export const pathOf = (operation, id) =>
    operation.path.replace('{order_id}', id).replace('{product_id}', id || '6');

// Asks until the check holds; what is awaited happens in the shop by itself.
export async function eventually(check) {
    for (const end = Date.now() + 60_000; !(await check());) {
        assert.ok(Date.now() < end, `never came true: ${check}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

export class Caller {
    constructor(contract, shop) {
        this.contract = contract;
        this.shop = shop;
    }

    // The id of a new order.
    async placed(at = this.shop) {
        const parts = { headers: jsonType, body: oneRoll };
        const answer = await ask(at.port, 'POST', '/api/orders', parts);
        return this.contract.check(this.contract.operation('placeOrder'), answer).order_id;
    }

    // Such as the document shows; of an order one of what there is.
    usualBody(operation) {
        const { example } =
            this.contract.resolve(operation.at).value.requestBody.content['application/json'];
        return operation.id === 'placeOrder' ? oneRoll : JSON.stringify(example);
    }

    needsKey(operation) {
        return this.contract.resolve(operation.at).value.security !== undefined;
    }

    // An order that is there, a body where one is needed, unless told otherwise.
    async call(operation, { at = this.shop, headers = {}, body, id, from, query = '' } = {}) {
        const order = id ?? (operation.path.includes('{order_id}') ? await this.placed(at) : '');
        if (this.needsKey(operation) && at.key)
            headers = { Authorization: `Bearer ${at.key}`, ...headers };
        const { requestBody } = this.contract.resolve(operation.at).value;
        const parts = requestBody?.required
            ? { headers: { ...jsonType, ...headers }, body: body ?? this.usualBody(operation) }
            : { headers, body };
        const path = pathOf(operation, order) + query;
        const answer = await ask(at.port, operation.method, path, { ...parts, from });
        return { answer, value: this.contract.check(operation, answer) };
    }

    // One of refusals.mjs.
    async refused(operation, [name, status, code, bytes]) {
        const request = bytes(operation.method, pathOf(operation, '17'));
        const bodyless = operation.method === 'HEAD';
        const answer = await exchange(this.shop.port, request, { bodyless });
        const what = `${operation.id}, ${name}`;
        assert.equal(answer.status, status, what);
        const value = this.contract.check(operation, answer);
        if (value) assert.equal(value.code, code, what);
        assert.equal(answer.headers.get('connection'), 'close', what);
    }

    // To a shop that takes one connection: the first one is silent, so the next one is refused.
    async refusedBeside(full, operation) {
        const bodyless = operation.method === 'HEAD';
        await eventually(async () => {
            const first = net.connect({ port: full.port, host: '127.0.0.1' });
            try {
                await new Promise((resolve, reject) =>
                    first.on('connect', resolve).on('error', reject),
                );
                // Where an earlier one had not gone yet, the first was refused and this one is silent.
                const answer = await exchange(full.port, '', { bodyless }).catch(() => ({}));
                return answer.status === 503 && this.contract.check(operation, answer);
            } finally {
                first.destroy();
            }
        });
    }
}
