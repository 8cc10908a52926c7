#include "served_shop.h"

#include "data_directory.h"
#include "made_goods.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {
constexpr int startTimeoutMs = 60'000;
constexpr int importTimeoutMs = 120'000;
constexpr int stepMs = 20;
}

ServedShop::ServedShop(const QString &folder, const QStringList &options)
    : m_folder(folder)
    , m_options(options)
{
}

QString ServedShop::program()
{
    return QCoreApplication::applicationDirPath() + u"/../bin/bakehousectl"_s;
}

Result<void> ServedShop::start()
{
    QStringList arguments {u"serve"_s,   u"--data"_s, m_folder,
                           u"--port"_s,  u"0"_s,      u"--orders-open-limit"_s,
                           u"10000000"_s};
    arguments += m_options;
    m_process = std::make_unique<BenchProcess>();
    if (const Result<void> started = m_process->start(program(), arguments); !started)
        return started.error();
    const Result<QString> ready = m_process->lineBeginning(u"ready"_s, startTimeoutMs);
    if (!ready)
        return ready.error();
    m_url = QUrl(*ready);
    return {};
}

void ServedShop::stop()
{
    m_process.reset();
}

Result<void> ServedShop::import(const QByteArrayList &catalogues) const
{
    const QString products = m_url.resolved(QUrl(u"/api/products"_s)).toString();
    const Result<QJsonObject> before = askJson(products);
    Result<void> done = importFile(u"tax"_s, madeTaxes(catalogues));
    for (const QByteArray &catalogue : catalogues) {
        if (done)
            done = importFile(u"catalogue"_s, catalogue);
    }
    if (!done || !before)
        return done ? Result<void>(before.error()) : done;
    // Another program told the database; the shop hears of it from there.
    for (const QDeadlineTimer deadline(importTimeoutMs); !deadline.hasExpired(); letPass(stepMs)) {
        if (const Result<QJsonObject> now = askJson(products); now && *now != *before)
            return {};
    }
    return Error {.code = Error::Code::Timeout, .detail = u"the goods do not come on sale"_s};
}

Result<void> ServedShop::importFile(const QString &what, const QByteArray &content) const
{
    const QString path = m_folder + u'/' + what + u".csv"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return Error {.detail = u"could not write "_s + path};
    file.close();
    const Result<QByteArray> said =
        outputOf(program(), {u"import"_s, u"--data"_s, m_folder, what, path}, importTimeoutMs);
    return said ? Result<void>() : Result<void>(said.error());
}

QString ServedShop::database() const
{
    const Result<DataDirectory> directory = DataDirectory::prepare(m_folder);
    const std::optional<RunningOwner> owner =
        directory ? directory->owner() : std::optional<RunningOwner>();
    return owner ? owner->databaseUri : QString();
}
