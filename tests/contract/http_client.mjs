// A client that sends any bytes and takes an answer apart, without the leniency of an HTTP library.
import net from 'node:net';

const patienceMs = 60_000;

// The bytes of a request; a header of value undefined is left out.
export function requestBytes(method, path, { headers = {}, body = '' } = {}) {
    const content = Buffer.from(body);
    const needsLength = content.length > 0 || method === 'POST';
    const all = {
        Host: '127.0.0.1',
        Connection: 'close',
        'Content-Length': needsLength ? String(content.length) : undefined,
        ...headers,
    };
    const lines = Object.entries(all)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}: ${value}\r\n`);
    const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
    return Buffer.concat([head, content]);
}

function parsedHead(text) {
    const [statusLine, ...lines] = text.split('\r\n');
    const headers = new Map();
    for (const line of lines) {
        const colon = line.indexOf(':');
        const name = line.slice(0, colon).toLowerCase();
        const value = line.slice(colon + 1).trim();
        headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
    }
    return { status: Number(statusLine.split(' ')[1]), headers };
}

// The answer in the bytes, or nothing while it is not whole; ended = no more will come.
function parsedAnswer(bytes, bodyless, ended) {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = parsedHead(bytes.subarray(0, end).toString('latin1'));
    const rest = bytes.subarray(end + 4);
    if (head.status === 100) return parsedAnswer(rest, bodyless, ended);
    if (bodyless || head.status === 204 || head.status === 304)
        return ended ? { ...head, body: rest } : undefined;
    const length = head.headers.get('content-length');
    if (length === undefined) {
        // a stream: its first event is enough
        const event = rest.indexOf('\n\n');
        return event < 0 && !ended ? undefined : { ...head, body: rest };
    }
    return rest.length < Number(length) ? undefined : { ...head, body: rest };
}

// Sends the bytes as they are. The request should ask for the end of the connection.
// from: the address of this machine to send from.
export function exchange(port, bytes, { bodyless = false, from } = {}) {
    return new Promise((resolve, reject) => {
        const socket = net.connect({ port, host: '127.0.0.1', localAddress: from });
        let received = Buffer.alloc(0);
        let fault;
        const settle = (ended) => {
            const answer = parsedAnswer(received, bodyless, ended);
            if (answer) resolve(answer);
            else if (ended)
                reject(new Error(`no whole answer, ${fault ?? 'closed'}: "${received}"`));
            if (answer || ended) socket.destroy();
        };
        socket.setTimeout(patienceMs, () => socket.destroy(new Error('timed out')));
        socket.on('data', (data) => {
            received = Buffer.concat([received, data]);
            settle(false);
        });
        socket.on('error', (error) => (fault = error.message));
        socket.on('close', () => settle(true));
        socket.write(bytes);
    });
}

export function ask(port, method, path, parts) {
    const how = { bodyless: method === 'HEAD', from: parts?.from };
    return exchange(port, requestBytes(method, path, parts), how);
}
