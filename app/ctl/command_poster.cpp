#include "commands.h"
#include "console.h"
#include "data_directory.h"
#include "page_address.h"
#include "poster_desk.h"

#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

/// Where the shop serves its page now; empty while it does not.
QString servedUrl(const Settings &settings)
{
    const QString path = settings.text(u"data.directory"_s);
    const QString folder = path.isEmpty() ? DataDirectory::defaultPath() : path;
    if (!QFileInfo(folder).isDir())
        return {};
    const Result<DataDirectory> directory = DataDirectory::prepare(folder);
    const std::optional<RunningOwner> owner =
        directory ? directory->owner() : std::optional<RunningOwner>();
    return owner ? owner->apiUrl : QString();
}

Result<QString> addressOf(const Arguments &arguments)
{
    if (arguments.has(u"url"_s))
        return checkedPageAddress(arguments.value(u"url"_s), u"--url"_s);
    return pageAddress(arguments.settings(), servedUrl(arguments.settings()));
}

QStringList languagesOf(const Arguments &arguments)
{
    if (!arguments.has(u"language"_s))
        return posterLanguages();
    return arguments.value(u"language"_s).split(u',');
}

Result<void> write(const PaperDocument &poster, const QString &path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(poster.pdf) == poster.pdf.size()
        && file.commit())
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::BadField,
                  .field = path,
                  .detail = file.errorString()};
}

int poster(const Arguments &arguments)
{
    if (arguments.words().size() != 1) {
        complain(u"poster takes one file: bakehousectl poster FILE.pdf"_s);
        return 2;
    }
    const Result<QString> address = addressOf(arguments);
    if (!address) {
        complain(describe(address.error()));
        if (address.error().code == Error::Code::Unavailable)
            complain(u"Name the address that customers reach: --url, or the setting "
                     "page.address."_s);
        return address.error().code == Error::Code::Invalid ? 2 : 1;
    }
    const Result<PaperDocument> made =
        posterFor(arguments.settings().text(u"shop.name"_s), *address, languagesOf(arguments));
    if (!made)
        return fail(made.error());
    const QString path = arguments.words().constFirst();
    if (const Result<void> written = write(*made, path); !written)
        return fail(written.error());
    print(u"%1: a poster for %2 (%3)"_s.arg(path, *address, languagesOf(arguments).join(u", "_s)));
    return 0;
}

} // namespace

Command posterCommand()
{
    return {.name = u"poster"_s,
            .arguments = u"FILE.pdf [--language en,de] [--url URL]"_s,
            .summary = u"Poster (A4, PDF) with the address of the customers' page as text and QR "
                       "code."_s,
            .options = {QCommandLineOption(u"language"_s,
                                           u"Languages with commas, a page each. Default: all."_s,
                                           u"LIST"_s),
                        QCommandLineOption(u"url"_s,
                                           u"Address of the page as customers reach it. Default: "
                                           "the setting page.address, else this machine's."_s,
                                           u"URL"_s)},
            .run = poster};
}
