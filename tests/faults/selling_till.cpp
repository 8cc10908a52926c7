// selling_till [options of bakehouse]: the counter without its window. Says "ready" once it can
// sell; then "sell COUNT" on its standard input sells so many pieces, each answered by a line "sold
// NUMBER TOTAL TIME DAY SUSPECT" once it is durable, or "refused REASON"; "state" is answered by
// "state up|away WAITING"; the end of input ends it.

#include "console.h"
#include "counter_shop.h"
#include "log_lines.h"
#include "program_options.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Obeys the lines that come in. Owned by main; main thread.
class Obedience final : public QObject
{
public:
    explicit Obedience(CounterShop &shop)
        : m_shop(shop)
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_input, &QSocketNotifier::activated, this, [this] { read(); });
        m_look.setInterval(20);
        connect(&m_look, &QTimer::timeout, this, [this] { sayWhenReady(); });
        m_look.start();
    }

private:
    void sayWhenReady()
    {
        if (!m_shop.catalogue().current() || m_shop.till().state().tillNumber == 0)
            return;
        m_look.stop();
        say(u"ready"_s);
    }
    void read()
    {
        std::array<char, 4'096> bytes {};
        const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count <= 0)
            return QCoreApplication::quit();
        m_text.append(bytes.data(), count);
        for (qsizetype end = m_text.indexOf('\n'); end >= 0; end = m_text.indexOf('\n')) {
            obey(QString::fromUtf8(m_text.first(end)).split(u' '));
            m_text.remove(0, end + 1);
        }
    }
    void obey(const QStringList &words)
    {
        if (words.first() == u"sell"_s) {
            for (int left = words.value(1).toInt(); left > 0; --left)
                sell();
        } else if (words.first() == u"state"_s) {
            const DatabaseLight light = m_shop.state().database();
            say(u"state %1 %2"_s.arg(light.up ? u"up"_s : u"away"_s).arg(light.waiting));
        }
    }
    void sell()
    {
        Till &till = m_shop.till();
        std::vector<Product> products = m_shop.catalogue().current()->goods().products;
        std::erase_if(products,
                      [](const Product &product) { return product.unit != SaleUnit::Piece; });
        const QUuid basket = till.startBasket(TaxMode::TakeAway).uuid;
        const qint64 product = products[m_sales++ % products.size()].id;
        if (const Result<void> added = till.add(basket, product, Quantity::fromPieces(1)); !added)
            return say(u"refused "_s + describe(added.error()));
        const Money total = till.basket(basket)->total();
        const Result<Receipt> sold =
            await(till.pay(basket, {{.method = TenderMethod::Cash, .amount = total}}));
        if (!sold)
            return say(u"refused "_s + describe(sold.error()));
        say(u"sold %1 %2 %3 %4 %5"_s.arg(sold->number)
                .arg(sold->total.minor())
                .arg(sold->soldAt.toString(Qt::ISODateWithMs),
                     sold->businessDay.toString(Qt::ISODate),
                     sold->clockSuspect ? u"suspect"_s : u"sound"_s));
    }
    static void say(const QString &line)
    {
        std::puts(qUtf8Printable(line));
        std::fflush(stdout);
    }

    CounterShop &m_shop;
    QSocketNotifier m_input;
    QTimer m_look;
    QByteArray m_text;
    size_t m_sales = 0;
};

int sellOn()
{
    QCommandLineParser parser;
    addProgramOptions(parser);
    if (!parser.parse(QCoreApplication::arguments())) {
        complain(parser.errorText());
        return 2;
    }
    const Result<LoadedSettings> loaded = loadSettings(settingsGiven(parser));
    if (!loaded)
        return fail(loaded.error());
    startLogging(loaded->settings);
    const auto shop = CounterShop::open(loaded->sources, loaded->settings);
    if (!shop)
        return fail(shop.error());
    (*shop)->start();
    const Obedience obedience(**shop);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"selling_till"_s);
    return sellOn();
}
