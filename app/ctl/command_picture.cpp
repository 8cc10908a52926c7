#include "commands.h"
#include "console.h"
#include "opened_shop.h"
#include "picture_desk.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimitBytes = 16'777'216;

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::BadField,
                      .field = path,
                      .detail = file.errorString()};
    return file.read(fileLimitBytes + 1);
}

/// By its name as the shop writes it, or by its number.
Result<Product> productNamed(const std::vector<Product> &products, const QString &word)
{
    for (const Product &product : products) {
        if (product.name == word)
            return product;
    }
    bool number = false;
    const qint64 id = word.toLongLong(&number);
    for (const Product &product : products) {
        if (number && product.id == id)
            return product;
    }
    return Error {.code = Error::Code::NotFound,
                  .reason = Error::Reason::UnknownProduct,
                  .field = word,
                  .detail = u"no good on sale has this name or number"_s};
}

int listPictures(const std::vector<Product> &products)
{
    int count = 0;
    for (const Product &product : products) {
        if (product.picture.isEmpty())
            continue;
        print(u"%1  %2  %3"_s.arg(QString::number(product.id), product.picture, product.name));
        ++count;
    }
    if (count == 0)
        print(u"no pictures"_s);
    return 0;
}

int setPicture(PictureDesk &desk, const Product &product, const QString &path)
{
    const Result<QByteArray> file = contentOf(path);
    if (!file)
        return fail(file.error());
    const Result<QString> name = await(desk.set(product.id, *file));
    if (!name)
        return fail(name.error());
    print(u"%1 has the picture %2"_s.arg(product.name, *name));
    return 0;
}

int removePicture(PictureDesk &desk, const Product &product)
{
    if (const Result<void> removed = await(desk.remove(product.id)); !removed)
        return fail(removed.error());
    print(u"%1 has no picture"_s.arg(product.name));
    return 0;
}

int picture(const Arguments &arguments)
{
    const QStringList words = arguments.words();
    const QString verb = words.value(0, u"list"_s);
    const bool good = (verb == u"list"_s && words.size() <= 1)
        || (verb == u"set"_s && words.size() == 3) || (verb == u"remove"_s && words.size() == 2);
    if (!good) {
        complain(u"picture takes \"list\", \"set PRODUCT FILE\" or \"remove PRODUCT\"; PRODUCT is "
                 "a name or a number."_s);
        return 2;
    }
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::OwnOrAttach);
    if (!shop)
        return fail(shop.error());
    const Result<CatalogueRead> read = await((*shop)->stores.catalogue.read());
    if (!read)
        return fail(read.error());
    if (verb == u"list"_s)
        return listPictures(read->goods->products);
    const Result<Product> product = productNamed(read->goods->products, words.at(1));
    if (!product)
        return fail(product.error());
    PictureDesk desk((*shop)->stores.pictures);
    return verb == u"set"_s ? setPicture(desk, *product, words.at(2))
                            : removePicture(desk, *product);
}

} // namespace

Command pictureCommand()
{
    return {.name = u"picture"_s,
            .arguments = u"[list|set PRODUCT FILE|remove PRODUCT]"_s,
            .summary =
                u"Pictures of goods on the customers' page: list them, give one, take one away."_s,
            .run = picture};
}
