// What is refused whatever the call: faulty HTTP around an otherwise usual request.
import { requestBytes } from './http_client.mjs';

const repeat = (count, make) => Array.from({ length: count }, (_, i) => make(i));

function withHeaders(lines) {
    return (method, path) => {
        const usual = requestBytes(method, path, { headers: { 'Content-Length': undefined } });
        return usual.toString('latin1').replace('\r\n\r\n', `\r\n${lines.join('\r\n')}\r\n\r\n`);
    };
}

function replaced(pattern, by) {
    return (method, path) => requestBytes(method, path).toString('latin1').replace(pattern, by);
}

// name, status, code, bytes(method, path)
export const refusals = [
    ['no version', 400, 'bad_request_line', replaced(' HTTP/1.1', '')],
    ['another version', 400, 'unsupported_version', replaced('HTTP/1.1', 'HTTP/3.7')],
    ['a header without a colon', 400, 'bad_header', withHeaders(['Nonsense'])],
    ['a folded header', 400, 'bad_header', withHeaders(['X-One: 1', ' 2'])],
    ['no host', 400, 'bad_host', replaced(/Host: .*\r\n/, '')],
    ['two hosts', 400, 'bad_host', withHeaders(['Host: 127.0.0.1'])],
    [
        'two content types',
        400,
        'repeated_header',
        withHeaders(repeat(2, () => 'Content-Type: application/json')),
    ],
    ['two lengths', 400, 'bad_content_length', withHeaders(repeat(2, () => 'Content-Length: 2'))],
    ['a length that is no number', 400, 'bad_content_length', withHeaders(['Content-Length: +2'])],
    [
        'a length and chunks',
        400,
        'bad_content_length',
        withHeaders(['Content-Length: 2', 'Transfer-Encoding: chunked']),
    ],
    ['a websocket', 400, 'upgrade_refused', withHeaders(['Upgrade: websocket'])],
    ['chunks', 411, 'length_required', withHeaders(['Transfer-Encoding: chunked'])],
    ['a large body', 413, 'body_too_large', withHeaders(['Content-Length: 65537'])],
    ['a huge body', 413, 'body_too_large', withHeaders(['Content-Length: 99999999999999999999'])],
    ['a long address', 414, 'uri_too_long', replaced(' HTTP', `?${'a'.repeat(8000)} HTTP`)],
    ['another expectation', 417, 'expectation_failed', withHeaders(['Expect: cake'])],
    ['many headers', 431, 'too_many_headers', withHeaders(repeat(70, (i) => `X-${i}: 1`))],
    [
        'large headers',
        431,
        'headers_too_large',
        withHeaders(repeat(3, (i) => `X-${i}: ${'a'.repeat(6000)}`)),
    ],
    ['a foreign host', 421, 'wrong_host', replaced(/Host: .*/, 'Host: bakehouse.example.com')],
    ['half a head', 408, 'head_timeout', replaced('\r\n\r\n', '\r\n')],
    ['half a body', 408, 'body_timeout', withHeaders(['Content-Length: 5'])],
];
