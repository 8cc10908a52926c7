// A shop in a temporary folder, served by the real bakehousectl.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const program = process.env.BAKEHOUSECTL;
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

function firstLine(child) {
    return new Promise((resolve, reject) => {
        let output = '';
        child.stdout.on('data', (data) => {
            output += data;
            if (output.includes('\n')) resolve(output.split('\n')[0]);
        });
        child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${output}`)));
        child.on('error', reject);
    });
}

export class Shop {
    // settings: as options of the program, {'api-max-connections': '1'}; files: what lies in the folder
    // of the shop before it begins, by name.
    static async open(settings = {}, files = {}) {
        const shop = new Shop();
        shop.keys = 0;
        shop.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bakehouse-contract-'));
        fs.chmodSync(shop.folder, 0o711); // root's server runs under an account of its own
        shop.data = path.join(shop.folder, 'shop');
        for (const [name, content] of Object.entries(files)) {
            const file = path.join(shop.data, name);
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, content);
        }
        const options = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
        shop.child = spawn(program, ['serve', '--data', shop.data, '--port', '0', ...options], {
            stdio: ['ignore', 'pipe', process.env.CONTRACT_SHOW_LOG ? 'inherit' : 'ignore'],
        });
        running.add(shop.child);
        const ready = await firstLine(shop.child);
        shop.port = Number(/^ready http:\/\/[\d.]+:(\d+)/.exec(ready)?.[1]);
        if (!shop.port) throw new Error(`serve said "${ready}"`);
        return shop;
    }

    // Runs a command of bakehousectl on this shop; what it said.
    ctl(...words) {
        return execFileSync(program, [...words, '--data', this.data], { encoding: 'utf8' });
    }

    // A new partner's key.
    madeKey(...scopes) {
        const options = scopes.map((scope) => `--scope=${scope}`);
        return this.ctl('key', 'add', `Contract ${++this.keys}`, ...options).trim();
    }

    // Takes the private database's files away and ends it, so that it cannot be started again.
    loseDatabase() {
        const cluster = path.join(this.data, 'cluster');
        const pid = Number(
            fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0],
        );
        fs.renameSync(cluster, `${cluster}.away`);
        process.kill(pid, 'SIGQUIT');
    }

    async close() {
        const ended = new Promise((resolve) => this.child.on('exit', resolve));
        this.child.kill('SIGTERM');
        await ended;
        running.delete(this.child);
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}
