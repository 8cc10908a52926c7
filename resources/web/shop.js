// What the page asks the shop, and how it waits for answers.
export class Refused extends Error {
    constructor(status, code, details) {
        super(code);
        this.status = status;
        this.code = code;
        this.details = details ?? {};
    }
    // Nothing is wrong with what was asked; the same may be asked again.
    get passes() {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }
}

const patienceMs = 12_000;

async function ask(path, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patienceMs);
    let answer, body;
    try {
        answer = await fetch(path, { ...options, signal: stop.signal });
        body = await answer.json();
    } catch {
        throw new Refused(answer && !answer.ok ? answer.status : 0, 'away');
    } finally {
        clearTimeout(timer);
    }
    if (!answer.ok) throw new Refused(answer.status, body.code, body.details);
    return body;
}

export const readShop = () => ask('/api/shop');
export const readProducts = async () => (await ask('/api/products')).products;
export const readTimes = (ids) => ask(`/api/pickup-times?products=${ids.join(',')}`);
export const readOrder = (id) => ask(`/api/orders/${id}`);
export const cancelOrder = (id) => ask(`/api/orders/${id}/cancel`, { method: 'POST' });

// The same key and body place one order, however often they are sent.
export const sendOrder = ({ key, body }) =>
    ask('/api/orders', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body,
    });
