// A customer with an old phone on a slow line, by the means of Chromium's developer tools.
const bytesOf = (bits) => bits / 8;

const line = {
    offline: false,
    latency: 150, // ms for a round trip
    downloadThroughput: bytesOf(1_600_000),
    uploadThroughput: bytesOf(750_000),
};
const slowerCpu = 4;
const silentMs = 1_000; // Nothing more is to come then.

// Opens the page at @url as somebody who has never been there. Gives { ms, bytes }: when the first
// product could be tapped, from the start of the navigation, and what had come over the line when
// nothing more came.
export async function firstVisit(browser, url, options = {}) {
    const viewport = { width: 390, height: 844 };
    const context = await browser.chromium.newContext({ viewport, locale: 'en-GB', ...options });
    try {
        const page = await context.newPage();
        await page.addInitScript(() => {
            const look = () => {
                if (globalThis.tappableMs || !document.querySelector('.card .step')) return;
                globalThis.tappableMs = performance.now();
            };
            new MutationObserver(look).observe(document, { childList: true, subtree: true });
        });
        const tools = await context.newCDPSession(page);
        let bytes = 0;
        tools.on('Network.loadingFinished', ({ encodedDataLength }) => {
            bytes += encodedDataLength;
        });
        await tools.send('Network.enable');
        await tools.send('Network.emulateNetworkConditions', line);
        await tools.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu });
        await page.goto(url, { waitUntil: 'commit' });
        await page.waitForSelector('.card .step');
        // Not until the network is idle: a page that asks now and then for the stock need never be.
        for (let before = -1; before !== bytes; ) {
            before = bytes;
            await page.waitForTimeout(silentMs);
        }
        return { ms: await page.evaluate(() => globalThis.tappableMs), bytes };
    } finally {
        await context.close();
    }
}
