// Orders made from a seed: what the schema of an order allows, and what lies beside it.

// The generator mulberry32; the same seed gives the same orders everywhere.
function randomSource(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}

const letters = [
    ..."aZ9 .-_'&é→ßñЖ中あ한עع🎂",
    ...'\u0301\u00ad\u200b\u2065\ufeff\u{1f468}\u{20000}',
];
const forbidden = [
    '\u0000',
    '\t',
    '\n',
    '\r',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2066',
    '\ufdd0',
    '\uffff',
    '\u{1fffe}',
    '\u{10ffff}',
];
const blanks = [
    ' ',
    '\u00a0',
    '\u00ad',
    '\u0600',
    '\u180e',
    '\u2000',
    '\u200b',
    '\u202f',
    '\u3000',
    '\ufeff',
    '\ufff9',
];
const mailLetters = [...'aé1.-+_ @"<(,:;[\\\u00a0\u3000\u2019\u200b🎂'];
const locals = [
    'zoe',
    'zoë.crème',
    "o'neil+bread",
    '名前',
    'a'.repeat(64),
    '🎂'.repeat(64),
    'a'.repeat(65),
    '.a',
    'a..b',
];
const domains = [
    'example.com',
    'b.c',
    'bäckerei.example',
    'x-1.y.z',
    '例え.テスト',
    `${'a'.repeat(63)}.de`,
    `${'a'.repeat(64)}.de`,
    '-a.de',
    'a-.de',
    'localhost',
    'a..b',
    'a_b.de',
];
const foreign = [null, true, 0, 1.5, '', 'text', [], {}, [1], { a: 1 }];

export class RandomOrders {
    #random;

    // schemas: of the document; products: ids that can be ordered.
    constructor(seed, schemas, products) {
        this.#random = randomSource(seed);
        this.properties = schemas.NewOrder.properties;
        this.quantity = schemas.NewOrderItem.properties.quantity;
        this.products = products;
    }

    // A usual order with one strange part, which lies within, at or beyond the schema's borders.
    next() {
        const order = {
            customer_name: 'Zoë Baker',
            customer_email: 'zoe@example.com',
            items: this.#list(1 + this.#below(3), () => this.#item()),
        };
        switch (this.#below(6)) {
            case 0:
                order.customer_name = this.#name();
                break;
            case 1:
                order.customer_email = this.#email();
                break;
            case 2:
                order.items = this.#list(
                    this.#border(this.properties.items.minItems, this.properties.items.maxItems),
                    () => this.#item(),
                );
                break;
            case 3:
                this.#one(order.items).quantity = this.#one([
                    30 + this.#below(60),
                    this.#one(foreign),
                    this.#border(this.quantity.minimum, this.quantity.maximum),
                ]);
                break;
            case 4:
                this.#one(order.items).product_id = this.#one([
                    4711,
                    0,
                    -1,
                    2 ** 53 - 1,
                    2 ** 53,
                    1e30,
                    1.5,
                    '1',
                    null,
                    this.#one(this.products),
                ]);
                break;
            default:
                this.#bend(this.#chance(0.5) ? order : this.#one(order.items));
        }
        return order;
    }

    #chance(share) {
        return this.#random() < share;
    }
    #below(count) {
        return Math.floor(this.#random() * count);
    }
    #one(list) {
        return list[this.#below(list.length)];
    }
    #list(count, make) {
        return Array.from({ length: count }, make);
    }
    #text(count, from = letters) {
        return this.#list(count, () => this.#one(from)).join('');
    }
    #border(lowest, highest) {
        return this.#one([lowest - 1, lowest, lowest + 1, highest - 1, highest, highest + 1]);
    }

    #item() {
        return { product_id: this.#one(this.products), quantity: 1 + this.#below(2) };
    }

    // A member more, another type, a member less.
    #bend(object) {
        const name = this.#one(Object.keys(object));
        if (this.#chance(0.3))
            object[this.#one(['note', 'price', 'status', 'Quantity'])] = this.#one(foreign);
        else if (this.#chance(0.5)) object[name] = this.#one(foreign);
        else delete object[name];
    }

    #name() {
        const { minLength, maxLength } = this.properties.customer_name;
        if (this.#chance(0.2)) return this.#text(1 + this.#below(4), blanks);
        const name = this.#text(this.#border(minLength, maxLength));
        return this.#chance(0.2) ? name + this.#one(forbidden) : name;
    }

    #email() {
        if (this.#chance(0.4)) return `${this.#one(locals)}@${this.#one(domains)}`;
        if (this.#chance(0.3)) {
            // exactly as long as allowed, or one less or more
            const labels = `${'b.'.repeat(100)}${'c'.repeat(50)}`;
            const rest = this.properties.customer_email.maxLength - 253 + this.#below(3);
            return `a@${labels}${'d'.repeat(rest)}`;
        }
        const [local, domain, end] = [4, 6, 4].map((most) =>
            this.#text(1 + this.#below(most), mailLetters),
        );
        return `${local}@${domain}.${end}${this.#chance(0.1) ? this.#one(forbidden) : ''}`;
    }
}
