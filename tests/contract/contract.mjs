// The document, and what it says about an answer.
import assert from 'node:assert/strict';
import zlib from 'node:zlib';

import { schemaCompiler } from './validators.mjs';

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];

const pointer = (...parts) =>
    parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

// The events of a stream so far (WHATWG HTML, 9.2.6), as far as this API uses their form.
function eventsOf(text) {
    const blocks = text.split('\n\n').slice(0, -1);
    const events = blocks.map((block) =>
        Object.fromEntries(
            block
                .split('\n')
                .filter((line) => !line.startsWith(':') && !line.startsWith('retry:'))
                .map((line) => [
                    line.slice(0, line.indexOf(':')),
                    line.slice(line.indexOf(':') + 1).trim(),
                ]),
        ),
    );
    return events.filter((event) => event.data !== undefined);
}

export class Contract {
    #compiler = schemaCompiler();
    #checks = new Map();

    constructor(document) {
        this.document = document;
        this.seenStatuses = new Set(); // "placeOrder 201"
        this.seenCodes = new Set();
        this.#compiler.addSchema(document, 'contract');
        this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
            methods
                .filter((method) => item[method])
                .map((method) => ({
                    path,
                    method: method.toUpperCase(),
                    id: item[method].operationId,
                    at: pointer('paths', path, method),
                    responses: item[method].responses,
                })),
        );
    }

    operation(id) {
        const found = this.operations.find((operation) => operation.id === id);
        assert.ok(found, `the document has no operation ${id}`);
        return found;
    }

    // The object that stands at a place, through its references; with the place where it stands.
    resolve(at) {
        const parts = at
            .split('/')
            .slice(1)
            .map((p) => p.replaceAll('~1', '/').replaceAll('~0', '~'));
        const value = parts.reduce((inner, part) => inner?.[part], this.document);
        return value?.$ref ? this.resolve(value.$ref.slice(1)) : { value, at };
    }

    // A sentence about what is wrong with the value, or nothing.
    faultOf(at, value) {
        if (!this.#checks.has(at)) {
            const fragment = at.split('/').map(encodeURIComponent).join('/');
            this.#checks.set(at, this.#compiler.compile({ $ref: `contract#${fragment}` }));
        }
        const check = this.#checks.get(at);
        return check(value)
            ? undefined
            : `${JSON.stringify(value)}: ${this.#compiler.errorsText(check.errors)}`;
    }

    // Throws when the document does not know such an answer to the operation. Gives the JSON in it.
    check(operation, answer) {
        const what = `${operation.method} ${operation.path} → ${answer.status}`;
        assert.ok(
            operation.responses[answer.status],
            `${what} is not in the document: ${answer.body}`,
        );
        this.seenStatuses.add(`${operation.id} ${answer.status}`);
        const response = this.resolve(`${operation.at}/responses/${answer.status}`);
        this.#checkHeaders(what, response, answer);
        const bodyless = operation.method === 'HEAD' || !response.value.content;
        if (bodyless && answer.body.length === 0) return undefined;
        assert.ok(response.value.content, `${what} has a body: ${answer.body}`);
        return this.#checkBody(what, response, answer);
    }

    #checkHeaders(what, response, answer) {
        for (const name of Object.keys(response.value.headers ?? {})) {
            const header = this.resolve(`${response.at}${pointer('headers', name)}`);
            const text = answer.headers.get(name.toLowerCase());
            if (text === undefined) {
                assert.ok(!header.value.required, `${what} has no ${name}`);
                continue;
            }
            const value = header.value.schema.type === 'integer' ? Number(text) : text;
            const fault = this.faultOf(`${header.at}/schema`, value);
            assert.ok(!fault, `${what}, ${name}: ${fault}`);
        }
    }

    #checkBody(what, response, answer) {
        const type = answer.headers.get('content-type')?.split(';')[0] ?? 'nothing';
        assert.ok(response.value.content[type], `${what} is ${type}`);
        const packed = answer.headers.get('content-encoding') === 'gzip';
        const text = (packed ? zlib.gunzipSync(answer.body) : answer.body).toString('utf8');
        const value = type === 'application/json' ? JSON.parse(text) : text;
        const at = `${response.at}${pointer('content', type)}/schema`;
        const fault = this.faultOf(at, value);
        assert.ok(!fault, `${what}: ${fault}`);
        if (type === 'text/event-stream')
            return this.#checkedEvents(what, `${at}/contentSchema`, eventsOf(text));
        if (value.code) this.seenCodes.add(value.code);
        return value;
    }
    // What each event tells.
    #checkedEvents(what, at, events) {
        const fault = this.faultOf(at, events);
        assert.ok(!fault, `${what}: ${fault}`);
        const data = this.resolve(`${this.resolve(at).at}/items/properties/data/contentSchema`);
        return events.map((event) => {
            const value = JSON.parse(event.data);
            const wrong = this.faultOf(data.at, value);
            assert.ok(!wrong, `${what}: ${wrong}`);
            return { ...event, data: value };
        });
    }
}
