// What stays in the browser: the basket, who orders, the order under way, orders placed.
const memory = new Map(); // where the browser keeps nothing

function read(name, otherwise) {
    try {
        const text = localStorage.getItem(`bakehouse.${name}`) ?? memory.get(name);
        return text ? JSON.parse(text) : otherwise;
    } catch {
        return otherwise;
    }
}

function write(name, value) {
    const text = JSON.stringify(value);
    memory.set(name, text);
    try {
        localStorage.setItem(`bakehouse.${name}`, text);
    } catch {
        // A private window may refuse; the basket then lasts as long as the page.
    }
}

const most = 999;

// 128 random bits; crypto.randomUUID() would need HTTPS.
const newKey = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
        byte.toString(16).padStart(2, '0'),
    ).join('');

export const basket = {
    // { productId: pieces }
    all: () => read('basket', {}),
    // Made with the basket's first piece, long before anybody orders: windows that order the same basket
    // at once do so under the same key.
    key() {
        const known = read('basketKey', null);
        if (known) return known;
        const made = newKey();
        write('basketKey', made);
        return made;
    },
    count: () => Object.values(basket.all()).reduce((sum, pieces) => sum + pieces, 0),
    of: (id) => basket.all()[id] ?? 0,
    set(id, pieces) {
        const all = basket.all();
        if (pieces > 0) all[id] = Math.min(pieces, most);
        else delete all[id];
        write('basket', all);
        basket.key();
    },
    clear() {
        write('basket', {});
        write('basketKey', null);
    },
};

export const customer = {
    read: () => read('customer', { name: '', email: '', phone: '', note: '' }),
    write: (values) => write('customer', values),
};

// When the order is picked up: { later, at, day }, at as the shop offers it, "2026-11-27T07:15:00+01:00".
const soon = { later: false, at: null, day: null };
export const pickup = {
    read: () => read('pickup', soon),
    write: (chosen) => write('pickup', chosen),
    clear: () => write('pickup', soon),
};

// { key, body }: sent, and not known yet what became of it. Kept before it is sent, so that neither a
// reload nor a lost answer orders twice.
export const pending = {
    read: () => read('pending', null),
    write: (order) => write('pending', order),
    clear: () => write('pending', null),
};

export const filter = {
    read: () => read('without', []),
    write: (allergens) => write('without', allergens),
};

export const language = {
    read: () => read('language', null),
    write: (code) => write('language', code),
};

export const lastOrder = {
    read: () => read('order', null),
    write: (id) => write('order', id),
};

// Another window of this browser changed something.
export const whenChangedElsewhere = (callback) => window.addEventListener('storage', callback);
