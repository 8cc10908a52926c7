// Stands between a browser and the shop and loses the answers that it is told to lose.
import net from 'node:net';

export class CuttingProxy {
    // @isLost(request): whether the answer to that request never arrives, though the shop has given it.
    static async to(port, isLost) {
        const proxy = new CuttingProxy();
        proxy.lost = 0;
        proxy.server = net.createServer((client) => proxy.carry(client, port, isLost));
        await new Promise((done) => proxy.server.listen(0, '127.0.0.1', done));
        proxy.port = proxy.server.address().port;
        return proxy;
    }

    carry(client, port, isLost) {
        const shop = net.connect(port, '127.0.0.1');
        let losing = false;
        client.on('data', (data) => {
            losing ||= isLost(data.toString('latin1'));
            shop.write(data);
        });
        shop.on('data', (data) => {
            if (!losing) {
                client.write(data);
                return;
            }
            ++this.lost;
            client.destroy();
            shop.destroy();
        });
        for (const [one, other] of [
            [client, shop],
            [shop, client],
        ]) {
            one.on('close', () => other.destroy());
            one.on('error', () => other.destroy());
        }
    }

    close() {
        this.server.close();
    }
}
