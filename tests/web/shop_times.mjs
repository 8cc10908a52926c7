// What a shop says of its hours, put into its answers on their way to the browser: the page can be
// shown any day without waiting for it.
const quarterMs = 15 * 60_000;

const forms = new Map(); // making one takes long

function offsetForm(zone) {
    const form = { timeZone: zone, timeZoneName: 'longOffset' };
    if (!forms.has(zone)) forms.set(zone, new Intl.DateTimeFormat('en', form));
    return forms.get(zone);
}

// "+01:00" of the zone at that moment.
function offsetOf(moment, zone) {
    const part = offsetForm(zone).formatToParts(moment).find(({ type }) => type === 'timeZoneName');
    return part.value.slice(3) || '+00:00';
}

// "2026-11-27T07:15:00+01:00": a moment as the shop's clock shows it.
export function wallOf(moment, zone) {
    const offset = offsetOf(moment, zone);
    const [hours, minutes] = offset.slice(1).split(':').map(Number);
    const shiftMs = (hours * 60 + minutes) * 60_000 * (offset[0] === '-' ? -1 : 1);
    return new Date(moment.getTime() + shiftMs).toISOString().slice(0, 19) + offset;
}

// Every quarter of an hour from one moment to another, by the shop's days.
export function daysFrom(first, last, zone) {
    const days = new Map();
    for (let at = new Date(first).getTime(); at <= new Date(last).getTime(); at += quarterMs) {
        const wall = wallOf(new Date(at), zone);
        const date = wall.slice(0, 10);
        const utc = new Date(at).toISOString().replace('.000Z', 'Z');
        if (!days.has(date)) days.set(date, { date, times: [] });
        days.get(date).times.push({ at: wall, at_utc: utc });
    }
    return [...days.values()];
}

// The shop of @context tells these hours: { shop: fields of /api/shop, times: of /api/pickup-times,
// product: what is added to each product }. The object may change meanwhile; asked counts.
export async function tellTimes(context, told) {
    const edit = (pattern, change) =>
        context.route(pattern, async (route) => {
            const answer = await route.fetch();
            if (answer.status() !== 200) return route.fulfill({ response: answer });
            await route.fulfill({ response: answer, json: change(await answer.json()) });
        });
    await edit('**/api/shop', (shop) => ({ ...shop, has_hours: true, ...told.shop }));
    await edit('**/api/products', ({ products }) => ({
        products: products.map((product) => ({ ...product, ...told.product?.(product) })),
    }));
    await context.route('**/api/pickup-times**', (route) => {
        told.asked = route.request().url();
        return route.fulfill({ json: told.times });
    });
}
